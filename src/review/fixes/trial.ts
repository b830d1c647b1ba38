import { createReading, type Reading } from '../../cortex/files/reading.ts'
import type { CortexFile, Located } from '../../cortex/files/subject.ts'
import { once } from '../../text/once.ts'
import type { KeyPath, Span } from '../../text/text.ts'
import type { ChangeSet, FileTree } from '../change-set.ts'
import type { Config } from '../config.ts'
import type { RawFinding } from '../evaluate.ts'
import { type Judgement, judge } from '../judge.ts'
import { fingerprintOf } from '../place.ts'
import type { Rule } from '../rule.ts'

/** A review under way: what is needed to judge a changed file again. */
export interface Trial {
  readonly changeSet: ChangeSet
  readonly config: Config
  readonly rules: readonly Rule[]
  readonly judgement: Judgement
  /** What was read so far. */
  readonly reading: Reading
}

/** Judges a change, so that changed forms of it can be judged, too. */
export function startTrial(changeSet: ChangeSet, config: Config, rules: readonly Rule[]): Trial {
  const reading = createReading()
  return { changeSet, config, rules, reading, judgement: judge(changeSet, config, rules, reading) }
}

/** A review of as little as a fix can be tried in. */
export interface Bench {
  /** Judges on first use. */
  readonly trial: () => Trial
  /** What is found, by fingerprints. */
  readonly known: () => ReadonlyMap<string, RawFinding>
  /** The part of the file that stands for the file. */
  readonly part: Span
  readonly scope: 'spec' | 'file' | 'all'
  /** The file that it is about; of all files, none. */
  readonly path?: string
  /** How long the texts are that one judgement reads. */
  readonly cost: number
}

/** Up to this many characters, judging all of a change costs less than judging a part of it twice. */
const SMALL = 10_000
/** As exact as can be, and still hardly noticed: so much, every fix is tried in all of a change. */
const MOST_IN_ALL = 150_000

export interface Benches {
  /** The review itself. */
  readonly all: Bench
  /** The benches for a fix of a file whose edits start with a path, the cheapest first. */
  readonly find: (file: CortexFile, start: KeyPath) => readonly Bench[]
}

/**
 * Prepares the benches of a review with so many fixes. Most findings come from one spec of a list, so their fixes are
 * tried with that alone; else with the file, and what only shows among files with all of them.
 */
export function prepareBenches(trial: Trial, fixes: number): Benches {
  const { changeSet, judgement } = trial
  const specs = new Map(judgement.after.subjects('api').map((spec) => [keyOf(spec), spec]))
  const recent = keepRecent()
  const known = new Map<string, Bench>()
  const remember = (key: string, make: () => Bench): Bench => {
    const bench = known.get(key) ?? make()
    known.set(key, bench)
    return bench
  }

  const all: Bench = {
    trial: () => trial,
    known: once(() => findingsOf(trial)),
    part: WHOLE_FILE,
    scope: 'all',
    cost: lengthOf(changeSet),
  }
  const isSmall = all.cost <= SMALL || all.cost * fixes <= MOST_IN_ALL
  const find: Benches['find'] = (file, start) => {
    if (isSmall) return [all]

    const { path } = file
    const oneFile = remember(`file ${path}`, () => {
      const reduced = { ...trial, changeSet: reduceToFile(path, changeSet) }
      return { ...benchOf(reduced, recent), part: WHOLE_FILE, scope: 'file', path }
    })
    const spec = specs.get(keyOf({ file, path: start.slice(0, 1) }))
    const old = spec && judgement.counterpartOf(spec)
    const part = spec && findPart(spec)
    const reduced = part && reduceToSpec({ spec, old, part }, trial)
    if (!reduced) return [oneFile, all]

    const oneSpec = remember(keyOf(spec), () => {
      return { ...benchOf(reduced, recent), part, scope: 'spec', path }
    })
    return [oneSpec, oneFile, all]
  }
  return { all, find }
}

