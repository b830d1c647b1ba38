// Checks that no regular expression of `src` takes more than linear time: every text that reaches
// one may be an attacker's. `recheck` decides by automata, and `scslre` where that takes too long.
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { checkSync } from 'recheck'
import { analyse } from 'scslre'
import { type Expression, listExpressions } from './regex-list.ts'

/** Those that only ever see texts that are bounded in length, by how they are written, and why. */
const BOUNDED: Readonly<Record<string, string>> = {}

const TIMEOUT = 3000
process.env['RECHECK_BACKEND'] = 'pure'

if (isMainThread) await main()
else parentPort?.postMessage(new Map(examine(workerData)))

async function main(): Promise<void> {
  const expressions = await listExpressions()
  const unique = new Map(expressions.map((expression) => [textOf(expression), expression]))
  const verdicts = await shareOut([...unique.values()])
  const used = new Set<string>()
  let slow = 0
  for (const expression of expressions) {
    const text = textOf(expression)
    const fault = verdicts.get(text)
    if (fault === undefined) continue
    if (Object.hasOwn(BOUNDED, text)) {
      used.add(text)
      continue
    }
    slow += 1
    console.error(`${expression.place}: ${text}\n  ${fault}`)
  }
  const stale = Object.keys(BOUNDED).filter((text) => !used.has(text))
  for (const text of stale) console.error(`No regular expression needs its bound any more: ${text}`)
  console.log(`${unique.size} regular expressions, ${slow} of them slow, ${used.size} bounded.`)
  process.exitCode = slow + stale.length > 0 ? 1 : 0
}

function textOf({ source, flags }: Expression): string {
  return `/${source}/${flags}`
}

/** The faults that all processors find, by expression. */
async function shareOut(expressions: readonly Expression[]): Promise<ReadonlyMap<string, string>> {
  const step = Math.max(1, Math.min(availableParallelism(), expressions.length))
  const found = await Promise.all(
    Array.from({ length: step }, async (_, first): Promise<ReadonlyMap<string, string>> => {
      const share = expressions.filter((_expression, at) => at % step === first)
      const worker = new Worker(new URL(import.meta.url), { workerData: share })
      const [faults] = await once(worker, 'message')
      return faults
    }),
  )
  return new Map(found.flatMap((faults) => [...faults]))
}

function* examine(expressions: readonly Expression[]): Iterable<[string, string]> {
  for (const expression of expressions) {
    const fault = findFault(expression)
    if (fault !== undefined) yield [textOf(expression), fault]
  }
}

/** What makes a regular expression slow; undefined if nothing does. */
function findFault({ source, flags }: Expression): string | undefined {
  const diagnosis = diagnose(source, flags)
  if (diagnosis?.status === 'vulnerable') return `recheck: ${diagnosis.complexity.summary}`
  if (diagnosis?.status === 'safe') return undefined

  const { reports } = analyse({ source, flags })
  const [first] = reports
  return first && `scslre: ${first.type}${first.exponential ? ', exponential' : ''}`
}

/** What automata say; undefined where they become too large. */
function diagnose(source: string, flags: string) {
  try {
    return checkSync(source, flags.replaceAll(/[dv]/g, ''), {
      checker: 'automaton',
      timeout: TIMEOUT,
    })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
