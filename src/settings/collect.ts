import type { Field, Options } from './field.ts'
import { FIELDS } from './fields.ts'

/** Collects a value of each field; what is undefined is left out. */
export function collectFields(read: <T>(field: Field<T>) => T | undefined): Partial<Options> {
  const options: { -readonly [K in keyof Options]?: Options[K] } = {}

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- ties value to key
  function collect<K extends keyof Options>(key: K): void {
    const value = read<Exclude<Options[K], undefined>>(FIELDS[key])
    if (value !== undefined) options[key] = value
  }
  Object.keys(FIELDS).filter(isKey).forEach(collect)
  return options
}

function isKey(key: string): key is keyof Options {
  return Object.hasOwn(FIELDS, key)
}
