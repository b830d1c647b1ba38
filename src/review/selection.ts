import { Minimatch } from 'minimatch'
import { findRelated, type RelatedFiles } from '../cortex/files/related.ts'
import type { Config, Lock, RuleSetting, RuleSettings } from './config.ts'
import type { RuleMeta, Severity } from './rule.ts'
import { addSetting, matchesRule, settingIn } from './rule-pattern.ts'

/** Which files of a repository are looked at. Paths have `/` and start at the root. */
export interface Selection {
  /** Whether a file's content is to be looked at. */
  readonly isCandidate: (path: string) => boolean
  /** Whether a file is left out on purpose. */
  readonly isIgnored: (path: string) => boolean
  /** Whether a file is named as Cortex's, whatever it looks like. */
  readonly isForced: (path: string) => boolean
  /** The paths of the cluster configs that an API's file belongs to, as far as the settings say. */
  readonly clusterPathsOf?: (path: string) => readonly string[]
}

/** Compiles `paths`, `paths-ignore` (the stronger of both), and `clusters`. */
export function createSelection(
  config: Pick<Config, 'paths' | 'pathsIgnore'> & Partial<Pick<Config, 'clusters'>>,
): Selection {
  const { paths, pathsIgnore, clusters = [] } = config
  const isWanted = createMatcher(paths)
  const isIgnored = createMatcher(pathsIgnore)
  const named = new Set(paths.map(normalizePattern).filter((pattern) => !WILDCARD.test(pattern)))
  const remote = new Set(clusters.map(({ cluster }) => cluster).filter((each) => REMOTE.test(each)))

  return {
    isCandidate: (path) => remote.has(path) || (isWanted(path) && !isIgnored(path)),
    isIgnored,
    isForced: (path) => named.has(path) && !isIgnored(path),
    clusterPathsOf: (path) => findClusterPaths(path, { clusters }),
  }
}

/** What holds for a rule in a file. */
export interface EffectiveSetting {
  /** Undefined: as the rule says. */
  readonly severity: Severity | 'off' | undefined
  /** Throws an Error if the rule has no such option. */
  readonly option: (name: string) => number
  /** What keeps the rule from being weakened, if anything does. */
  readonly lock?: Lock
  /** Whether the severity is one that the usual one may exceed. */
  readonly isRaised?: true
}

/** The settings of a rule for the findings in a file: the last override that says it wins. */
export function settingsFor(rule: RuleMeta, path: string, config: Config): EffectiveSetting {
  // Without overrides they are the same for every file.
  const isSame = [config, ...config.locked.map(({ floor }) => floor)].every(
    ({ overrides }) => overrides.length === 0,
  )
  const known = isSame ? settingsOf(config) : undefined
  const setting = known?.get(rule) ?? lockIn(rule, path, config)
  known?.set(rule, setting)
  return setting
}

const settings = new WeakMap<Config, Map<RuleMeta, EffectiveSetting>>()

function settingsOf(config: Config): Map<RuleMeta, EffectiveSetting> {
  const known = settings.get(config) ?? new Map<RuleMeta, EffectiveSetting>()
  settings.set(config, known)
  return known
}

/** What the settings say, and at least what those say that lock the rule; its options are theirs. */
function lockIn(rule: RuleMeta, path: string, config: Config): EffectiveSetting {
  const own = settle(rule, path, config)
  const [lock] = locksOf(rule, config)
  if (!lock) return own
  const floor = settle(rule, path, lock.floor)
  const severity = strongest(rule, floor.severity, own.severity)
  const isRaised = floor.severity === undefined && severity !== undefined
  return { ...floor, severity, lock, ...(isRaised && { isRaised: true as const }) }
}

/** What locks a rule: the file that is extended first, which nobody below may weaken. */
export function locksOf(rule: RuleMeta, { locked }: Pick<Config, 'locked'>): readonly Lock[] {
  return locked.filter((each) => matchesRule(each.rule, rule))
}

const STRENGTH = ['off', 'info', 'warning', 'error'] as const

/** The stronger of two severities; undefined is that of the rule. */
function strongest(
  rule: RuleMeta,
  floor: EffectiveSetting['severity'],
  own: EffectiveSetting['severity'],
): EffectiveSetting['severity'] {
  const rankOf = (severity = floor ?? rule.severity) => STRENGTH.indexOf(severity)
  return rankOf(own) > rankOf(floor) ? own : floor
}

type RuleLayers = Pick<Config, 'rules' | 'overrides'>

