import { findNearest } from '../text/nearest.ts'
import { quote } from '../text/wording.ts'
import type { Reading } from './problem.ts'
import type { Complaint, Field, Fields } from './schema.ts'
import { isKnown } from './schema.ts'

/**
 * Yields a complaint about each key of a map that its table does not have. The keys are given as
 * they are written, with what each is read as.
 */
export function* unknownKeys(
  fields: Fields,
  entries: ReadonlyMap<string, string>,
  reading: Reading,
): Iterable<Complaint> {
  const known = new Set<string>()
  for (const [key, field] of Object.entries(fields)) {
    if (isKnown(field, reading.version)) known.add(key)
  }
  for (const [key, readAs] of entries) {
    if (known.has(key)) continue
    const near = known.has(readAs) ? readAs : findNearest(key, [...known])
    // Who wrote the nearest key as well means another one by this.
    const meant = near !== undefined && entries.has(near) ? undefined : near
    yield unknownKey(key, Object.hasOwn(fields, key) ? fields[key] : undefined, meant, reading)
  }
}

function unknownKey(
  key: string,
  field: Field<unknown> | undefined,
  near: string | undefined,
  { versionName = 'this version', version }: Reading,
): Complaint {
  const about = { code: 'unknown-key', at: [key] }
  if (field?.until !== undefined && field.until < version.from) {
    const message = `is not a key in ${versionName}: it was removed after 0.${field.until}`
    return { ...about, message }
  }
  if (field?.since !== undefined && field.since > version.to) {
    return { ...about, message: `is not a key in ${versionName}: it was added in 0.${field.since}` }
  }
  if (near === undefined) return { ...about, message: `is not a key in ${versionName}` }
  return {
    ...about,
    message: `is not a key in ${versionName}; the closest key is ${quote(near)}`,
    fix: {
      title: `Rename the key to ${quote(near)}`,
      safety: 'unsafe',
      edits: [{ op: 'rename', path: [key], to: near }],
    },
  }
}
