import { RE2JS } from '@bufbuild/re2'
import { readDuration } from './functions.ts'
import { calledName, isNode, type Node } from './syntax.ts'

/** What one evaluation may cost: about a hundredth of a second. */
export const MOST_STEPS = 100_000

/** Counts what an evaluation costs. */
export interface Meter {
  left: number
}

/** An evaluation went beyond its limit. */
export class CostError extends Error {
  override readonly name = 'CostError'

  constructor() {
    super(`the expression takes more than ${MOST_STEPS} steps`)
  }
}

/** Takes from what is left. Throws a CostError if that is not enough. */
export function spend(meter: Meter, steps: number): void {
  meter.left -= steps
  if (meter.left < 0) throw new CostError()
}

/**
 * Makes every node of a checked tree count itself and the size of what it gives, so that neither
 * nested loops nor values that double can go on; and puts bounded functions in place of those whose
 * cost a value can blow up. Throws an Error if a regular expression is none.
 */
export function meterNodes(nodes: readonly Node[], meter: Meter): void {
  for (const node of nodes) {
    replaceCalled(node, meter)
    let { evaluate } = node
    const counted: Node['evaluate'] = (...given) => {
      spend(meter, 1)
      const value = evaluate.call(node, ...given)
      spend(meter, sizeOf(value, meter.left))
      return value
    }
    // At its first evaluation a node puts a quicker function in place of its own.
    Object.defineProperty(node, 'evaluate', {
      get: () => counted,
      set(quicker: Node['evaluate']) {
        evaluate = quicker
      },
    })
  }
}

function replaceCalled(node: Node, meter: Meter): void {
  const name = calledName(node)
  const { handle } = node
  if (name === undefined || !handle) return
  if (name === 'matches') node.handle = matcherOf(node, meter)
  if (name === 'duration') {
    node.handle = (args, ...more) =>
      typeof args[0] === 'string' ? readDuration(args[0]) : handle(args, ...more)
  }
  if (name === 'join') {
    node.handle = (args, ...more) => {
      const [items, separator] = args
      const count = Array.isArray(items) ? items.length : 0
      spend(meter, (count * lengthOf(separator)) / CHARACTERS)
      return handle(args, ...more)
    }
  }
}

const LONGEST_PATTERN = 500
const MOST_INSTRUCTIONS = 2_000
/** So many instructions of a regular expression on a character cost as much as a step. */
const INSTRUCTIONS = 20

/** Matches in linear time, by the rules of RE2, which CEL demands. */
function matcherOf(node: Node, meter: Meter): NonNullable<Node['handle']> {
  const pattern = patternOf(node)
  const { compiled, size } = compilePattern(pattern)
  return ([text]) => {
    spend(meter, (lengthOf(text) * size) / INSTRUCTIONS)
    return typeof text === 'string' && compiled.test(text)
  }
}

/** Patterns are part of the rule: no text of a file may become one. */
function patternOf({ args }: Node): string {
  const given: unknown = Array.isArray(args) ? args.flat().at(-1) : undefined
  if (isNode(given) && given.op === 'value' && typeof given.args === 'string') return given.args
  throw new Error('the pattern of `matches` must be a string literal')
}

function compilePattern(pattern: string) {
  if (pattern.length > LONGEST_PATTERN) {
    throw new Error(`a pattern has at most ${LONGEST_PATTERN} characters`)
  }
  const compiled = new RE2JS(pattern)
  const size = compiled.re2().prog?.numInst() ?? MOST_INSTRUCTIONS
  if (size <= MOST_INSTRUCTIONS) return { compiled, size }
  throw new Error('the pattern repeats too much')
}

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? text.length : 0
}

/** So many characters of a text cost as much as a step. */
const CHARACTERS = 16

/** What a value costs, with all that is in it; beyond a limit it is not counted on. */
function sizeOf(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length / CHARACTERS
  if (!Array.isArray(value)) return value instanceof Map ? value.size : 0
  let size = value.length
  for (const item of value) {
    if (size > limit) break
    size += sizeOf(item, limit - size)
  }
  return size
}
