import { describe, expect, it } from '@jest/globals'
import { CORPUS_NOTE } from '../corpus.ts'
import {
  editSubject,
  readAnchoredSubjects,
  readOwnSubjects,
  readRealSubjects,
  type Subject,
} from './fix-subjects.ts'
import { type Proof, proveFixes } from './proof.ts'
import { createRandom } from './random.ts'

/** Fixed, so that two runs say the same; `npm run fixes` looks further, so the full tests need not. */
const seed = Number(process.env['SEED'] ?? 1)
const EDITS = Number(process.env['RUNS'] ?? 30)

describe('fixes', () => {
  it('are proven for edited cases of rules and samples', () => {
    const proofs = proveEdits(readOwnSubjects())
    expect(proofs.flatMap(({ faults }) => faults)).toEqual([])
    expect(sum(proofs, 'offered')).toBeGreaterThan(EDITS / 4)
    expect(sum(proofs, 'buttons')).toBeGreaterThan(EDITS / 4)
    expect(sum(proofs, 'shown')).toBeGreaterThan(0)
  }, 120_000)

  it('are proven for edited samples with anchors', () => {
    const proofs = proveEdits(readAnchoredSubjects())
    expect(proofs.flatMap(({ faults }) => faults)).toEqual([])
    expect(sum(proofs, 'anchored')).toBeGreaterThan(EDITS / 8)
  }, 120_000)

  it(`are proven for edited real files${CORPUS_NOTE}`, () => {
    const proofs = proveEdits(readRealSubjects())
    expect(proofs.flatMap(({ faults }) => faults)).toEqual([])
    expect(sum(proofs, 'offered')).toBeGreaterThan(0)
  }, 120_000)
})

/** Edits of subjects from all over the list. */
function proveEdits(subjects: readonly Subject[]): readonly Proof[] {
  return Array.from({ length: EDITS }, (_, edit) => {
    const subject = subjects[Math.floor((edit * subjects.length) / EDITS)]
    if (!subject) throw new Error('There is nothing to edit')
    return proveFixes(editSubject(subject, createRandom(seed * 1_000_003 + edit)))
  })
}

function sum(proofs: readonly Proof[], of: 'offered' | 'buttons' | 'shown' | 'anchored'): number {
  return proofs.reduce((total, proof) => total + proof[of], 0)
}
