/** Markdown without its code, fenced or not: what GitHub reads as text, markup and mentions. */
export function withoutCode(markdown: string): string {
  return withoutFences(markdown)
    .split('\n')
    .map((line) => withoutSpans(line))
    .join('\n')
}

function withoutFences(markdown: string): string {
  const kept: string[] = []
  let fence = ''
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    const marks = /^ {0,3}(`{3,}|~{3,})([^`]*)$/.exec(line)
    if (fence === '') {
      if (marks?.[1]) fence = marks[1]
      else kept.push(line)
    } else if (marks?.[1]?.startsWith(fence) && marks[2]?.trim() === '') fence = ''
  }
  return kept.join('\n')
}

/** A run of backticks opens a span that the next run of the same length closes. */
function withoutSpans(line: string): string {
  let rest = line
  let text = ''
  for (;;) {
    const open = /(?<!\\)`+/.exec(rest)
    if (!open) return text + rest
    const [ticks] = open
    const inner = rest.slice(open.index + ticks.length)
    const close = new RegExp(`(?<!\`)${ticks}(?!\`)`).exec(inner)
    text += rest.slice(0, open.index)
    if (close) rest = inner.slice(close.index + ticks.length)
    else {
      text += ticks
      rest = inner
    }
  }
}
