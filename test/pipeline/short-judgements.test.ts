import { expect, it } from '@jest/globals'
import { createReading } from '../../src/cortex/files/reading.ts'
import type { ChangeSet } from '../../src/review/change-set.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import type { RawFinding } from '../../src/review/evaluate.ts'
import { type Judgement, judge } from '../../src/review/judge.ts'
import { findLocation, fingerprintOf } from '../../src/review/place.ts'
import { rules } from '../../src/rules/index.ts'
import { CORPUS_NOTE } from '../corpus.ts'
import { runs } from '../runs.ts'
import {
  editSubject,
  readAnchoredSubjects,
  readOwnSubjects,
  readRealSubjects,
  type Subject,
} from './fix-subjects.ts'
import { toChangeSet } from './known.ts'
import { createRandom } from './random.ts'

/** Fixed, so that two runs say the same; change it to look further. */
const seed = Number(process.env['SEED'] ?? 1)
const EDITS = Number(process.env['RUNS'] ?? runs(400))
/** So often is each of them edited, with what was read until then. */
const STEPS = 3

it.each([
  ['edited cases of rules and samples', readOwnSubjects],
  ['edited samples with anchors', readAnchoredSubjects],
  [`edited real files${CORPUS_NOTE}`, readRealSubjects],
])(
  'judges with what was read before as afresh: %s',
  (_, read) => {
    const subjects = read()
    let said = 0
    for (let edit = 0; edit < EDITS; edit += 1) {
      const subject = subjects[Math.floor((edit * subjects.length) / EDITS)]
      const neighbor = subjects[(edit * 7) % subjects.length]
      if (!subject || !neighbor) throw new Error('There is nothing to edit')
      const reading = createReading()
      for (const changes of changesOf(subject, neighbor, edit)) {
        const known = judge(changes, DEFAULT_CONFIG, rules, reading)
        const afresh = judge(changes, DEFAULT_CONFIG, rules)
        expect({ edit, ...describe(known) }).toEqual({ edit, ...describe(afresh) })
        said += afresh.findings.length
      }
    }
    expect(said).toBeGreaterThan(EDITS / 10)
  },
  600_000,
)

/** A change, and what it becomes with further edits, beside files that stay. */
function changesOf({ name, sides: given }: Subject, neighbor: Subject, edit: number) {
  const random = createRandom(seed * 1_000_003 + edit)
  const beside = [...neighbor.sides.after].map(([path, text]) => [`beside/${path}`, text] as const)
  const changes: ChangeSet[] = []
  let sides = given
  for (let step = 0; step < STEPS; step += 1) {
    const edited = editSubject({ name, sides }, random)
    // The old side stays, as it does when fixes are tried.
    sides = step === 0 ? edited : { ...sides, after: edited.after }
    const before = new Map([...beside, ...sides.before])
    changes.push(toChangeSet({ before, after: new Map([...beside, ...sides.after]) }))
  }
  return changes
}

function describe({ findings, superseded, present, silences, failures }: Judgement) {
  return {
    findings: findings.map(describeFinding),
    superseded: superseded.map(describeFinding),
    present: present.map(describeFinding),
    silences: [...silences].map(([raw, { why }]) => [describeFinding(raw), why]),
    failures,
  }
}

function describeFinding(raw: RawFinding) {
  const { rule, severity, problem, side, before } = raw
  const { message, fix } = problem
  const place = findLocation(raw)
  const edits = fix?.edits.map(({ op, path }) => [op, ...path])
  return [rule.id, fingerprintOf(raw), severity, message, place, side, before?.identity, edits]
}
