/** What the picture shows: a comment below the lines of the diff that it stands on. */
export interface CommentPicture {
  readonly path: string
  readonly rows: readonly DiffRow[]
  /** The comment's Markdown, as posted. */
  readonly body: string
  /** What the suggestion replaces, as lines of the new file. */
  readonly replaced: readonly DiffRow[]
  /** The line that the comment stands on. */
  readonly line: number
}

export interface DiffRow {
  readonly type: 'context' | 'added' | 'removed'
  readonly number: number
  readonly text: string
}

interface Word {
  readonly text: string
  readonly style: 'plain' | 'bold' | 'code' | 'link'
}

const WIDTH = 860
const LINE = 22
const LEFT = 34
const FONT = '-apple-system, "Segoe UI", Helvetica, Arial, sans-serif'
const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'
const TINTS = {
  context: ['#ffffff', '#ffffff', ' '],
  added: ['#e6ffec', '#ccffd8', '+'],
  removed: ['#ffebe9', '#ffd7d5', '-'],
} as const

/** Draws a review comment as GitHub shows it: an SVG with no outside references. */
export function drawComment({ path, rows, body, replaced, line }: CommentPicture): string {
  const canvas = new Canvas()
  canvas.header(path)
  for (const row of rows) canvas.diffRow(row)

  const { paragraphs, suggestion, footnote } = parseBody(body)
  const top = canvas.beginComment()
  for (const paragraph of paragraphs) canvas.paragraph(paragraph, 14)
  if (suggestion) canvas.suggestion(replaced, suggestion, line)
  if (footnote) canvas.paragraph(footnote, 12)
  canvas.endComment(top)
  return canvas.toSvg(`A review comment of Cortex Review on ${path}`)
}

function parseBody(body: string) {
  const text = body.replace(/<!--[\s\S]*?-->/g, '').trim()
  const fence = /^(`{3,})suggestion\n([\s\S]*?)^\1$/m.exec(text)
  const footnote = /<sub>([\s\S]*?)<\/sub>/.exec(text)?.[1]
  const prose = text.replace(fence?.[0] ?? '\0', '').replace(/<sub>[\s\S]*?<\/sub>/, '')
  return {
    paragraphs: prose
      .split(/\n+/)
      .map((line) => line.replace(/\\([\\`*_[\]()#!.<>-])/g, '$1').trim())
      .filter(Boolean),
    suggestion: fence?.[2]?.replace(/\n$/, '').split('\n'),
    footnote,
  }
}

function parseInline(text: string): readonly Word[] {
  const words: Word[] = []
  const pattern = /\*\*(.+?)\*\*|(`+)(.+?)\2|\[(.+?)\]\([^)]*\)|([^*`[]+|.)/g
  for (const [, bold, , code, link, plain] of text.matchAll(pattern)) {
    if (bold)
      words.push(
        ...parseInline(bold).map(({ text: inner, style }) => ({
          text: inner,
          style: style === 'plain' ? ('bold' as const) : style,
        })),
      )
    else if (code) words.push({ text: code, style: 'code' })
    else if (link) words.push({ text: link.replaceAll('`', ''), style: 'link' })
    else if (plain)
      words.push(
        ...(plain.match(/\S+\s*|\s+/g) ?? []).map((part) => ({
          text: part,
          style: 'plain' as const,
        })),
      )
  }
  return words
}

