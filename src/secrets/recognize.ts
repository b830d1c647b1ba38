import { findAssigned } from './assigned.ts'
import type { FoundSecret, SecretKind } from './kinds.ts'
import { isTokenName, type NameKind, readSecretName } from './names.ts'
import { looksRandom } from './random.ts'
import { isStandIn } from './stand-in.ts'
import { findTokens } from './tokens.ts'

/**
 * Finds the secrets in the value of a name; `kind` says how far the name is one for secrets, where
 * that is known otherwise. The whole value is one where the name says so and the value does not
 * stand for something else.
 */
export function findSecrets(
  name: string,
  value: string,
  kind: NameKind | undefined = readSecretName(name),
): readonly FoundSecret[] {
  if (name.length + value.length > LONGEST_KNOWN) return searchValue(name, value, kind)
  const key = `${kind ?? ''}\n${name}\n${value}`
  const found = known.get(key) ?? searchValue(name, value, kind)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, found)
  return found
}

/** The same short keys and values come again and again, in every file and in every trial of a fix. */
const known = new Map<string, readonly FoundSecret[]>()
const MOST_KNOWN = 5_000
const LONGEST_KNOWN = 100

function searchValue(
  name: string,
  value: string,
  kind: NameKind | undefined,
): readonly FoundSecret[] {
  // What is a reference as a whole has no value of its own in it, such as `arn:…:secret:name`.
  const isReference = isStandIn(value) && !value.includes('://')
  const inside = isReference ? findTelling(value) : findInText(value)
  // The line break at the end of a block is none of the secret.
  if (kind === undefined || !isSecretValue(kind, name, value.trim())) return inside
  const [first] = inside
  return [{ kind: first?.kind ?? 'password', start: 0, end: value.length }]
}

/** Tells what kind of secret the value of a name is, or holds; undefined if none. */
export function recognizeSecret(name: string, value: string): SecretKind | undefined {
  return findSecrets(name, value)[0]?.kind
}

/** Whether a value is a secret under a name for secrets. */
export function isSecretValue(kind: NameKind, name: string, value: string): boolean {
  if (isStandIn(value) || isPlain(name, value)) return false
  return kind === 'secret' || looksRandom(value) || LONG_ID.test(value)
}

/** Counts and switches, which some names for secrets have. */
function isPlain(name: string, value: string): boolean {
  if (/^(?:true|false|yes|no|on|off|\d{1,3})$/i.test(value)) return true
  return isTokenName(name) && /^\d{1,9}$/.test(value)
}

/** Letters and several digits without a break, as words do not have. */
const LONG_ID = /^(?=\D{0,60}\d\D{0,60}\d\D{0,60}\d)(?=.{0,60}[A-Za-z])[A-Za-z0-9]{12,200}$/

/** The secrets of a text without a name: tokens, passwords in addresses, `NAME=value` and the like. */
export function findInText(text: string): readonly FoundSecret[] {
  if (text.length < SHORTEST_TEXT) return []
  return merge([...findTelling(text), ...findHeaders(text), ...findNamed(text)])
}

/** What tells by itself that it is a secret. */
function findTelling(text: string): readonly FoundSecret[] {
  return [...findTokens(text), ...findUrlPasswords(text)]
}

/** `pw=abc`, `-pw abc` */
const SHORTEST_TEXT = 6

/** A password before the host of an address, also one with signs that should be escaped there. */
const URL_PASSWORD =
  /:\/\/([^\s:/@?#[\]"'`<>]{0,200}):(?!\d{1,5}(?:[/?#\s]|$))(?:([^\s/?#@"<>]{1,300})(?=@[^\s@"'`<>]{0,300}(?:[\s"'`<>]|$))|((?:(?!:\/\/)[^\s"<>]){1,300}))@(?!sha256:)/g

function* findUrlPasswords(text: string): Iterable<FoundSecret> {
  if (!text.includes('://') || !text.includes('@')) return
  for (const match of text.matchAll(URL_PASSWORD)) {
    const [whole, user = '', usual, odd] = match
    const password = usual ?? odd ?? ''
    if (isStandIn(password) || (SAMPLE_USER.test(user) && SAMPLE_PASSWORD.test(password))) continue
    const end = match.index + whole.length - 1
    yield { kind: 'url-password', start: end - password.length, end }
  }
}

const SAMPLE_USER = /^(?:my|your)?[-_]?(?:user|username|login)$/i
const SAMPLE_PASSWORD = /^(?:my|your)?[-_]?(?:pass|passwd|password|pwd|secret|token)$/i

/** `Authorization: Bearer …` */
const HEADER = /\b(?:Basic|Bearer)[ \t]{1,3}([\w.~+/=-]{8,2000})/gi

function* findHeaders(text: string): Iterable<FoundSecret> {
  if (!text.includes(' ')) return
  for (const { 0: whole, 1: credentials = '', index } of text.matchAll(HEADER)) {
    if (isStandIn(credentials) || !(looksRandom(credentials) || LONG_ID.test(credentials))) continue
    const end = index + whole.length
    yield { kind: 'token', start: end - credentials.length, end }
  }
}

function* findNamed(text: string): Iterable<FoundSecret> {
  // Most texts have neither a sign between a name and a value nor an option.
  if (!/[:=]|--/.test(text)) return
  for (const { name, start, end, isPhrase } of findAssigned(text, isSecretName)) {
    const kind = readSecretName(name)
    const value = text.slice(start, end)
    if (kind === undefined || !isSecretValue(kind, name, value)) continue
    // A sentence about a password is no password.
    if (isPhrase && !looksRandom(value) && !MIXED.test(value)) continue
    yield { kind: 'password', start, end }
  }
}

function isSecretName(name: string): boolean {
  return readSecretName(name) !== undefined
}

const MIXED = /[A-Za-z]\d|\d[A-Za-z]|[^\w\s.,;:'"()-]/

/** In the order of the text, without those inside another one. */
function merge(found: readonly FoundSecret[]): readonly FoundSecret[] {
  const merged: FoundSecret[] = []
  for (const each of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (!last || each.start >= last.end) merged.push(each)
    else if (each.end > last.end) merged.splice(-1, 1, { ...last, end: each.end })
  }
  return merged
}
