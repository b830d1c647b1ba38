import { describe, expect, it } from '@jest/globals'
import { toPayloads } from '../../src/cli/payloads.ts'
import { renderComment } from '../../src/report/comment/comment.ts'
import { placeFindings } from '../../src/report/comment/placement.ts'
import { toAnnotations } from '../../src/report/formats/annotations.ts'
import { toJson } from '../../src/report/formats/json.ts'
import { toSarif } from '../../src/report/formats/sarif.ts'
import { renderTerminal } from '../../src/report/formats/terminal.ts'
import { renderJobSummary, renderSummary } from '../../src/report/summary/summary.ts'
import type { ChangeSet } from '../../src/review/change-set.ts'
import { type Review, review } from '../../src/review/review.ts'
import { defineRule, type Problem } from '../../src/review/rule.ts'
import { rules } from '../../src/rules/index.ts'
import { DEFAULT_OPTIONS } from '../../src/settings/fields.ts'
import type { YamlNode } from '../../src/yaml/tree.ts'
import { IS_FULL } from '../runs.ts'
import { listNamedPositions, listPositions, type Position, toChangeSet } from './positions.ts'

/** A secret of each form that tells what it is. */
const TELLING = [
  ['an access key', 'AKIAQ3EGRPZJ5XTN2WUV'],
  ['a token', 'ghp_b7Qm2Vt9Lc4Rk8Zs1Wb3Xn5Yd6Gf0Hj2Kp4T'],
  ['a web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJyZWMifQ.x7Qm2Vt9Lc4Rk8Zs1Wb3Xn5Yd6Gf0'],
  ['a hook', 'https://hooks.slack.com/services/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'],
  ['a password in an address', 'redis://reader:tu_lips*in`may@cache.internal:6379'],
  ['a password in a query', 'https://api.internal/v1?api_key=tulips_in_may*9'],
  [
    'a private key',
    '-----BEGIN PRIVATE KEY----- MIIEvQIBADANBgkqhkiG9w0BAQ -----END PRIVATE KEY-----',
  ],
] as const

/** What of it must not be shown. */
const CORES: Readonly<Record<string, string>> = {
  'a hook': 'x7Qm2Vt9Lc4Rk8Zs1Wb3Xn5Y',
  'a password in an address': 'tu_lips*in',
  'a password in a query': 'tulips_in_may*9',
  'a private key': 'MIIEvQIBADANBgkqhkiG9w0BAQ',
}

/** Names for secrets, and values of which only the name tells that they are. */
const NAMED = [
  ['DB_PASSWORD', 'tulips-in-may'],
  ['PGPASSWORD', 'pa$word_*1'],
  ['DB_PASS', '/Tr0ub4dor'],
  ['AUTHTOKEN', 'prod-test-Xk29'],
  ['client_secret', 'ssm:Tr0ub4dor!'],
  ['OPENAI_KEY', 'x7Qm2Vt9Lc4Rk8Zs'],
  ['FERNET_KEY', 'x7Qm2Vt9Lc4Rk8Zs1Wb3Xn5Yd6Gf0Hj2Kp4T8vQ1mZ0='],
  ['apiToken', '550e8400-e29b-41d4-a716-446655440000'],
] as const

/** Rules that say what they should not: whatever is in a file. */
const TALKATIVE = [
  defineRule({
    ...about('value-told'),
    inspect: {
      *file({ root }): Iterable<Problem> {
        for (const { at, text } of root ? listTexts(root, []) : []) {
          yield { at, message: `A value of the file is said here: \`${text}\`, or ${text}.` }
        }
      },
    },
  }),
  defineRule({
    ...about('value-thrown'),
    inspect: {
      file({ text }): Iterable<Problem> {
        throw new Error(`What cannot be read: ${text}`)
      },
    },
  }),
]

function about(id: string) {
  return { id, category: 'validity', severity: 'error', summary: 'A', why: 'B' } as const
}