const WHOLE_FILE: Span = { start: 0, end: Infinity }

function benchOf(part: Omit<Trial, 'judgement'>, recent: Recent) {
  const trial = () => recent(part)
  return { trial, known: once(() => findingsOf(trial())), cost: lengthOf(part.changeSet) }
}

/** Judges a part of a review, unless that was done not long ago. */
type Recent = (part: Omit<Trial, 'judgement'>) => Trial

/** How many characters of texts are kept judged: what they mean takes a hundred times as much. */
const MOST_KEPT = 1_000_000

function keepRecent(): Recent {
  const kept = new Map<Omit<Trial, 'judgement'>, Trial>()
  let length = 0
  return (part) => {
    const { changeSet, config, rules, reading } = part
    const trial = kept.get(part) ?? {
      ...part,
      judgement: judge(changeSet, config, rules, reading),
    }
    if (!kept.delete(part)) length += lengthOf(changeSet)
    kept.set(part, trial)
    for (const [oldest] of kept) {
      if (length <= MOST_KEPT || oldest === part) break
      kept.delete(oldest)
      length -= lengthOf(oldest.changeSet)
    }
    return trial
  }
}

function findingsOf({ judgement }: Trial): ReadonlyMap<string, RawFinding> {
  const all = [...judgement.superseded, ...judgement.findings]
  return new Map(all.map((finding) => [fingerprintOf(finding), finding]))
}

/** The same review of one file of the new side, and what it was on the old one. */
function reduceToFile(path: string, changeSet: ChangeSet): ChangeSet {
  const oldPath = changeSet.renames.get(path) ?? path
  const { before, after } = changeSet
  return { ...changeSet, before: pick(before, oldPath), after: pick(after, path) }
}

function pick(tree: FileTree, path: string): FileTree {
  const text = tree.get(path)
  return new Map(text === undefined ? [] : [[path, text]])
}

interface SpecSides {
  readonly spec: Located
  readonly old: Located | undefined
  readonly part: Span
}

/** The same review of one spec; undefined if it would not be the same alone. */
function reduceToSpec(
  { spec, old, part }: SpecSides,
  { changeSet, config, rules, reading }: Trial,
): Omit<Trial, 'judgement'> | undefined {
  const oldPart = old && findPart(old)
  if (old && !(oldPart && isSameVersion(old, spec))) return undefined

  const before = old && oldPart ? [[old.file.path, cut(old.file, oldPart)] as const] : []
  const after = [[spec.file.path, cut(spec.file, part)] as const]
  return {
    changeSet: { ...changeSet, before: new Map(before), after: new Map(after) },
    // The rest of the file may tell the version.
    config: { ...config, cortexVersion: spec.file.version },
    rules,
    reading,
  }
}

function isSameVersion(a: Located, b: Located): boolean {
  const [one, other] = [a.file.version, b.file.version]
  return one.from === other.from && one.to === other.to
}

/** The lines of an item of a list, up to the next one; undefined if they mean less by themselves. */
function findPart({ file, path }: Located): Span | undefined {
  const { root, text, lines, aliases } = file.document
  const [index] = path
  if (root?.kind !== 'list' || root.style !== 'block' || typeof index !== 'number') return undefined
  if (root.items.length < 2 || aliases.length > 0) return undefined

  const startOf = (at: number) => {
    const place = root.places[at]
    return place && lines.lineSpan(lines.positionAt(place.start).line).start
  }
  const [start, end = text.length] = [startOf(index), startOf(index + 1)]
  return start !== undefined && start < end ? { start, end } : undefined
}

function cut({ document }: CortexFile, { start, end }: Span): string {
  return document.text.slice(start, end)
}

/** What tells places in files apart. */
export function keyOf({ file, path }: Pick<Located, 'file' | 'path'>): string {
  return `${path.join()} ${file.path}`
}

function lengthOf({ before, after }: ChangeSet): number {
  let length = 0
  for (const text of [...before.values(), ...after.values()]) length += text.length
  return length
}
