import type { DesiredComment } from './comments.ts'

/** What became of the comments of a review. */
export interface Posted {
  readonly posted: readonly DesiredComment[]
  /** What GitHub did not take. */
  readonly refused: readonly DesiredComment[]
  /** The id of the review, if it is known. */
  readonly review?: number
  /** Whether nothing was taken because the head moved, or the pull request was closed. */
  readonly isOutdated?: boolean
}

/** What publishing needs of its surroundings. */
export interface Surroundings {
  readonly warn: (message: string) => void
  /** Waits a number of seconds. */
  readonly pause: (seconds: number) => Promise<void>
}
