import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { CORPUS_NOTE } from '../test/corpus.ts'
import {
  editSubject,
  readAnchoredSubjects,
  readOwnSubjects,
  readRealSubjects,
  type Subject,
} from '../test/pipeline/fix-subjects.ts'
import type { Sides } from '../test/pipeline/known.ts'
import { type Fault, PROPERTIES, proveFixes } from '../test/pipeline/proof.ts'
import { createRandom } from '../test/pipeline/random.ts'

/**
 * Proves that fixes do what they promise: `npm run fixes [-- --edits N --seed N --only N]`.
 *
 * Each edit is a review of a file or of a rule's case against an edited form of it. The same seed
 * makes the same edits; `--only` makes one of them again and prints it. Exits with 1 if a fix breaks
 * a promise.
 */

interface Failure extends Fault {
  readonly edit: number
  readonly subject: string
}

/** Which edits to make: every `step`th from `first` up to `last`. */
interface Share {
  readonly seed: number
  readonly first: number
  readonly last: number
  readonly step: number
}

interface Outcome {
  /** How many subjects there are: of the project, and real files. */
  readonly sizes: readonly [number, number]
  readonly totals: Record<'offered' | 'buttons' | 'shown' | 'anchored', number>
  readonly failures: readonly Failure[]
}

const MOST_PRINTED = 50

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      edits: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  })
  const seed = Number(values.seed)
  const first = Number(values.only ?? 0)
  const last = values.only === undefined ? Number(values.edits) : first + 1
  if (values.only !== undefined) printSides(edited(first, seed, readSubjects()).sides)

  const { sizes, totals, failures } = await shareOut(seed, first, last)
  for (const { edit, subject, property, text } of failures.slice(0, MOST_PRINTED)) {
    console.log(`--seed ${seed} --only ${edit} (${subject}): ${property}: ${text}\n`)
  }
  const { user } = process.cpuUsage()
  console.log(`${last - first} edits, seed ${seed}, ${(user / 1_000_000).toFixed(0)} s of CPU time`)
  console.log(`of ${sizes[0]} cases and samples, ${sizes[1]} files${CORPUS_NOTE}`)
  console.log(`${totals.offered} fixes offered, ${totals.buttons} of them with a button`)
  console.log(
    `${totals.shown} fixes in doubt, only shown, ${totals.anchored} of them at an anchor\n`,
  )
  printFailures(failures)
}

/** Makes the edits on all processors. */
async function shareOut(seed: number, first: number, last: number): Promise<Outcome> {
  const step = Math.min(availableParallelism(), last - first)
  const outcomes = await Promise.all(
    Array.from({ length: step }, (_, at) => startShare({ seed, first: first + at, last, step })),
  )
  const sum = (of: keyof Outcome['totals']) =>
    outcomes.reduce((total, { totals }) => total + totals[of], 0)
  return {
    sizes: outcomes[0]?.sizes ?? [0, 0],
    totals: {
      offered: sum('offered'),
      buttons: sum('buttons'),
      shown: sum('shown'),
      anchored: sum('anchored'),
    },
    failures: outcomes
      .flatMap(({ failures }) => failures)
      .toSorted((one, other) => one.edit - other.edit),
  }
}

async function startShare(share: Share): Promise<Outcome> {
  const worker = new Worker(new URL(import.meta.url), { workerData: share })
  const [outcome] = await once(worker, 'message')
  return outcome
}

/** What one processor does. */
function proveShare({ seed, first, last, step }: Share): Outcome {
  const subjects = readSubjects()
  const totals = { offered: 0, buttons: 0, shown: 0, anchored: 0 }
  const failures: Failure[] = []
  for (let edit = first; edit < last; edit += step) {
    const { subject, sides } = edited(edit, seed, subjects)
    const { faults, ...counts } = proveFixes(sides)
    totals.offered += counts.offered
    totals.buttons += counts.buttons
    totals.shown += counts.shown
    totals.anchored += counts.anchored
    failures.push(...faults.map((fault) => ({ ...fault, edit, subject: subject.name })))
  }
  return { sizes: [subjects[0].length, subjects[1].length], totals, failures }
}

function readSubjects() {
  return [readOwnSubjects(), readRealSubjects(), readAnchoredSubjects()] as const
}

function edited(edit: number, seed: number, subjects: readonly (readonly Subject[])[]) {
  const subject = subjectOf(edit, subjects)
  return { subject, sides: editSubject(subject, createRandom(seed * 1_000_003 + edit)) }
}

/** By turns one of the project's own, a real file and a sample with anchors; each of them comes again and again. */
function subjectOf(edit: number, subjects: readonly (readonly Subject[])[]): Subject {
  const some = subjects[edit % subjects.length] ?? []
  const subject = some[Math.floor(edit / subjects.length) % some.length]
  if (!subject) throw new Error('There is nothing to edit')
  return subject
}

function printSides(sides: Sides): void {
  for (const side of ['before', 'after'] as const) {
    for (const [path, text] of sides[side]) console.log(`${side} ${path}:\n${text}`)
  }
}

function printFailures(failures: readonly Failure[]): void {
  console.log('failures  of the promise that')
  for (const [property, promise] of Object.entries(PROPERTIES)) {
    const count = failures.filter((failure) => failure.property === property).length
    console.log(`${String(count).padStart(8)}  ${promise}`)
  }
  process.exitCode = failures.length > 0 ? 1 : 0
}

if (isMainThread) await main()
else parentPort?.postMessage(proveShare(workerData))
