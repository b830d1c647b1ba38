import { findNearest } from '../text/nearest.ts'
import { alternatives, quote } from '../text/wording.ts'
import type { YamlNode } from '../yaml/tree.ts'
import type { Complaint, ListLimits, NumberShape, TextRule } from './schema.ts'

/** Says what is wrong with a text. */
export function checkText(rule: TextRule, text: string): Complaint | undefined {
  const { allowed, minLength = 1, maxLength = Infinity } = rule
  if (text.length === 0 && minLength > 0) {
    return { code: 'empty-text', message: 'must not be empty' }
  }
  if (allowed && !allowed.includes(text)) return notAllowed(allowed, text)

  // A UTF-16 unit takes three bytes at most, so that most texts need no counting.
  const bytes = text.length * 3 > maxLength ? countBytes(text) : text.length
  if (bytes > maxLength) {
    return { code: 'too-long', message: `must have at most ${maxLength} characters, not ${bytes}` }
  }
  if (bytes < minLength) {
    return {
      code: 'too-short',
      message: `must have at least ${minLength} characters, not ${bytes}`,
    }
  }
  return firstComplaint(rule.checks, text)
}

/** As UTF-8, which is what Go counts. */
function countBytes(text: string): number {
  return new TextEncoder().encode(text).length
}

function firstComplaint<T>(
  checks: readonly ((value: T) => Complaint | undefined)[] = [],
  value: T,
): Complaint | undefined {
  for (const check of checks) {
    const complaint = check(value)
    if (complaint) return complaint
  }
  return undefined
}

function notAllowed(allowed: readonly string[], text: string): Complaint {
  const about = {
    code: 'not-allowed',
    message: `must be ${alternatives(allowed)}, not ${quote(text)}`,
  }
  return suggest(about, text, allowed)
}

/** Adds the value that was meant, with the fix, if one comes close. */
export function suggest(
  complaint: Complaint,
  text: string,
  candidates: readonly string[],
): Complaint {
  const near = findNearest(text, candidates)
  if (near === undefined) return complaint
  const isSame = near.toLowerCase() === text.toLowerCase()
  const edits = [{ op: 'set', path: [], value: near }] as const
  return {
    ...complaint,
    message: `${complaint.message}${isSame ? '' : `; the closest value is ${quote(near)}`}`,
    fix: { title: `Write ${quote(near)}`, safety: 'unsafe', edits },
  }
}

/** Says what is wrong with a number. NaN passes, as every comparison with it is false in Go too. */
export function checkNumber(shape: NumberShape, value: number): Complaint | undefined {
  const { minimum, maximum, above, below, checks } = shape
  if (minimum !== undefined && value < minimum) return outOfRange(`at least ${minimum}`, value)
  if (maximum !== undefined && value > maximum) return outOfRange(`at most ${maximum}`, value)
  if (above !== undefined && value <= above) return outOfRange(`greater than ${above}`, value)
  if (below !== undefined && value >= below) return outOfRange(`less than ${below}`, value)
  return firstComplaint(checks, value)
}

function outOfRange(limit: string, value: number): Complaint {
  return { code: 'out-of-range', message: `must be ${limit}, not ${value}` }
}

/** Says what is wrong with the length of a list, or with items that it has twice. */
export function checkList(limits: ListLimits, items: readonly YamlNode[]): Complaint | undefined {
  const { minimum = 0, unique = false, notOne = false } = limits
  if (items.length < minimum) {
    const atLeast = minimum === 1 ? 'not be an empty list' : `have at least ${minimum} items`
    return { code: 'too-few-items', message: `must ${atLeast}` }
  }
  if (notOne && items.length === 1) {
    return { code: 'too-few-items', message: 'must be empty or contain at least 2 items' }
  }
  return unique ? findDuplicate(items) : undefined
}

function findDuplicate(items: readonly YamlNode[]): Complaint | undefined {
  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'string') continue
    if (seen.has(item.value)) {
      return { code: 'duplicate-item', message: 'is a duplicate', at: [index] }
    }
    seen.add(item.value)
  }
  return undefined
}
