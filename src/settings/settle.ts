import type { ChangeSet } from '../review/change-set.ts'
import type { Settings } from '../review/config.ts'
import type { Rule, RuleMeta } from '../review/rule.ts'
import { toRange } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import { parseDocument } from '../yaml/document.ts'
import { findNode } from '../yaml/tree.ts'
import { chooseSettings, describeMisplaced, type ProposedFile, type SettingsText } from './files.ts'
import { checkProposedRules, compilerFor, readRuleFiles } from './rule-files.ts'
import { checkSettings } from './settings.ts'
import { type Extended, extendSettings, type Load, type ResolvedFile } from './shared/extend.ts'
import { describeReplaced, findLockOfCustom, findWeakened } from './shared/locks.ts'
import { addRules, mergeSettings, NOTHING } from './shared/merge.ts'
import type { PolicyChange } from './shared/policy-change.ts'
import { UserError } from './user-error.ts'

export type { ProposedFile, SettingsText } from './files.ts'

/** The settings files of a repository. */
export interface FoundSettings {
  /** Those of the side that decides. */
  readonly files: readonly SettingsText[]
  /** Files in places where settings are not read. */
  readonly misplaced: readonly string[]
  /** The names of all files in the folder of the settings, as far as they are known. */
  readonly siblings?: readonly string[]
  /** Those that the change leaves behind; absent if it touches none. */
  readonly proposed?: readonly ProposedFile[]
  /** Files of rules of one's own, of the side that decides and, as `proposed`, of the other. */
  readonly ruleFiles?: readonly SettingsText[]
  readonly proposedRules?: readonly ProposedFile[]
}

/** What the settings of both sides are read with. */
export interface Reader {
  readonly rules: readonly RuleMeta[]
  /** Reads what the deciding settings extend. */
  readonly load: Load
  /** Reads what those of the change extend; absent: that is not looked at. */
  readonly loadProposed?: Load
  /** Settings that are extended before all others, also without a file that says so. */
  readonly policy?: Extended
}

/** What holds, and what there is to say of it. */
export interface SettledSettings extends Extended {
  readonly settings: Settings
  /** The file that decides, if there is one that can be read. */
  readonly file?: SettingsText
  /** Sentences. */
  readonly notes: readonly string[]
  /** What is wrong with the settings that the change brings. */
  readonly problems: Problems
  /** What would hold after the change, and what that changes; absent if it touches no settings. */
  readonly proposed?: Settings
  readonly changes?: readonly PolicyChange[]
}

type Problems = NonNullable<ChangeSet['settings']>

/**
 * Decides which settings hold: those of the base, never those that a change brings; but these are
 * checked, so that the change fails that would break every later one. A change that mends broken
 * settings, or removes them, is judged by the defaults.
 *
 * Throws a UserError if the settings are broken and stay so.
 */
export async function settleSettings(
  found: FoundSettings,
  reader: Reader,
): Promise<SettledSettings> {
  const { files, misplaced, proposed, ruleFiles = [] } = found
  const notes = describeMisplaced(misplaced)
  const theirs = await checkProposedRules(found.proposedRules, reader.rules)
  const problems = theirs.problems.concat(
    proposed ? await checkProposed(proposed, [...reader.rules, ...theirs.own]) : [],
  )
  try {
    const file = chooseSettings(files)
    const own = await readRuleFiles(ruleFiles, reader.rules)
    const { policy } = reader
    const theirRules = policy?.settings.customRules ?? []
    const informed = { ...reader, rules: [...reader.rules, ...theirRules, ...own] }
    const said = file ? await extendSettings(file, informed) : EXTENDS_NOTHING
    const written = policy ? layOver(policy, said) : said
    const extended = addRules(written, own)
    const later = { ...reader, rules: [...reader.rules, ...theirs.own] }
    const tried: Tried =
      problems.length > 0 ? { problems: [] } : await tryProposed(proposed, later, extended.files)
    const changed = await comparePolicy(extended.settings, addRulesTo(tried.settings, theirs.own), {
      rules: reader.rules,
      file: proposed?.[0] ?? file,
    })
    const weakened = file ? await findAllWeakened(file, extended, informed) : []
    const more = [...findReplaced(theirs.own, written.settings), ...changed.problems]
    return {
      ...extended,
      ...(file && { file }),
      notes: [...notes, ...(proposed ? [] : weakened.map(describeWeakened))],
      problems: [...problems, ...subtract(tried.problems, weakened), ...more],
      ...(changed.proposed && { proposed: changed.proposed, changes: changed.changes }),
    }
  } catch (error) {
    if (!(error instanceof UserError) || !proposed || problems.length > 0) throw error
    return { ...EXTENDS_NOTHING, notes: [...notes, describeMended(error)], problems: [] }
  }
}

function layOver(policy: Extended, own: Extended): Extended {
  return {
    ...mergeSettings(policy, own),
    files: [...policy.files, ...own.files],
    texts: new Map([...policy.texts, ...own.texts]),
  }
}

