const LONGEST_QUOTE = 60

/** A text from a file as inline code: one line, cut if long. */
export function quote(text: string): string {
  const line = text.slice(0, 2 * LONGEST_QUOTE).replace(/[\s\p{Cc}\p{Cf}`]+/gu, ' ')
  // No text is no code in Markdown.
  if (line.trim() === '') return '`""`'
  if (line.length <= LONGEST_QUOTE) return `\`${line}\``
  return `\`${line.slice(0, LONGEST_QUOTE - 1).replace(/[\uD800-\uDBFF]$/, '')}…\``
}

/** Several texts as inline code: `a`, `b`, or `c`. */
export function alternatives(texts: readonly string[]): string {
  const quoted = texts.map(quote)
  const last = quoted.pop() ?? ''
  if (quoted.length < 2) return [...quoted, last].join(' or ')
  return `${quoted.join(', ')}, or ${last}`
}
