import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ChangeSet } from '../../src/review/change-set.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { rules } from '../../src/rules/index.ts'
import { CORPUS_NOTE } from '../corpus.ts'
import { runs } from '../runs.ts'
import { toChangeSet } from './changes.ts'
import { editSubject, readOwnSubjects, readRealSubjects, type Subject } from './fix-subjects.ts'
import { findFaults } from './inspect.ts'
import { alike, judge, leaks, ruledOut, sharedAcceptances } from './invariants.ts'
import { mutateAtRandom } from './mutations.ts'
import { renderEverything } from './outputs.ts'
import { createRandom, pick, type Random } from './random.ts'
import { SCALE_NAMES, scale } from './scaled.ts'
import { plantSecret } from './secrets.ts'
import { changeMeaning } from './semantic-edits.ts'
import { withoutFixes } from './without-fixes.ts'
import { startCounting, type WorkCounter } from './work.ts'

/** Fixed, so that two runs say the same; change it to look further. */
const seed = Number(process.env['SEED'] ?? 1)
const RUNS = Number(process.env['RUNS'] ?? runs(200))
const LONG = 900_000

const subjects: readonly Subject[] = [...readRealSubjects(), ...readOwnSubjects()]

/** One file of a real change, and the numbers to change it further by. */
interface Trial {
  readonly path: string
  readonly before: string
  readonly after: string
  readonly random: Random
}

function* trials(count: number): Generator<Trial> {
  for (let run = 0; run < count; run += 1) {
    const random = createRandom(seed * 1_000_003 + run)
    const subject = pick(random, subjects)
    const edited = subject && editSubject(subject, random)
    const [path, after] = (edited && pick(random, [...edited.after])) ?? []
    if (edited && path !== undefined && after !== undefined) {
      yield { path, before: edited.before.get(path) ?? '', after, random }
    }
  }
}

const change = ({ path, before }: Trial, after: string): ChangeSet =>
  toChangeSet([{ path, oldPath: path, before, after }])

/** What is wrong, with the run to repeat; a few are enough. */
function collect(count: number, find: (trial: Trial) => readonly string[]): readonly string[] {
  const faults: string[] = []
  for (const [run, trial] of [...trials(count)].entries()) {
    faults.push(...find(trial).map((fault) => `run ${run}, ${trial.path}: ${fault}`))
    if (faults.length > 10) break
  }
  return faults
}

describe(`real files, changed at random${CORPUS_NOTE}`, () => {
  it(
    'are judged and shown without harm',
    () => {
      const faults = collect(RUNS, (trial) => {
        const changes = change(trial, mutateAtRandom(trial.after, trial.random))
        return findFaults(changes, DEFAULT_CONFIG)
      })
      expect(faults).toEqual([])
    },
    LONG,
  )

  it(
    'pass the cheap test if they are recognized, also if they are cut',
    () => {
      const faults = collect(10 * RUNS, ({ path, after, random }) => {
        const text = mutateAtRandom(after, random)
        return ruledOut(path, [text, text.slice(0, random() * text.length)])
      })
      expect(faults).toEqual([])
    },
    LONG,
  )

  it(
    'keep their secrets',
    () => {
      const faults = collect(RUNS, (trial) => {
        const { random, after, before, path } = trial
        const { text, secret } = plantSecret(mutateAtRandom(after, random), random)
        const isOld = random() < 0.3
        const changes = isOld
          ? toChangeSet([{ path, oldPath: path, before: text, after }])
          : toChangeSet([{ path, oldPath: path, before, after: text }])
        return leaks(secret, changes)
      })
      expect(faults).toEqual([])
    },
    LONG,
  )

  it(
    'have no two findings that cannot be told apart',
    () => {
      const faults = collect(RUNS, (trial) =>
        alike(judge(change(trial, mutateAtRandom(trial.after, trial.random)))),
      )
      expect(faults).toEqual([])
    },
    LONG,
  )

  it(
    'have no two changes that are accepted at once',
    () => {
      const faults = collect(RUNS, (trial) => {
        const edited = changeMeaning(trial.after, trial.random)
        const [one, other] = [trial.after, edited].map((after) => judge(change(trial, after)))
        return one && other ? sharedAcceptances(one, other) : []
      })
      expect(faults).toEqual([])
    },
    LONG,
  )
})

describe(`real files, grown${CORPUS_NOTE}`, () => {
  let work: WorkCounter
  beforeAll(() => {
    work = startCounting()
  })
  afterAll(() => work.stop())

  // What fixes cost is limited for all of them together, whatever the files are.
  const silent = rules.map(withoutFixes)
  const measure = (changes: ChangeSet) =>
    work.count(() => void renderEverything(judge(changes, silent), changes))

  it.each(SCALE_NAMES)(
    'by %s cost no more than in proportion',
    (name) => {
      const faults = collect(Math.ceil(RUNS / 20), (trial) => {
        const number = Math.floor(trial.random() * 2 ** 31)
        const random = () => createRandom(number)
        const costs = scale(name, trial.after, { random, sizes: SIZES }).map((text) =>
          measure(change(trial, text)),
        )
        const least = Math.min(...costs)
        if (least < LEAST_WORK) return [`only ${least} were counted`]
        const growths = costs.slice(1).map((cost, index) => cost / (costs[index] ?? 1))
        return Math.min(...growths) > MOST_GROWTH ? [`grows by ${growths.join(', ')}`] : []
      })
      expect(faults).toEqual([])
    },
    LONG,
  )
})

/** Each is twice the one before: a single step, as where a cache ends, is no growth. */
const SIZES = [5_000, 10_000, 20_000]

/** What a judgement does at the least; with less, nothing was counted. */
const LEAST_WORK = 100

/** Twice the text is twice the work, and a little more for what is sorted; four times is too much. */
const MOST_GROWTH = 2.6
