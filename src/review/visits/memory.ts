import type { Located } from '../../cortex/files/subject.ts'
import type { Config } from '../config.ts'
import type { Rule } from '../rule.ts'
import type { RawFinding } from './raw-finding.ts'
import type { Visit } from './visit.ts'

/** What rules said of a subject that was compared with another one, under settings. */
interface Said {
  readonly side: Visit['side']
  readonly before: Located | undefined
  readonly config: Config
  /** By the numbers of rules. */
  readonly byRule: (readonly RawFinding[] | undefined)[]
}

/** As long as a subject is the same object, so is all that it is made of. */
const memories = new WeakMap<Located, readonly Said[]>()
/** Inspected with what was there before and without, and compared. */
const MOST = 4

/** What is known of a visit. */
export interface VisitMemory {
  /** What the rule said, if it has looked at the same before and at nothing else. */
  readonly found: readonly RawFinding[] | undefined
  readonly keep: (found: readonly RawFinding[]) => void
}

/**
 * Remembers what a rule says of a subject, as most of a change is the same whenever a fix is tried. A
 * rule that looks at other subjects has to look again.
 */
export function rememberVisit({ rule, subject, before, side }: Visit, config: Config): VisitMemory {
  const byRule = sayings(subject, before, side, config)
  const at = numberOf(rule)
  return { found: byRule[at], keep: (found) => (byRule[at] = found.length > 0 ? found : NOTHING) }
}

const NOTHING: readonly RawFinding[] = []

function sayings(
  subject: Located,
  before: Located | undefined,
  side: Said['side'],
  config: Config,
) {
  const all = memories.get(subject) ?? []
  const same = all.find(
    (each) => each.before === before && each.config === config && each.side === side,
  )
  if (same) return same.byRule
  const said: Said = { side, before, config, byRule: [] }
  memories.set(subject, [...all.slice(1 - MOST), said])
  return said.byRule
}

const numbers = new WeakMap<Rule, number>()
let count = 0

function numberOf(rule: Rule): number {
  const number = numbers.get(rule) ?? count++
  numbers.set(rule, number)
  return number
}
