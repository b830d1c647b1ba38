import { makeVisible } from '../visible.ts'

const CODES = {
  bold: '1',
  dim: '2',
  red: '31',
  green: '32',
  yellow: '33',
  blue: '34',
  cyan: '36',
} as const

export type Style = keyof typeof CODES

/** Puts styles on a text, or does nothing. */
export type Paint = (text: string, ...styles: readonly Style[]) => string

export function createPaint(color: boolean): Paint {
  if (!color) return (text) => text
  return (text, ...styles) =>
    text === '' ? '' : `\u{1b}[${styles.map((style) => CODES[style]).join(';')}m${text}\u{1b}[0m`
}

const TAB = '    '
const WIDE =
  /[\u{1100}-\u{115f}\u{2e80}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{1f300}-\u{1faff}]/gu
const NARROW = /[\p{M}\u{fe00}-\u{fe0f}]/gu

/** Foreign text for a terminal: nothing in it acts on the terminal, tabs become spaces. */
export function show(text: string): string {
  return text.split('\t').map(makeVisible).join(TAB)
}

/** The same for a text of several lines. */
export function showLines(text: string): string {
  return text.split('\n').map(show).join('\n')
}

/** About how many columns a text without control characters takes. */
export function widthOf(text: string): number {
  const points = Array.from(text).length
  return points + (text.match(WIDE)?.length ?? 0) - (text.match(NARROW)?.length ?? 0)
}

const INDENT = '  '

/** A text below a title: in two columns, continued further in. */
export function indent(text: string, width: number, by = INDENT): readonly string[] {
  return wrap(show(text), width - by.length - INDENT.length).map(
    (line, index) => `${by}${index === 0 ? '' : INDENT}${line}`,
  )
}

/** Breaks a text between words; a longer word stays whole. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return line ? [...lines, line] : lines
}
