/** Control characters, halves of surrogate pairs, and marks that hide or reorder text. */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\u{ad}\u{61c}\u{180e}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}\u{e0000}-\u{e007f}]/gu

/**
 * Shows what would be invisible or act on its reader, such as an escape sequence of a terminal or
 * an override of the writing direction. The result is one line.
 */
export function makeVisible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const point = character.codePointAt(0) ?? 0
    if (character === '\t') return ' '
    // The control pictures, e.g. ␛ and ␊.
    if (point < 0x20) return String.fromCodePoint(0x2400 + point)
    return `\\u{${point.toString(16)}}`
  })
}
