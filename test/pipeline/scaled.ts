import { pick, type Random } from './random.ts'

/** A way to make a text larger: `times` is about how many characters are added. */
type Scale = (text: string, random: Random, size: number) => string

/** What a hostile file is made of: one thing, again and again. */
const SCALES: Readonly<Record<string, Scale>> = {
  lines(text, random, size) {
    const lines = text.split('\n')
    const start = Math.floor(random() * lines.length)
    const block = lines.slice(start, start + 1 + Math.floor(random() * 12)).join('\n')
    const copies = Array.from({ length: times(block, size) }, () => block)
    return lines.toSpliced(start, 0, ...copies).join('\n')
  },
  'entries with names of their own'(text, random, size) {
    const entries = text.split(/^(?=- |\S)/m)
    const entry = pick(random, entries) ?? text
    const copies = Array.from({ length: times(entry, size) }, (_, index) =>
      entry.replace(/(name: *["']?[\w-]+|^\w+)/, `$1${index}`),
    )
    return entries.toSpliced(entries.indexOf(entry), 0, ...copies).join('')
  },
  'one value'(text, random, size) {
    return atValue(text, random, (value) => value.repeat(times(value, size)))
  },
  'a flow sequence'(text, random, size) {
    return atValue(text, random, (value) => `[${`${value}, `.repeat(times(value, size))}]`)
  },
  'a flow mapping'(text, random, size) {
    const entries = (value: string) =>
      Array.from({ length: times(`k1000: ${value}`, size) }, (_, index) => `k${index}: ${value}`)
    return atValue(text, random, (value) => `{${entries(value).join(', ')}}`)
  },
  'a comment'(text, random, size) {
    const part = pick(random, ['# ', ' ', 'ignore[', '# cortex-review: ignore[', '"', ': - ']) ?? ''
    return atValue(text, random, (value) => `${value} #${part.repeat(times(part, size))}`)
  },
  brackets(text, random, size) {
    const part =
      pick(random, ['[', '{a: ', '- ', '? ', '&a ', '*a ', '!!x ', '"', "'", '|\n']) ?? ''
    return atValue(text, random, () => part.repeat(times(part, size)))
  },
}

function times(part: string, size: number): number {
  return Math.max(1, Math.floor(size / Math.max(part.length, 1)))
}

/** Changes the value of one line. */
function atValue(text: string, random: Random, change: (value: string) => string): string {
  const lines = text.split('\n')
  const numbers = [...lines.keys()].filter((at) => /: \S/.test(lines[at] ?? ''))
  const line = pick(random, numbers)
  if (line === undefined) return `${text}\n${change('x')}`
  const changed = (lines[line] ?? '').replace(/(: )(\S.*)$/, (_, lead: string, value: string) => {
    return lead + change(value)
  })
  return lines.with(line, changed).join('\n')
}

export const SCALE_NAMES: readonly string[] = Object.keys(SCALES)

/** The same text, grown in one way by each of some numbers of characters. */
export function scale(
  name: string,
  text: string,
  { random, sizes }: { readonly random: () => Random; readonly sizes: readonly number[] },
): readonly string[] {
  const grow = SCALES[name]
  if (!grow) throw new Error(`There is no way to grow by ${name}`)
  return sizes.map((size) => grow(text, random(), size))
}
