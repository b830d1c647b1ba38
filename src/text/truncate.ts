/** Cuts a text to a number of characters, with an ellipsis; never inside a surrogate pair. */
export function truncate(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, Math.max(most - 1, 0))
  return `${/[\u{d800}-\u{dbff}]$/u.test(cut) ? cut.slice(0, -1) : cut}…`
}
