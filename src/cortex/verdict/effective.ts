/**
 * A config with Cortex's defaults filled in, as plain data in Cortex's own form: what Cortex hashes
 * and compares. Durations are nanoseconds, quantities the text as written, absent values null.
 */
export type EffectiveValue =
  | string
  | number
  | boolean
  | null
  | readonly EffectiveValue[]
  | EffectiveMap

export interface EffectiveMap {
  readonly [key: string]: EffectiveValue
}

/** Whether two values are the same to Cortex: the order of keys is not, that of items is. */
export function isSame(a: EffectiveValue | undefined, b: EffectiveValue | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]))
  }
  if (!isMap(a) || !isMap(b)) return Number.isNaN(a) && Number.isNaN(b)

  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  )
}

/** The text at a key; empty if there is none. */
export function textAt(map: EffectiveMap, key: string): string {
  const value = map[key]
  return typeof value === 'string' ? value : ''
}

export function isMap(value: EffectiveValue | undefined): value is EffectiveMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
