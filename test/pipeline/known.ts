import { createReading, type Reading } from '../../src/cortex/files/reading.ts'
import type { CortexFile } from '../../src/cortex/files/subject.ts'
import type { ChangeSet, FileTree } from '../../src/review/change-set.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import type { RawFinding } from '../../src/review/evaluate.ts'
import { createHomes } from '../../src/review/home.ts'
import { judge } from '../../src/review/judge.ts'
import { fingerprintOf, lastingFingerprintOf } from '../../src/review/place.ts'
import { rules } from '../../src/rules/index.ts'
import { diffTexts } from '../../src/text/hunks.ts'
import { onceFor } from '../../src/text/once.ts'

export interface Sides {
  readonly before: FileTree
  readonly after: FileTree
}

/** A finding as the rules give it, with the fingerprint that it has in a review. */
export interface Known {
  readonly raw: RawFinding
  readonly fingerprint: string
  /** The file on the new side, if it is there. */
  readonly now: CortexFile | undefined
}

/** The old side stays while fixes are applied to the new one, so it is read once. */
const readingOf = onceFor<FileTree, Reading>(() => createReading())

/** Everything that is found, also what another finding on its line hides. */
export function listRaw(sides: Sides, withSuperseded = true): readonly Known[] {
  const judgement = judge(toChangeSet(sides), DEFAULT_CONFIG, rules, readingOf(sides.before))
  const { findings, superseded } = judgement
  const homeOf = createHomes(judgement)
  const files = new Map(judgement.after.files.map((file) => [file.path, file]))
  return [...findings, ...(withSuperseded ? superseded : [])].map((raw) => {
    const now = files.get(raw.subject.file.path)
    return { raw, fingerprint: lastingFingerprintOf(raw, homeOf(raw)), now }
  })
}

/** A finding by its rule and place, but for the name of the spec, which a fix may change. */
export function describe({ raw }: Known): string {
  const [kind, , ...inner] = raw.subject.identity.split('/')
  return fingerprintOf({
    ...raw,
    subject: { ...raw.subject, identity: [kind, ...inner].join('/') },
  })
}

/** A change without renames. */
export function toChangeSet({ before, after }: Sides): ChangeSet {
  const hunks = [...new Set([...before.keys(), ...after.keys()])].map(
    (path) => [path, diffTexts(before.get(path) ?? '', after.get(path) ?? '')] as const,
  )
  return { before, after, renames: new Map(), hunks: new Map(hunks), unreadable: [] }
}