const EXTENDS_NOTHING: Extended = { ...NOTHING, files: [], texts: new Map() }

/** Problems that were not there before, whatever their lines. */
function subtract(problems: Problems, earlier: Problems): Problems {
  const known = new Set(earlier.map(({ path, message }) => `${path} ${message}`))
  return problems.filter(({ path, message }) => !known.has(`${path} ${message}`))
}

/** Rules of the repository with the id of one that is locked. */
function findReplaced(own: readonly Rule[], { locked = [] }: Settings): Problems {
  return own.flatMap(({ id, origin = '' }) => {
    const lock = findLockOfCustom(id, locked)
    if (!lock) return []
    return [{ ...problemAtStart(origin, describeReplaced(id, lock)), kind: 'locked' as const }]
  })
}

/** What weakens locked rules in a settings file, and in those of the repository that it extends. */
async function findAllWeakened(
  file: SettingsText,
  extended: Extended,
  reader: Pick<Reader, 'rules'>,
): Promise<Problems> {
  const { files, texts } = extended
  const own = files.flatMap(({ repository, path }) =>
    repository === undefined ? [{ path, text: texts.get(path) ?? '' }] : [],
  )
  const found = await Promise.all(
    [file, ...own].map((each) => findWeakened(each, extended, reader)),
  )
  return found.flat()
}

/**
 * Tries what the settings of a change extend. Other repositories are read only if the settings that
 * decide name them: a change must not choose what the token reads.
 */
async function tryProposed(
  proposed: FoundSettings['proposed'],
  { rules, loadProposed }: Reader,
  known: readonly ResolvedFile[],
): Promise<Tried> {
  const [file] = proposed ?? []
  if (!loadProposed || !proposed) return { problems: [] }
  if (!file) return { problems: [], settings: {} }
  if (file.text === undefined) return { problems: [] }
  const trusted = new Set(known.map(({ repository }) => repository?.toLowerCase()))
  const load: Load = async (wanted) => {
    const { repository } = wanted
    if (repository !== undefined && !trusted.has(repository.toLowerCase())) return { text: '' }
    return loadProposed(wanted)
  }
  const read = { path: file.path, text: file.text }
  try {
    const extended = await extendSettings(read, { rules, load })
    const weakened = await findAllWeakened(read, extended, { rules })
    return { problems: weakened, settings: extended.settings }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { root, lines } = parseDocument(file.text)
    const at = root && findNode(root, ['extends'])
    const { range } = problemAtStart(file.path, '')
    const { message } = error
    const problem = { path: file.path, message, range: at ? toRange(lines, at) : range }
    return { problems: [problem] }
  }
}

/** What comes of the settings that a change proposes; absent if they cannot be read. */
interface Tried {
  readonly problems: Problems
  readonly settings?: Settings
}

function addRulesTo(settings: Settings | undefined, own: readonly Rule[]): Settings | undefined {
  return settings && addRules({ settings, origins: new Map() }, own).settings
}

interface Compared {
  readonly proposed?: Settings
  readonly changes: readonly PolicyChange[]
  readonly problems: Problems
}

/** Compares the settings that hold with those that are proposed; loaded where there are some. */
async function comparePolicy(
  settings: Settings,
  proposed: Settings | undefined,
  { rules, file }: { readonly rules: readonly RuleMeta[]; readonly file: ProposedFile | undefined },
): Promise<Compared> {
  if (!proposed) return { changes: [], problems: [] }
  const { comparePolicies, describeWeakening } = await import('./shared/policy-change.ts')
  const changes = comparePolicies(settings, proposed, rules)
  const isBound = (settings.policyApprovers ?? []).length > 0
  const problems = isBound && file ? describeWeakening(changes, file) : []
  return { proposed, changes, problems }
}

function describeWeakened({ path, message, range: { start } }: Problems[number]): string {
  return `${path}:${start.line}:${start.column}: ${message}`
}

async function checkProposed(
  files: readonly ProposedFile[],
  rules: readonly RuleMeta[],
): Promise<Problems> {
  const [first, ...others] = files
  const compile = await compilerFor(files)
  return [
    ...files.flatMap(({ path, text }) =>
      text === undefined
        ? [problemAtStart(path, UNREADABLE)]
        : checkSettings(text, rules, { path, compile, isOpen: true }).problems.map((problem) => ({
            path,
            ...problem,
          })),
    ),
    ...others.map(({ path }) =>
      problemAtStart(
        path,
        `there is another settings file, ${quote(first?.path ?? '')}; keep one.`,
      ),
    ),
  ]
}

const UNREADABLE = 'the file cannot be read as text in UTF-8.'

function problemAtStart(path: string, message: string) {
  const start = { line: 1, column: 1 }
  return { path, message, range: { start, end: start } }
}

function describeMended({ message }: UserError): string {
  const [first = '', ...more] = message.split('\n')
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  return `The settings of the base are invalid, so this change was reviewed with the defaults: ${first}${others}`
}
