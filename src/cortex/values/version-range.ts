/**
 * A range of Cortex minor versions, both ends included. Every release is 0.x, so a version is its
 * minor number: 0.42.1 is 42. A single release has `from === to`.
 */
export interface VersionRange {
  readonly from: number
  readonly to: number
}

export const OLDEST_VERSION = 1
export const NEWEST_VERSION = 42

/** Whether some version is in both ranges. */
export function overlaps(a: VersionRange, b: VersionRange): boolean {
  return a.from <= b.to && b.from <= a.to
}

/** Whether a version is in a range. */
export function includes({ from, to }: VersionRange, version: number): boolean {
  return from <= version && version <= to
}

/** A range in words, e.g. `0.36`, `0.19 to 0.33`, `0.36 or later`. */
export function formatVersion({ from, to }: VersionRange): string {
  if (from === to) return `0.${from}`
  if (from === OLDEST_VERSION && to === NEWEST_VERSION) return 'any version'
  if (to === NEWEST_VERSION) return `0.${from} or later`
  if (from === OLDEST_VERSION) return `0.${to} or earlier`
  return `0.${from} to 0.${to}`
}
