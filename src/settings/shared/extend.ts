import type { Floor, Lock, Settings } from '../../review/config.ts'
import { DEFAULT_CONFIG } from '../../review/config.ts'
import type { RuleMeta } from '../../review/rule.ts'
import { quote } from '../../text/wording.ts'
import { compilerFor } from '../rule-files.ts'
import { parseSettings } from '../settings.ts'
import { UserError } from '../user-error.ts'
import { mergeSettings, NOTHING, type Sourced, sourceOf } from './merge.ts'
import { PRESETS, presetOrigin } from './presets.ts'
import { type FileSource, nameSource, parseSource } from './sources.ts'

/** A file that settings were read from. */
export interface ResolvedFile extends FileSource {
  /** The commit that the ref stood for; absent in the repository that is reviewed. */
  readonly commit?: string
}

/** The text of a file, or why there is none: the end of a sentence that begins with its name. */
export type Loaded =
  | { readonly text: string; readonly commit?: string }
  | { readonly problem: string; readonly remedy?: string }

/** Reads a settings file that others extend. */
export type Load = (file: ResolvedFile) => Promise<Loaded>

/** Settings with all that they extend. */
export interface Extended extends Sourced {
  /** The files that they extend, in the order in which they were found. */
  readonly files: readonly ResolvedFile[]
  /** What each of them says, and the file that extends them, by the names in `origins`. */
  readonly texts: ReadonlyMap<string, string>
}

interface Means {
  readonly rules: readonly RuleMeta[]
  readonly load: Load
}

/** How many files one may go through to the next, and how many there may be. */
const DEEPEST = 5
const MOST_FILES = 20

/**
 * Reads a settings file with all that it extends: later items win over earlier ones, the file over
 * all of them.
 *
 * Throws a UserError that names the chain of files if one cannot be read, or if they go round in
 * circles, too deep or too far.
 */
export async function extendSettings(
  file: { readonly path: string; readonly text: string },
  means: Means,
): Promise<Extended> {
  const walk: Walk = { ...means, known: new Map() }
  const { sourced } = await visit({ path: file.path }, file.text, { walk, chain: [] })
  const known = [...walk.known.values()]
  const others = known.map(({ file: each }) => each)
  return {
    ...sourced,
    files: others.filter((each) => keyOf(each) !== keyOf({ path: file.path })),
    texts: new Map(known.map((each) => [nameSource(each.file), each.text])),
  }
}

interface Visited {
  readonly file: ResolvedFile
  readonly text: string
  readonly sourced: Sourced
  /** How many files further the longest chain goes. */
  readonly height: number
}

interface Walk extends Means {
  readonly known: Map<string, Visited>
}

interface Way {
  readonly walk: Walk
  /** The files that led here, the first one first. */
  readonly chain: readonly FileSource[]
}

async function visit(file: ResolvedFile, text: string, { walk, chain }: Way): Promise<Visited> {
  const name = nameSource(file)
  const compile = await compilerFor([{ text }])
  const first = parseSettings(text, name, walk.rules, { compile, isOpen: true })
  const way: Way = { walk, chain: [...chain, file] }
  let all = NOTHING
  let height = 0
  for (const item of first.extends ?? []) {
    const source = parseSource(item)
    if (source === undefined) continue
    if (typeof source === 'string') {
      all = mergeSettings(all, sourceOf(PRESETS[source], presetOrigin(source)))
      continue
    }
    const below = await follow(within(file, source), way)
    all = mergeSettings(all, below.sourced)
    height = Math.max(height, below.height + 1)
  }
  // What is extended may have the rules that the file names.
  const known = [...walk.rules, ...(all.settings.customRules ?? [])]
  const own = parseSettings(text, name, known, { compile })
  const visited = { file, text, sourced: addOwn(all, own, name), height }
  walk.known.set(keyOf(file), visited)
  return visited
}

/** A path in a file of another repository is one of that repository, at the same commit. */
function within(file: ResolvedFile, source: FileSource): ResolvedFile {
  if (source.repository !== undefined || file.repository === undefined) return source
  const { repository, ref, commit } = file
  return { ...source, repository, ...(ref && { ref }), ...(commit && { commit }) }
}

async function follow(file: ResolvedFile, way: Way): Promise<Visited> {
  const { walk, chain } = way
  if (chain.some((each) => keyOf(each) === keyOf(file))) {
    throw refuse('The settings files extend each other in a circle', [...chain, file])
  }
  const known = walk.known.get(keyOf(file))
  if (chain.length + (known?.height ?? 0) > DEEPEST) {
    throw refuse(`The settings files extend each other over more than ${DEEPEST} steps`, [
      ...chain,
      file,
    ])
  }
  if (known) return known
  // Those on the way here are not known yet.
  if (walk.known.size + chain.length > MOST_FILES) {
    throw refuse(`The settings extend more than ${MOST_FILES} files`, [...chain, file])
  }
  const loaded = await walk.load(file)
  if ('problem' in loaded) {
    const steps = describeChain([...chain, file])
    throw new UserError(`${quote(nameSource(file))} ${loaded.problem}: ${steps}.`, loaded.remedy)
  }
  const { text, commit } = loaded
  return visit({ ...file, ...(commit !== undefined && { commit }) }, text, way)
}

function keyOf({ repository = '', ref = '', path }: FileSource): string {
  return JSON.stringify([repository.toLowerCase(), ref, path])
}

function refuse(what: string, chain: readonly FileSource[]): UserError {
  return new UserError(`${what}: ${describeChain(chain)}.`, 'Correct `extends` in one of them.')
}

function describeChain(chain: readonly FileSource[]): string {
  return chain.map((file) => quote(nameSource(file))).join(' → ')
}

/** Adds what a file says itself; what it locks holds with the settings that it leads to. */
function addOwn(all: Sourced, own: Settings, name: string): Sourced {
  const { extends: _, locked = [], ...rest } = own
  const merged = mergeSettings(all, sourceOf(rest, name))
  if (locked.length === 0) return merged
  const floor = floorOf(merged.settings)
  const { origins } = merged
  const locks = locked.map(({ rule }): Lock => ({ rule, by: name, floor, origins }))
  return mergeSettings(merged, { settings: { locked: locks }, origins: new Map() })
}

function floorOf(settings: Settings): Floor {
  const { rules, overrides, devPaths, failOn, ...others } = { ...DEFAULT_CONFIG, ...settings }
  const { paths, pathsIgnore, clusters, customRules, cortexVersion } = others
  const reading = { paths, pathsIgnore, clusters, customRules }
  const floor = { rules, overrides, devPaths, failOn, ...reading }
  return { ...floor, ...(cortexVersion && { cortexVersion }) }
}
