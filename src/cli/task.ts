import type { ChangeSet } from '../review/change-set.ts'
import type { Review } from '../review/review.ts'
import type { Options } from '../settings/field.ts'

/** What was read, and how to judge it. */
export interface Task {
  readonly changes: ChangeSet
  readonly options: Options
  /** The top folder of what was read. */
  readonly root: string
  /** The commit of the new side, unless it is the working tree. */
  readonly commit?: string | undefined
}

/** A task, judged. */
export interface Judged extends Task {
  readonly judged: Review
}
