import { describe, expect, it } from '@jest/globals'
import { CORPUS_NOTE } from '../corpus.ts'
import { isTried, runs } from '../runs.ts'
import { contradictions } from './agreement.ts'
import { editSubject, readOwnSubjects, readRealSubjects, type Subject } from './fix-subjects.ts'
import { judge } from './invariants.ts'
import { type Sides, toChangeSet } from './known.ts'
import { commitAll } from './next-run.ts'
import { createRandom } from './random.ts'

/** Fixed, so that two runs say the same; change it to look further. */
const seed = Number(process.env['SEED'] ?? 1)
const EDITS = Number(process.env['RUNS'] ?? runs(1_000))
const LONG = 240_000

const real = readRealSubjects()
const subjects = [...readOwnSubjects(), ...real]
const changed = subjects
  .filter(({ sides: { before, after } }) => {
    return [...after].some(([path, text]) => before.get(path) !== text)
  })
  .filter((_, index) => isTried(index, 4))

/** Edits of subjects from all over the list, by the names to find them again. */
const edited = Array.from({ length: EDITS }, (_, edit): Subject => {
  const subject = subjects[Math.floor((edit * subjects.length) / EDITS)]
  if (!subject) throw new Error('There is nothing to edit')
  const random = createRandom(seed * 1_000_003 + edit)
  return { name: `edit ${edit} of ${subject.name}`, sides: editSubject(subject, random) }
})

function findContradictions(sides: Sides): readonly string[] {
  return contradictions(judge(toChangeSet(sides)))
}

function collect(all: readonly Subject[], find: (sides: Sides) => readonly string[]) {
  return all.flatMap(({ name, sides }) => find(sides).map((fault) => `${name}: ${fault}`))
}

describe(`a review${CORPUS_NOTE}`, () => {
  it(
    'does not contradict itself where cases and real files change',
    () => {
      expect(changed.length).toBeGreaterThan(100)
      expect(collect(changed, findContradictions)).toEqual([])
    },
    LONG,
  )

  it(
    'does not contradict itself where files are edited',
    () => {
      expect(collect(edited, findContradictions)).toEqual([])
    },
    LONG,
  )
})

describe(`all suggestions committed together${CORPUS_NOTE}`, () => {
  it(
    'leave nothing new to say',
    () => {
      const results = [...changed, ...edited].map(({ name, sides }) => ({
        name,
        ...commitAll(sides),
      }))
      expect(results.flatMap(({ name, news }) => news.map((id) => `${name}: ${id}`))).toEqual([])
      expect(results.filter(({ committed }) => committed > 0).length).toBeGreaterThan(50)
    },
    LONG,
  )
})
