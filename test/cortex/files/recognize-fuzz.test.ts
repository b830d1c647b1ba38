import process from 'node:process'
import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { mayBeCortex, recognize } from '../../../src/cortex/files/recognize.ts'
import { parseDocument } from '../../../src/yaml/document.ts'
import { runs } from '../../runs.ts'

/** A million in the long tests: `RUNS=1000000 npm test -- recognize-fuzz`. */
const numRuns = Number(process.env['RUNS'] ?? runs(10_000))
const seed = Number(process.env['SEED'] ?? 1)

/** One of each way to be recognized, with `«»` around the words that tell. */
const SHAPES = [
  '- «name»: a\n  «kind»: «RealtimeAPI»\n  «pod»: {port: 1}\n',
  '- {«name»: a, «pod»: {«containers»: [{image: b}]}}\n',
  '- «name»: a\n  «predictor»:\n    «type»: «python»\n    path: a.py\n',
  '- «name»: a\n  «handler»:\n    «type»: «tensorflow»\n',
  '- «kind»: «api»\n  «name»: a\n  «model»: s3://a\n',
  '- «kind»: «deployment»\n  «name»: a\n',
  '«name»: a\n«kind»: «TrafficSplitter»\n«apis»: []\n',
  '«region»: us-east-1\n«node_groups»:\n  - «instance_type»: m5.large\n',
  '«cluster_name»: a\n«min_instances»: 1\n«max_instances»: 2\n',
  '«zone»: a\n«project»: b\n«node_pools»: []\n',
  '«image_operator»: «cortexlabs/operator»:1\n«image_proxy»: quay.io/«cortexlabs/proxy»:1\n',
  '«region»: us-east-1\n«subnet_visibility»: private\n',
  '«api_load_balancer_scheme»: internal\n',
  '- name: a\n  autoscaling: {\n',
  'region: a\nnode_groups:\n  - instance_type: [\n',
] as const

const PATHS = ['some/file.yaml', 'prod/cluster.yaml', 'a/cortex.yml'] as const

/** Ways to write one character, or none, of a double-quoted text. */
const LETTERS = [
  (letter: string) => letter,
  (letter: string) => `\\x${hex(letter, 2)}`,
  (letter: string) => `\\u${hex(letter, 4)}`,
  (letter: string) => `\\U${hex(letter, 8).toUpperCase()}`,
  (letter: string) => `\\\n  \t${letter}`,
  (letter: string) => `\\\u2028 ${letter}`,
] as const

function hex(letter: string, digits: number): string {
  return letter.charCodeAt(0).toString(16).padStart(digits, '0')
}

const base64 = (word: string) => Buffer.from(word).toString('base64')

/** Ways to write a word, by a list of numbers that choose. */
const WORDS: readonly ((word: string, choices: readonly number[]) => string)[] = [
  (word) => word,
  (word) => `'${word}'`,
  (word) => `"${word}"`,
  (word, choices) =>
    `"${word
      .split('')
      .map((letter, at) => spell(letter, choices[at]))
      .join('')}"`,
  (word) => `!!binary ${base64(word)}`,
  (word) => `!<tag:yaml.org,2002:binary> "${base64(word)}"`,
  (word) => `!y!ary ${base64(word)}`,
  (word) => `!!b%69nary ${base64(word)}`,
  (word) => `&a ${word}`,
  (word) => `!!str ${word}`,
  (word) => `\n      ${word}`,
]

function spell(letter: string, choice = 0): string {
  return LETTERS[choice % LETTERS.length]?.(letter) ?? letter
}

const START = [
  '',
  '\uFEFF',
  '# comment\n',
  '# comment \\\n',
  '# comment\u0085',
  '# \u00fc\u2029',
  '---\n',
  '--- # new\r',
  '%YAML 1.1\n---\n',
  '%TAG !y! tag:yaml.org,2002:bin\n---\n',
  '&root\n',
  '!!seq\n',
  '\n \t\n',
  '- a: C:\\x61\\\n',
] as const
const END = ['', '---\n- a\n', '...\n\0', '# end \\', '\u0085\u2028', '"\\x41": 1\n'] as const
const BREAKS = ['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029'] as const

interface Written {
  readonly shape: string
  readonly path: string
  readonly start: readonly string[]
  readonly end: string
  readonly lineBreak: string
  /** How each word is written, and choices for its letters. */
  readonly words: readonly (readonly [way: number, choices: readonly number[]])[]
  /** Where the text is cut; null if it is whole. */
  readonly cut: number | null
}

const written: fc.Arbitrary<Written> = fc.record({
  shape: fc.constantFrom(...SHAPES),
  path: fc.constantFrom(...PATHS),
  start: fc.array(fc.constantFrom(...START), { maxLength: 3 }),
  end: fc.constantFrom(...END),
  lineBreak: fc.constantFrom(...BREAKS),
  words: fc.array(fc.tuple(fc.nat(WORDS.length - 1), fc.array(fc.nat(99), { maxLength: 12 })), {
    minLength: 8,
    maxLength: 8,
  }),
  cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 3 }),
})

function write(how: Written): string {
  const { shape, start, end, lineBreak, words, cut } = how
  let at = 0
  const body = shape.replaceAll(/«([^»]*)»/g, (_: string, word: string) => {
    const [way = 0, choices = []] = words[at++ % words.length] ?? []
    return WORDS[way]?.(word, choices) ?? word
  })
  const text = [...start, body, end].join('').replaceAll('\n', lineBreak)
  return cut === null ? text : text.slice(0, Math.ceil(text.length * cut))
}

it('the cheap test never rules out what is recognized, however it is written or cut', () => {
  let recognized = 0
  fc.assert(
    fc.property(written, (how) => {
      const text = write(how)
      if (!recognize(parseDocument(text), how.path)) return
      recognized += 1
      expect([text, mayBeCortex(text, how.path)]).toEqual([text, true])
    }),
    { numRuns, seed },
  )
  // A test of texts that nobody recognises would prove nothing.
  expect(recognized).toBeGreaterThan(numRuns / 10)
})

it.each([
  '!!b%69nary',
  '!!%62inary',
  '!<tag:yaml.org,2002:%62inary>',
  '!<%74ag:yaml.org,2002:binary>',
])('the cheap test and the parser know %s', (tag) => {
  const text = `- name: a\n  kind: ${tag} ${base64('RealtimeAPI')}\n`
  expect([recognize(parseDocument(text), 'a.yaml'), mayBeCortex(text, 'a.yaml')]).toEqual([
    'api',
    true,
  ])
})