/** About the width of a text in a sans-serif face; SVG cannot measure. */
function widthOf({ text, style }: Word, size: number): number {
  if (style === 'code') return text.length * size * 0.54 + 10
  const narrow = (text.match(/[iljtfrI.,:;'|()[\] ]/g) ?? []).length
  const wide = (text.match(/[mwMW⛔⚠]/gu) ?? []).length
  const factor = style === 'bold' ? 1.07 : 1
  return ((text.length - narrow - wide) * 0.54 + narrow * 0.29 + wide * 0.9) * size * factor
}

/** Fills lines with words and joins neighbours of one style, so that the renderer spaces them. */
function breakLines(words: readonly Word[], size: number): readonly (readonly Word[])[] {
  const lines: Word[][] = [[]]
  let x = LEFT
  for (const word of words) {
    const width = widthOf(word, size)
    if (x + width > WIDTH - LEFT && x > LEFT) {
      lines.push([])
      x = LEFT
    }
    const line = lines.at(-1) ?? []
    const last = line.at(-1)
    if (last && last.style === word.style && last.style !== 'code') {
      line[line.length - 1] = { ...last, text: last.text + word.text }
    } else line.push(word)
    x += width
  }
  return lines
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

class Canvas {
  private readonly parts: string[] = []
  private y = 0

  header(path: string): void {
    this.rect(0, 0, WIDTH, 38, '#f6f8fa')
    this.text(16, 24, path, 13, MONO, '#1f2328', 600)
    this.line(38)
    this.y = 38
  }

  diffRow({ type, number, text }: DiffRow, left = 0, width = WIDTH): void {
    const [fill, gutter, sign] = TINTS[type]
    this.rect(left, this.y, width, LINE, fill)
    this.rect(left, this.y, 52, LINE, gutter)
    this.text(left + 14, this.y + 15, String(number), 12, MONO, '#59636e')
    this.text(left + 62, this.y + 15, `${sign} ${text}`, 12.5, MONO, '#1f2328')
    this.y += LINE
  }

  beginComment(): number {
    this.line(this.y)
    this.y += 16
    const top = this.y
    this.y += 40
    return top
  }

  endComment(top: number): void {
    this.y += 4
    const height = this.y - top
    const frame = `<rect x="16" y="${top}" width="${WIDTH - 32}" height="${height}" rx="6" fill="#ffffff" stroke="#d1d9e0"/>`
    this.parts.splice(
      this.parts.findIndex((part) => part === '<!-- comment -->'),
      1,
      frame,
    )
    this.text(LEFT, top + 25, 'github-actions', 13.5, FONT, '#1f2328', 600)
    this.parts.push(
      `<rect x="${LEFT + 104}" y="${top + 11}" width="30" height="19" rx="9.5" fill="none" stroke="#d1d9e0"/>`,
    )
    this.text(LEFT + 111, top + 25, 'bot', 11, FONT, '#59636e')
    this.y += 16
  }

  paragraph(text: string, size: number): void {
    const color = size < 14 ? '#59636e' : '#1f2328'
    this.y += 20
    for (const [index, line] of breakLines(parseInline(text), size).entries()) {
      if (index > 0) this.y += 21
      let x = LEFT
      for (const run of line) x += this.word(run, x, size, color, widthOf(run, size))
    }
    this.y += 10
  }

  suggestion(replaced: readonly DiffRow[], lines: readonly string[], first: number): void {
    this.y += 6
    const top = this.y
    const width = WIDTH - 2 * LEFT
    this.rect(LEFT, top, width, 32, '#f6f8fa')
    this.text(LEFT + 14, top + 21, 'Suggested change', 12.5, FONT, '#59636e')
    this.y += 32
    for (const row of replaced) this.diffRow({ ...row, type: 'removed' }, LEFT, width)
    for (const [index, text] of lines.entries()) {
      this.diffRow({ type: 'added', number: first + index, text }, LEFT, width)
    }
    this.rect(LEFT, this.y, width, 42, '#ffffff')
    this.parts.push(
      `<rect x="${WIDTH - LEFT - 150}" y="${this.y + 8}" width="138" height="27" rx="6" fill="#f6f8fa" stroke="#d1d9e0"/>`,
    )
    this.text(WIDTH - LEFT - 136, this.y + 26, 'Commit suggestion', 12.5, FONT, '#1f2328', 500)
    this.y += 42
    this.parts.push(
      `<rect x="${LEFT}" y="${top}" width="${width}" height="${this.y - top}" rx="6" fill="none" stroke="#d1d9e0"/>`,
    )
    this.y += 4
  }

  toSvg(title: string): string {
    const frame = `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${this.y - 1}" rx="6" fill="none" stroke="#d1d9e0"/>`
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${this.y}" viewBox="0 0 ${WIDTH} ${this.y}" role="img">
<title>${escapeXml(title)}</title>
<rect width="${WIDTH}" height="${this.y}" rx="6" fill="#ffffff"/>
${this.parts.join('\n')}
${frame}
</svg>
`
  }

  private word(
    { text, style }: Word,
    x: number,
    size: number,
    color: string,
    width: number,
  ): number {
    if (style === 'code') {
      this.parts.push(
        `<rect x="${round(x)}" y="${this.y - size}" width="${round(width - 4)}" height="${size + 5}" rx="4" fill="#eff1f3"/>`,
      )
      this.text(x + 3, this.y, text, size * 0.88, MONO, color, 400, width - 10)
    } else {
      const fill = style === 'link' ? '#0969da' : color
      this.text(x, this.y, text, size, FONT, fill, style === 'bold' ? 600 : 400, width)
    }
    return width
  }

  /** `length` makes a renderer with another face keep to the measured width. */
  private text(
    x: number,
    y: number,
    text: string,
    size: number,
    family: string,
    fill: string,
    weight = 400,
    length?: number,
  ): void {
    const fit =
      length && text.trim() === text
        ? ` textLength="${round(length)}" lengthAdjust="spacingAndGlyphs"`
        : ''
    this.parts.push(
      `<text x="${round(x)}" y="${round(y)}" font-family='${family}' font-size="${round(size)}" font-weight="${weight}" fill="${fill}" xml:space="preserve"${fit}>${escapeXml(text)}</text>`,
    )
  }

  private rect(x: number, y: number, width: number, height: number, fill: string): void {
    if (fill === '#ffffff' && x === 0) return
    this.parts.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`)
  }

  private line(y: number): void {
    this.parts.push(
      `<path d="M0 ${y}.5H${WIDTH}" stroke="#d1d9e0"/>`,
      ...(y > 38 ? ['<!-- comment -->'] : []),
    )
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
