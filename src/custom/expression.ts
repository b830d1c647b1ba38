import type { Environment } from '@marcbachmann/cel-js/evaluator'
import { findNearest } from '../text/nearest.ts'
import { truncate } from '../text/truncate.ts'
import { quote } from '../text/wording.ts'
import type { Language } from './environment.ts'
import { type Meter, MOST_STEPS, meterNodes } from './meter.ts'
import { checkKeysOfHas, isNode, listNodes, type Node } from './syntax.ts'
import type { Sighting } from './view.ts'

/** An expression that can be evaluated; throws what goes wrong with it. */
export interface Expression {
  readonly evaluate: (variables: Readonly<Record<string, unknown>>) => unknown
  /** What the last evaluation cost. */
  readonly cost: () => number
}

/** What is wrong with an expression, and where in it. */
export interface ExpressionProblem {
  readonly message: string
  readonly start: number
  readonly end: number
}

/** Reads and type-checks an expression that has to give a `bool` or a `string`. */
export function readExpression(
  text: string,
  expected: 'bool' | 'string',
  environment: Environment,
  language: Language,
): Expression | ExpressionProblem {
  const meter: Meter = { left: MOST_STEPS }
  try {
    const evaluate = environment.parse(text)
    checkKeysOfHas(listNodes(evaluate.ast))
    const checked = evaluate.check()
    if (!checked.valid) return describe(checked.error, text, environment, language)
    if (checked.type !== expected) {
      const message = `expected a ${expected}, found ${quote(String(checked.type))}.`
      return { message, start: 0, end: text.length }
    }
    meterNodes(listNodes(evaluate.ast), meter)
    return {
      evaluate(variables) {
        meter.left = MOST_STEPS
        const value: unknown = evaluate({ ...variables })
        if (typeof value === (expected === 'bool' ? 'boolean' : 'string')) return value
        throw new Error(`the expression gives no ${expected}`)
      },
      cost: () => MOST_STEPS - meter.left,
    }
  } catch (error) {
    return describe(error, text, environment, language)
  }
}

interface CelError {
  readonly code: string
  readonly summary: string
  readonly range?: { readonly start: number; readonly end: number }
  readonly node?: unknown
}

/** What the library says of an error; it is no part of the message that says where it is. */
function celErrorOf(error: unknown): CelError | undefined {
  return error instanceof Error && 'code' in error && 'summary' in error
    ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library's errors
      (error as unknown as CelError)
    : undefined
}

function describe(
  error: unknown,
  text: string,
  environment: Environment,
  language: Language,
): ExpressionProblem {
  const cel = celErrorOf(error)
  const { start, end } = cel?.range ?? { start: 0, end: text.length }
  const node = isNode(cel?.node) ? cel.node : undefined
  const said = cel?.summary ?? (error instanceof Error ? error.message : String(error))
  const known =
    cel?.code === 'no_such_key' && node
      ? describeKey(node, language)
      : cel?.code === 'unknown_variable' && node
        ? describeName(node, environment)
        : undefined
  return { message: known ?? sentence(said), start, end }
}

/** A key that no table has, with the one that was probably meant. */
function describeKey({ args }: Node, { types }: Language): string | undefined {
  const [owner, key]: readonly unknown[] = Array.isArray(args) ? args : []
  const type = isNode(owner) ? types.get(owner.checkedType?.name ?? '') : undefined
  const name = isNode(key) ? key.args : key
  if (!type || typeof name !== 'string') return undefined
  const keys = Object.keys(type.fields)
  return `unknown key ${quote(name)} of ${quote(type.name)}; ${suggest(name, keys)}`
}

function describeName({ args }: Node, environment: Environment): string | undefined {
  if (typeof args !== 'string') return undefined
  const names = ['object', 'oldObject', 'api', 'cluster', 'file']
  const known = names.filter((name) => environment.hasVariable(name))
  return `unknown name ${quote(args)}; ${suggest(args, known)}`
}

function suggest(name: string, known: readonly string[]): string {
  const nearest = findNearest(name, known)
  if (nearest) return `did you mean ${quote(nearest)}?`
  return `use one of ${truncate(known.map((one) => `\`${one}\``).join(', '), 300)}.`
}

function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return /[.!?]$/.test(line) ? line : `${line}.`
}

/**
 * Whether an evaluation failed only since the subject's kind, or its version of Cortex, does not have
 * a key that the expression is about: then the rule is not about this subject.
 */
export function isForeign(error: unknown, { foreignKeys }: Sighting): boolean {
  const cel = celErrorOf(error)
  if (cel?.code !== 'no_such_key' || !isNode(cel.node) || !Array.isArray(cel.node.args))
    return false
  const key: unknown = cel.node.args[1]
  return foreignKeys.has(String(isNode(key) ? key.args : key))
}

/** What went wrong in an evaluation, on one line. */
export function messageOf(error: unknown): string {
  const cel = celErrorOf(error)
  const text = cel?.summary ?? (error instanceof Error ? error.message : String(error))
  return truncate(text.replace(/\s+/g, ' ').trim(), 300)
}
