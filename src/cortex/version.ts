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
