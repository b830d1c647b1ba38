import * as fc from 'fast-check'
import { pick, type Random } from './random.ts'

/** One change of a text, as a person, an editor or an attacker might make it. */
interface Mutation {
  readonly kind: (typeof KINDS)[number]
  /** Where, as a share of the text. */
  readonly at: number
  readonly other: number
  readonly text: string
}

const KINDS = [
  'deleteLine',
  'deleteLines',
  'duplicateLine',
  'swapLines',
  'indent',
  'outdent',
  'changeValue',
  'changeKey',
  'appendToLine',
  'insertLine',
  'splice',
  'cutOff',
  'lineBreaks',
  'flow',
] as const

const BOMB = Array.from({ length: 12 }, (_, index) => {
  const aliases = Array.from({ length: 9 }, () => (index === 0 ? 'x' : `*b${index - 1}`))
  return `bomb${index}: &b${index} [${aliases.join(', ')}]`
}).join('\n')

/** What must act on no parser, terminal, log or page. */
export const HOSTILE = [
  [BOMB, 'a: &a [*a]', '&x', '*x', '<<: *x', '!!binary aGk=', '! !<tag:x> y', '%YAML 9.9'],
  ['['.repeat(400), '{a: '.repeat(200), '- '.repeat(300), `${' '.repeat(300)}deep: 1`],
  ['\0', 'a\0b', '\u001b[31mred\u001b[0m', '\u001b]8;;http://x\u0007y', '\u0007\b\u007f\u009b'],
  ['::error::pwned', '::set-output name=a::b', '%0A::stop-commands::x', '##[group]x'],
  ['<!-- cortex-review:v1 summary -->', '-->', '<!--', '<img src=x onerror=y>', '</details>'],
  ['@team', '@org/team', '#1', 'GH-1', 'org/repo#2', 'https://evil.example/x', 'www.evil.example'],
  ['`', '```', '````suggestion', '~~~', '|', '\\|', '**x**', '[x](y)', '$x$', '# x', '| a | b |'],
  [
    '# cortex-review: ignore[image-unpinned] why',
    '# cortex-review: ignore[] x',
    '# cortex-review:',
  ],
  [
    'k'.repeat(5_000),
    `${'k'.repeat(2_000)}: 1`,
    '\ud800',
    '\udc00x',
    'x\ud83d',
    '\ufeff',
    '\u2028',
  ],
  ['\r', '\r\r\n', '\t', '\u202eevil', '\u200b', '\u{e0041}', '__proto__', 'constructor: {}'],
  [
    '__proto__: {polluted: true}',
    'toString',
    '? complex',
    ': x',
    '- ',
    '---',
    '...',
    '--- x',
    "'",
    '"',
  ],
  ['null', '~', 'yes', 'on', '017', '0o17', '1e999', '-.inf', '.nan', '99999999999999999999', '-1'],
  [
    '0',
    '1_000',
    '190:20:30',
    '2001-01-01',
    '0x',
    '[]',
    '{}',
    '""',
    "''",
    '100%',
    '1.5Gi',
    '128974848',
  ],
  [
    'internal',
    'internet-facing',
    'public',
    'none',
    'true',
    'false',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/33',
  ],
  ['RealtimeAPI', 'TrafficSplitter', 'spot: true', 'max_instances: 0', 'kind: TaskAPI', 'x: |2-'],
].flat()

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...KINDS),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  other: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  text: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...HOSTILE) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  ),
})

/** A mutated form of one of the texts. */
export function mutated(texts: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> {
  return fc
    .tuple(texts, fc.array(mutation, { maxLength: most }))
    .map(([text, mutations]) => mutations.reduce(mutate, text))
}

/** A text with up to three mutations, or none. */
export function mutateAtRandom(text: string, random: Random): string {
  return Array.from({ length: Math.floor(random() * 4) }).reduce<string>(
    (mutant) =>
      mutate(mutant, {
        kind: pick(random, KINDS) ?? 'splice',
        at: random(),
        other: random(),
        text: pick(random, HOSTILE) ?? '',
      }),
    text,
  )
}

function mutate(given: string, { kind, at, other, text }: Mutation): string {
  const lines = given.split('\n')
  const line = Math.floor(at * lines.length)
  const second = Math.floor(other * lines.length)
  const current = lines[line] ?? ''
  const indent = /^[ \t]*/.exec(current)?.[0] ?? ''
  const replaced = (changed: string) => lines.with(line, changed).join('\n')

  switch (kind) {
    case 'deleteLine':
      return lines.toSpliced(line, 1).join('\n')
    case 'deleteLines':
      return lines.toSpliced(line, 1 + Math.floor(other * 6)).join('\n')
    case 'duplicateLine':
      return lines.toSpliced(second, 0, current).join('\n')
    case 'swapLines':
      return lines
        .with(line, lines[second] ?? '')
        .with(second, current)
        .join('\n')
    case 'indent':
      return replaced(' '.repeat(1 + Math.floor(other * 4)) + current)
    case 'outdent':
      return replaced(current.slice(Math.min(indent.length, 1 + Math.floor(other * 4))))
    case 'changeValue':
      return replaced(current.replace(/(:\s+|-\s+)\S.*$/, (_, lead: string) => lead + text))
    case 'changeKey':
      return replaced(current.replace(/[\w.-]+(?=:)/, () => text))
    case 'appendToLine':
      return replaced(current + text)
    case 'insertLine':
      return lines.toSpliced(line, 0, indent + text.replaceAll('\n', `\n${indent}`)).join('\n')
    case 'splice':
      return given.slice(0, at * given.length) + text + given.slice(at * given.length)
    case 'cutOff':
      return given.slice(0, at * given.length)
    case 'lineBreaks':
      return given.replaceAll('\n', other < 0.7 ? '\r\n' : '\r')
    case 'flow':
    default:
      return replaced(current.replace(/:\s+(\S.*)$/, ': [$1]'))
  }
}