function* listTexts(
  node: YamlNode,
  at: readonly (string | number)[],
): Iterable<{ at: readonly (string | number)[]; text: string }> {
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) yield* listTexts(item, [...at, index])
  } else if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      if (key.kind === 'string') yield* listTexts(value, [...at, key.value])
    }
  } else yield { at, text: String(node.value) }
}

const DOCS = { docsUrl: 'https://example.com/rules' }
const SHOWN = { ...DOCS, failOn: 'error' } as const

/** Everything that can be shown of a review. */
function renderAll(judged: Review, changes: ChangeSet): readonly string[] {
  const placement = placeFindings(judged, changes.hunks, 25, 'info')
  const terminal = (width: number, color: boolean) =>
    renderTerminal(judged, { color, width, failOn: 'error' })
  const payloads = { judged, changes, options: DEFAULT_OPTIONS, root: '.' }
  return [
    JSON.stringify(toJson(judged, { ...SHOWN, version: '1.0.0' })),
    JSON.stringify(toSarif(judged, rules, { ...DOCS, homepage: '', version: '1.0.0' })),
    JSON.stringify(toAnnotations(judged, 'info')),
    JSON.stringify(toPayloads(payloads)),
    terminal(200, true),
    terminal(40, false),
    renderSummary(judged, placement, SHOWN),
    renderJobSummary(judged, placement, SHOWN),
    ...[...placement.inline, ...placement.onFiles].map((placed) => renderComment(placed, DOCS)),
    ...judged.failures.map(({ error }) => `${error.message}\n${error.stack}`),
  ]
}

/** The texts in which a secret is found, whatever escapes or line breaks are in it. */
function findLeaks(texts: readonly string[], secret: string): readonly string[] {
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]
  const needles = forms.map(condense)
  return texts.filter((text) => needles.some((needle) => condense(text).includes(needle)))
}

const ESCAPE = new RegExp(`${String.fromCharCode(0x1b)}\\[[\\d;]*m`, 'g')

function condense(text: string): string {
  return text
    .replaceAll(ESCAPE, '')
    .replaceAll(/&#36;/g, '$')
    .replaceAll(/&#8203;|\u{200b}|[\s\\│=]/gu, '')
}

/** What of a secret is shown when a change brings it, and when one takes it away again. */
function leaksOf(position: Position, secret: string): readonly string[] {
  return [false, true].flatMap((isBack) => {
    const changes = toChangeSet(position, isBack)
    const judged = review(changes, DEFAULT_OPTIONS, [...rules, ...TALKATIVE])
    return findLeaks(renderAll(judged, changes), secret)
  })
}

function isReported(position: Position): boolean {
  const own = rules.filter(({ id }) => id === 'secret-committed')
  const { findings } = review(toChangeSet(position), DEFAULT_OPTIONS, own)
  return findings.some(({ rule }) => rule.id === 'secret-committed')
}

/**
 * Each secret everywhere, but for those whose form differs only: these in the places of each sort.
 * Only the full tests try more than one of a kind everywhere.
 */
function choose(all: readonly Position[], isWhole: boolean) {
  const few = ['a variable', 'an API', 'a reason', 'a broken file', 'a map in a broken file']
  return all
    .filter(({ label }) => isWhole || few.includes(label))
    .map((each) => [each.label, each] as const)
}

const WHOLE = IS_FULL
  ? ['a token', 'a password in an address', 'DB_PASSWORD', 'PGPASSWORD']
  : ['a token', 'PGPASSWORD']

describe.each(TELLING)('%s', (kind, secret) => {
  it.each(choose(listPositions(secret), WHOLE.includes(kind)))(
    'is reported and not shown as %s',
    (_label, position) => {
      expect(leaksOf(position, CORES[kind] ?? secret)).toEqual([])
      expect(isReported(position)).toBe(true)
    },
  )
})

describe.each(NAMED)('%s: %s', (name, secret) => {
  it.each(choose(listNamedPositions(name, secret), WHOLE.includes(name)))(
    'is reported and not shown as %s',
    (_label, position) => {
      expect(leaksOf(position, secret)).toEqual([])
      expect(isReported(position)).toBe(true)
    },
  )
})
