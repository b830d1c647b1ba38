/** The lines of a comment's suggestion; undefined if it has none. */
export function parseSuggestion(body: string): readonly string[] | undefined {
  const lines = body.replaceAll('\r\n', '\n').split('\n')
  let fence: { readonly mark: string; readonly info: string; readonly start: number } | undefined

  for (const [index, line] of lines.entries()) {
    if (!fence) {
      fence = openFence(line, index)
      continue
    }
    // A closing fence has no info string and at least as many marks of the same kind.
    const close = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]
    if (!close || close[0] !== fence.mark[0] || close.length < fence.mark.length) continue
    if (fence.info === 'suggestion') return lines.slice(fence.start + 1, index)
    fence = undefined
  }
  // An open fence goes to the end of the text.
  return fence?.info === 'suggestion' ? lines.slice(fence.start + 1) : undefined
}

function openFence(line: string, start: number) {
  const match = /^ {0,3}(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$/.exec(line)
  const [, mark, info = ''] = match ?? []
  // The info string of a backtick fence has no backtick.
  if (!mark || (mark[0] === '`' && info.includes('`'))) return undefined
  return { mark, info: info.split(/\s/)[0] ?? '', start }
}

/** Replaces whole lines (from 1, both included) of a text; keeps how each line ends. */
export function replaceLines(
  text: string,
  startLine: number,
  endLine: number,
  lines: readonly string[],
): string {
  const parts = text.split(/(?<=\n)/)
  const replaced = parts.slice(startLine - 1, endLine)
  const lineBreak = replaced.some((line) => line.endsWith('\r\n')) ? '\r\n' : '\n'
  const keepsOpenEnd = endLine >= parts.length && !text.endsWith('\n')

  const inserted = lines.map((line) => line.replace(/\r$/, '') + lineBreak).join('')
  return [
    ...parts.slice(0, startLine - 1),
    keepsOpenEnd ? inserted.replace(/\r?\n$/, '') : inserted,
    ...parts.slice(endLine),
  ].join('')
}
