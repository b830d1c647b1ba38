import type { Anchor, FileAnchor } from '../../report/comment/placement.ts'
import type { BotThread } from '../read/conversation.ts'

/** What the comment on a finding should be. */
export interface DesiredComment {
  readonly fingerprint: string
  readonly handle: string
  /** Where a new comment goes; absent if the diff has no place for it. */
  readonly anchor?: Anchor | FileAnchor
  readonly body: string
  /** The body without a suggestion, for a place where it would replace other lines. */
  readonly plainBody: string
}

export interface CommentEdit {
  readonly thread: BotThread
  readonly body: string
}
