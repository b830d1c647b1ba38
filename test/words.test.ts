import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { ENGINE_RULES } from '../src/review/engine-rules.ts'
import type { RuleMeta } from '../src/review/rule.ts'
import { rules } from '../src/rules/index.ts'

const CASES = fileURLToPath(new URL('rules', import.meta.url))

/** What is said in other words, which are those of Kubernetes, AWS, and GitHub. */
const UNWANTED: readonly (readonly [RegExp, string])[] = [
  [/\bgo(?:es|ne)? from\b/, 'raised, lowered, or changed from'],
  [/\b(?:is|are) gone\b/, 'removed'],
  [/\brefus(?:e|es|ed|ing)\b/, 'rejects'],
  [/\bwhite ?lists?\b/i, 'allowlist'],
  [/\blet(?:s|ting)? (?:\S+ )?(?:through|in)\b/, 'allows, forwards'],
  [/\bshuts? (?:out|\S+ out)\b/, 'blocks'],
  [/\bwhole internet\b|\beverybody\b/, 'publicly accessible, any address'],
  [/\bway out\b/, 'internet egress'],
  [/\bstands? in for\b|\bbehind it\b/, 'its on-demand fallback'],
  [/\bdearest\b/, 'most expensive'],
  [/\bsystem images?\b/, 'AMI'],
  [/\bby the gigabyte\b/, 'billed per GB'],
  [/\basks? (?:for|nobody|whether)\b/, 'requests, selects, checks'],
  [/\brequests pile up\b/, 'requests queue'],
  [/\bany more\b/, 'anymore'],
  [/\bstays? pending\b|\bstay pending\b/, 'stay Pending'],
  [/\b(?:e\.g\.|i\.e\.)/, 'for example, that is'],
  [/\b\w+n['’]t\b/, 'no contractions'],
  [/!(?=\s|$)/, 'no exclamation marks'],
  [/\b(?:colour|licence|recognis|misspelt|cancelled|behaviour)/, 'American spelling'],
]

/** Words between two stops; a text in code counts as one. */
const MOST_WORDS = 34

const prose = (text: string) => text.replace(/`[^`]*`/g, '`x`').replace(/\s+/g, ' ')

function findUnwanted(text: string): readonly string[] {
  return UNWANTED.flatMap(([pattern, better]) => {
    const found = pattern.exec(prose(text))?.[0]
    return found === undefined ? [] : [`“${found}” (${better}): ${text}`]
  })
}

function textsOf({ summary, why, cortex = [], quiet = [], options = {} }: RuleMeta) {
  const descriptions = Object.values(options).map(({ description }) => description)
  return [summary, why, ...cortex.map(({ fact }) => fact), ...quiet, ...descriptions]
}

/** The messages that the cases of a rule expect. */
function messagesOf(id: string): readonly string[] {
  const path = join(CASES, `${id}.md`)
  return [
    ...readFileSync(path, 'utf8').matchAll(
      /^\S+:\d+(?: \(before\))? (?:error|warning|info): (.+)$/gm,
    ),
  ].map(([, message = '']) => message)
}

it('knows what is unwanted when it sees it', () => {
  expect(findUnwanted('`port` goes from `1` to `2`.')).toHaveLength(1)
  expect(findUnwanted('Cortex refuses a white list.')).toHaveLength(2)
  expect(findUnwanted('`api_load_balancer_cidr_white_list` narrowed on cluster `x`.')).toEqual([])
})

describe('the words of the rules', () => {
  it.each([...rules, ...ENGINE_RULES].map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
    expect(textsOf(rule).flatMap(findUnwanted)).toEqual([])
  })
})

describe('the messages', () => {
  const ids = readdirSync(CASES).map((name) => name.replace(/\.md$/, ''))

  it.each(ids)('of %s', (id) => {
    const messages = messagesOf(id)
    expect(messages.flatMap(findUnwanted)).toEqual([])
    const long = messages.filter((message) =>
      prose(message)
        .split(/[.:;](?:\s|$)/)
        .some((part) => part.trim().split(' ').length > MOST_WORDS),
    )
    expect(long).toEqual([])
  })
})
