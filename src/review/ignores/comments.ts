import type { CortexFile } from '../../cortex/files/subject.ts'
import type { Comment } from '../../yaml/document.ts'

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
  readonly ignores?: { readonly ids: readonly string[]; readonly reason: string }
}

/**
 * The ignore comments of a file, in its order.
 *
 * The form is `# cortex-review: ignore[rule-id, rule-id] reason`; it may follow the text of another
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

/** Meant for this tool; a sentence that only mentions its name is not. */
const DIRECTIVE = /^cortex[-_ ]?review\s*(?::|\[|ignor|disabl|suppress)/i

/** More in one comment is no decision but an attack. */
const MAX_RULES = 50

function parseIgnore(text: string): IgnoreComment['ignores'] {
  const match = /^cortex-review:\s*ignore\s*\[([^\]]*)\](.*)$/.exec(text)
  if (!match) return undefined

  const [, list = '', rest = ''] = match
  const ids = [...new Set(list.split(/[\s,]+/).filter((id) => id !== ''))]
  if (ids.length === 0 || ids.length > MAX_RULES) return undefined
  return { ids, reason: rest.replace(/^[\s:–—-]+/, '').trim() }
}
