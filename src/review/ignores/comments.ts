import type { CortexFile } from '../../cortex/files/subject.ts'
import { type Day, isDay } from '../../text/day.ts'
import type { Comment } from '../../yaml/document.ts'

/** The rules that a comment ignores, why, and up to which day. */
export interface Ignores {
  readonly ids: readonly string[]
  readonly reason: string
  readonly until?: Day
}

/** What a comment asks of this tool. */
export interface IgnoreComment {
  readonly comment: Comment
  /** The line of the comment. */
  readonly line: number
  /** The directive as written, from `cortex-review` on. */
  readonly text: string
  /** Whether the comment says nothing else. */
  readonly isWhole: boolean
  /** Undefined if the directive cannot be understood. */
  readonly ignores?: Ignores
}

/**
 * The ignore comments of a file, in its order.
 *
 * The form is `# cortex-review: ignore[rule-id, rule-id until 2027-03-31] reason`, the end being
 * optional; it may follow the text of another
 * comment (`# as agreed # cortex-review: …`), since a line of YAML has room for one comment only.
 */
export function findIgnoreComments({ document }: CortexFile): readonly IgnoreComment[] {
  // Hardly a file has any; the search is cheaper than looking at each comment.
  if (!/cortex[-_ ]?review/i.test(document.text)) return []

  return document.comments.flatMap((comment) => {
    const { line } = document.lines.positionAt(comment.start)
    const parts = comment.text.split(/#\s*(?=cortex[-_ ]?review)/i)
    return parts
      .map((part) => part.trim())
      .filter((part) => DIRECTIVE.test(part))
      .map((text) => {
        const ignores = parseIgnore(text)
        const isWhole = text === comment.text
        return { comment, line, text, isWhole, ...(ignores && { ignores }) }
      })
  })
}

/** Whether a comment says all that it takes to accept something. */
export function isComplete({ ignores }: IgnoreComment): boolean {
  return ignores !== undefined && ignores.reason !== ''
}

/** Meant for this tool; a sentence that only mentions its name is not. */
const DIRECTIVE = /^cortex[-_ ]?review\s*(?::|\[|ignor|disabl|suppress)/i

/** A reason says something: a letter, a digit or a sign that shows. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/** More in one comment is no decision but an attack. */
const MAX_RULES = 50

function parseIgnore(text: string): Ignores | undefined {
  const match = /^cortex-review:\s*ignore\s*\[([^\]]*)\](.*)$/.exec(text)
  if (!match) return undefined

  const [, list = '', rest = ''] = match
  const words = list.split(/[\s,]+/).filter((word) => word !== '')
  const [keyword, until = ''] = words.slice(-2)
  const isEnding = words.length > 2 && keyword === 'until'
  if (isEnding && !isDay(until)) return undefined
  const ids = [...new Set(isEnding ? words.slice(0, -2) : words)]
  if (ids.length === 0 || ids.length > MAX_RULES) return undefined
  const reason = rest.replace(/^[\s:–—-]+/, '').trim()
  return { ids, reason: VISIBLE.test(reason) ? reason : '', ...(isEnding && { until }) }
}
