import { compareQuantities } from '../values/quantity.ts'

/**
 * Whether two values of a field mean the same to Cortex, by the field's key path.
 *
 * Specs hold canonical values already: durations are numbers, endpoints have their slash. What is
 * left are quantities that can be spelled in many ways, and lists whose order means nothing.
 */
export function isSameMeaning(
  path: readonly (string | number)[],
  before: unknown,
  after: unknown,
): boolean {
  if (before === after || Object.is(before, after)) return true
  const key = path.at(-1)
  if (typeof before === 'string' && typeof after === 'string') {
    if (isQuantity(path)) return compareQuantities(before, after) === 0
    if (path.at(-2) === 'update_strategy') return withoutSign(before) === withoutSign(after)
    return false
  }
  if (!Array.isArray(before) || !Array.isArray(after)) return false
  return UNORDERED.has(key) ? isSameSet(before, after) : isDeepEqual(before, after)
}

/** Lists of which Cortex only asks what is in them. */
const UNORDERED: ReadonlySet<unknown> = new Set([
  'api_load_balancer_cidr_white_list',
  'operator_load_balancer_cidr_white_list',
  'node_groups',
  'node_pools',
  'apis',
])

const QUANTITIES: ReadonlySet<unknown> = new Set(['cpu', 'mem', 'shm'])

function isQuantity(path: readonly (string | number)[]): boolean {
  return path.at(-2) === 'compute' && QUANTITIES.has(path.at(-1))
}

/** No replicas are none, in percent or not. */
function withoutSign(share: string): string {
  return share === '0%' ? '0' : share
}

function isSameSet(before: readonly unknown[], after: readonly unknown[]): boolean {
  const old = new Set(before.map((item) => serialize(item)))
  const now = new Set(after.map((item) => serialize(item)))
  return old.size === now.size && [...old].every((item) => now.has(item))
}

/** Whether two plain values are the same; the order of keys does not count. */
export function isDeepEqual(before: unknown, after: unknown): boolean {
  return Object.is(before, after) || serialize(before) === serialize(after)
}

/** A text that two plain values share only if they are the same. */
function serialize(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return { bigint: String(part) }
    if (typeof part === 'number' && !Number.isFinite(part)) return { number: String(part) }
    return isRecord(part) ? Object.fromEntries(Object.entries(part).toSorted(byKey)) : part
  })
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b)
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
