import { rules } from '../../src/rules/index.ts'
import { reviewSides } from '../cases.ts'
import { isTried } from '../runs.ts'
import { SPELLINGS, type Value } from './spellings.ts'

/** A change of one file; an undefined side does not exist. */
export interface Change {
  readonly title: string
  readonly before?: Value
  readonly after: Value
  /** Rule and severity, or nothing for silence. */
  readonly said: string | undefined
}

/** Where a change is, and which rules are asked. */
export interface Question {
  readonly path: string
  readonly headline: readonly string[]
  /** Files that do not change, by path. */
  readonly others?: ReadonlyMap<string, string>
}

/** What the rules of a headline risk say of a change, however its sides are written. */
export function judge(
  { path, headline, others = new Map() }: Question,
  before: string | undefined,
  after: string,
): readonly string[] {
  const { findings, failures } = reviewSides(
    new Map([...others, ...(before === undefined ? [] : [[path, before] as const])]),
    new Map([...others, [path, after]]),
    rules,
  )
  if (failures.length > 0) return failures.map(({ rule }) => `${rule} throws`)

  const told = findings.filter(({ rule }) => headline.includes(rule.id))
  return told.flatMap(({ rule, severity, location }) => {
    const line = `${location.side} ${location.range.start.line}`
    const rivals = findings.filter(
      (other) => `${other.location.side} ${other.location.range.start.line}` === line,
    )
    return rivals.length > 1
      ? [`${rule.id} beside ${rivals.length - 1} others`]
      : [`${rule.id} ${severity}`]
  })
}

/**
 * Every way to write a change: both sides alike, and each after a plain old side. Only the full tests
 * have all ways for all changes.
 */
export function spell(change: Change): readonly (readonly [string, string | undefined, string])[] {
  const [[, plain] = ['', String]] = SPELLINGS
  const { before, after } = change
  offset += 1
  const ways = [...SPELLINGS].filter((_, index) => isTried(index + offset, SPELLINGS.size / 2))
  return ways.flatMap(([name, write]) => {
    const alike = [name, before === undefined ? undefined : write(before), write(after)] as const
    if (before === undefined) return [alike]
    return [alike, [`${name}, which it was not before`, plain(before), write(after)] as const]
  })
}

/** So that each change is written in other ways than the one before. */
let offset = 0
