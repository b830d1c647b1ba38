// Checks that no regular expression of `src` takes more than linear time: every text that reaches
// one may be an attacker's. `recheck` decides by automata, and `scslre` where that takes too long.
import { checkSync } from 'recheck'
import { analyse } from 'scslre'
import { type Expression, listExpressions } from './regex-list.ts'

/** Those that only ever see texts that are bounded in length, by how they are written, and why. */
const BOUNDED: Readonly<Record<string, string>> = {}

const TIMEOUT = 3000
process.env['RECHECK_BACKEND'] = 'pure'

const expressions = await listExpressions()
const verdicts = new Map<string, string | undefined>()
const used = new Set<string>()
let slow = 0
for (const { place, source, flags } of expressions) {
  const text = `/${source}/${flags}`
  if (!verdicts.has(text)) verdicts.set(text, findFault({ place, source, flags }))
  const fault = verdicts.get(text)
  if (fault === undefined) continue
  if (Object.hasOwn(BOUNDED, text)) {
    used.add(text)
    continue
  }
  slow += 1
  console.error(`${place}: ${text}\n  ${fault}`)
}
const stale = Object.keys(BOUNDED).filter((text) => !used.has(text))
for (const text of stale) console.error(`No regular expression needs its bound any more: ${text}`)
console.log(`${verdicts.size} regular expressions, ${slow} of them slow, ${used.size} bounded.`)
process.exitCode = slow + stale.length > 0 ? 1 : 0

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