function settle(rule: RuleMeta, path: string, config: RuleLayers): EffectiveSetting {
  const { severity, options } = layersFor(path, config).reduce<RuleSetting>(
    (setting, rules) => addSetting(setting, settingIn(rules, rule).setting),
    {},
  )
  return {
    severity,
    option(name) {
      const value = options?.[name] ?? rule.options?.[name]?.default
      if (value === undefined) throw new Error(`Rule ${rule.id} has no option ${name}`)
      return value
    },
  }
}

/** Whether a file is one for development, tests or examples. */
export function isDevPath(path: string, { devPaths }: Pick<Config, 'devPaths'>): boolean {
  return matcherOf(devPaths)(path)
}

/** The paths of the cluster configs that an API's file belongs to, as far as the settings say. */
export function findClusterPaths(
  path: string,
  { clusters }: Pick<Config, 'clusters'>,
): readonly string[] {
  const named = clusters.filter(({ apis }) => matcherOf(apis)(path))
  return [...new Set(named.map(({ cluster }) => normalizePattern(cluster)))]
}

interface ContextBounds {
  /** Changed files that are cluster configs by their texts. */
  readonly clusters?: readonly string[]
  /** How many files are affordable. */
  readonly most?: number
}

/** The unchanged files of a repository that changed ones may have to be judged with. */
export function findContext(
  changed: readonly string[],
  all: readonly string[],
  config: Pick<Config, 'paths' | 'pathsIgnore' | 'clusters'>,
  { clusters = [], most }: ContextBounds = {},
): RelatedFiles {
  const selection = createSelection(config)
  const candidates = all.filter((path) => selection.isCandidate(path))
  const layout = {
    clusterPathsOf: (path: string) => findClusterPaths(path, config),
    clusterPaths: [...config.clusters.map(({ cluster }) => normalizePattern(cluster)), ...clusters],
  }
  return findRelated(changed, candidates, layout, most)
}

/** What names a file of another repository at a ref, as `extends` does. */
const REMOTE = /\.ya?ml@[\w./-]+$/

type Matcher = (path: string) => boolean

/** The settings of rules that hold for a file, the weakest first. */
function layersFor(path: string, { rules, overrides }: RuleLayers): readonly RuleSettings[] {
  if (overrides.length === 0) return [rules]
  const matching = overrides.filter(({ paths }) => matcherOf(paths)(path))
  return [rules, ...matching.map((override) => override.rules)]
}

/** Patterns are compiled once: settings are asked for with every finding. */
const matchers = new WeakMap<readonly string[], Matcher>()

function matcherOf(patterns: readonly string[]): Matcher {
  const known = matchers.get(patterns)
  if (known) return known

  const matcher = remember(createMatcher(patterns))
  matchers.set(patterns, matcher)
  return matcher
}

function remember(matcher: Matcher): Matcher {
  const answers = new Map<string, boolean>()
  return (path) => {
    const known = answers.get(path)
    if (known !== undefined) return known

    const answer = matcher(path)
    answers.set(path, answer)
    return answer
  }
}

/** Compiles glob patterns into a test of paths. */
export function createMatcher(patterns: readonly string[]): Matcher {
  const each = patterns.map(createPatternMatcher)
  return (path) => each.some((matches) => matches(path))
}

/** Most repositories set nothing, so the usual patterns need no compiling. */
function createPatternMatcher(given: string): Matcher {
  const pattern = normalizePattern(given)
  if (pattern === '**' || pattern === '**/*') return () => true
  if (pattern === '**/*.{yaml,yml}') return (path) => /\.ya?ml$/i.test(path)
  if (!WILDCARD.test(pattern)) {
    return (path) => path === pattern || path.startsWith(`${pattern}/`)
  }
  const compiled = new Minimatch(pattern, MATCHING)
  if (WILDCARD.test(pattern.slice(pattern.lastIndexOf('/') + 1))) {
    return (path) => compiled.match(path)
  }
  // The last step is a name, which may be that of a folder.
  const below = new Minimatch(`${pattern}/**`, MATCHING)
  return (path) => compiled.match(path) || below.match(path)
}

const WILDCARD = /[*?[{\\]|[!+@]\(/

/** `#` and `!` are letters of a name; a pattern of a hostile repository stays affordable. */
const MATCHING = {
  dot: true,
  nocomment: true,
  nonegate: true,
  platform: 'linux',
  braceExpandMax: 1000,
  maxGlobstarRecursion: 50,
} as const

/** `./a`, `/a` and `a` are one path; `a/` is everything in the folder. */
export function normalizePattern(pattern: string): string {
  const trimmed = pattern.replace(/^(?:\.?\/)+/, '')
  return trimmed.endsWith('/') ? `${trimmed}**` : trimmed
}
