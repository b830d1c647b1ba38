import { expect, it } from '@jest/globals'
import type { ChangeSet } from '../../src/review/change-set.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { review } from '../../src/review/review.ts'
import { rules } from '../../src/rules/index.ts'
import { CORPUS_NOTE } from '../corpus.ts'
import { runs } from '../runs.ts'
import { editSubject, readOwnSubjects, readRealSubjects, type Subject } from './fix-subjects.ts'
import { toChangeSet } from './known.ts'
import { createRandom } from './random.ts'

/** Fixed, so that two runs say the same; change it to look further. */
const seed = Number(process.env['SEED'] ?? 1)
const EDITS = Number(process.env['RUNS'] ?? runs(150))

// In a small change every fix is tried in all of it, in a large one in as little of it as will do.
// What is not Cortex's makes a change large and is nothing to any rule.
const LARGE = 'services: {}\n'.repeat(20_000)

it.each([
  ['edited cases of rules and samples', readOwnSubjects],
  [`edited real files${CORPUS_NOTE}`, readRealSubjects],
])(
  'tries fixes in parts of a change as in all of it: %s',
  (_, read) => {
    const subjects = read()
    let offered = 0
    let others = 0
    for (let edit = 0; edit < EDITS; edit += 1) {
      const changes = changesOf(subjects, edit)
      const after = new Map([...changes.after, ['services/compose.yaml', LARGE]])
      const [whole, inParts] = [listFixes(changes), listFixes({ ...changes, after })]
      expect({ edit, fixes: inParts.map(nameOf) }).toEqual({ edit, fixes: whole.map(nameOf) })
      offered += whole.filter(({ isOffered }) => isOffered).length
      others += whole.filter(({ isOffered }, at) => inParts[at]?.isOffered !== isOffered).length
    }
    expect(offered).toBeGreaterThan(EDITS / 10)
    // Fixes of several specs that only go together are not told apart in parts, though tried together.
    expect(others).toBeLessThanOrEqual(offered / 50)
  },
  240_000,
)

function changesOf(subjects: readonly Subject[], edit: number): ChangeSet {
  const subject = subjects[Math.floor((edit * subjects.length) / EDITS)]
  if (!subject) throw new Error('There is nothing to edit')
  return toChangeSet(editSubject(subject, createRandom(seed * 1_000_003 + edit)))
}

interface ListedFix {
  /** The finding and the edits. */
  readonly name: string
  readonly isOffered: boolean
}

function nameOf({ name }: ListedFix): string {
  return name
}

function listFixes(changes: ChangeSet): readonly ListedFix[] {
  const { findings } = review(changes, DEFAULT_CONFIG, rules)
  return findings.map(({ rule, fingerprint, fix }) => ({
    name: JSON.stringify([rule.id, fingerprint, fix?.edits]),
    isOffered: fix !== undefined && fix.doubt === undefined,
  }))
}
