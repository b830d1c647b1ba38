import type { Span } from '../text/text.ts'

/** Shorter ones occur in other words, and are hidden only after their names. */
const SHORTEST = 4
/** Such a text may as well be a word, so it is hidden only where no word goes on. */
const SHORT = 8
/** A longer one is known by its beginning, as it may be shown cut. */
const HEAD = 20
const MOST_ALIKE = 50

/** Creates the search for known secrets in a text, the longest at each place. */
export function createIndex(secrets: ReadonlySet<string>): (text: string) => readonly Span[] {
  const heads = indexHeads(secrets)
  return (text) => {
    const found: Span[] = []
    if (heads.size === 0) return found
    for (let at = 0; at + SHORTEST <= text.length; at += 1) {
      const candidates = heads.get(text.slice(at, at + SHORTEST)) ?? []
      const length = Math.max(0, ...candidates.map((secret) => matchLength(text, at, secret)))
      if (length === 0) continue
      found.push({ start: at, end: at + length })
      at += length - 1
    }
    return found
  }
}

/** Secrets by how they begin; of very many that begin alike only some are told apart. */
function indexHeads(secrets: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const heads = new Map<string, string[]>()
  for (const secret of secrets) {
    if (secret.length < SHORTEST || isCommon(secret)) continue
    const head = secret.slice(0, SHORTEST)
    const alike = heads.get(head) ?? []
    alike.push(alike.length < MOST_ALIKE ? secret : head)
    if (alike.length <= MOST_ALIKE + 1) heads.set(head, alike)
    else alike.pop()
  }
  return heads
}

/** A short word of small letters, or a short number, is everywhere. */
function isCommon(secret: string): boolean {
  return /^(?:[a-z]{1,5}|\d{1,5}|[^A-Za-z0-9]+)$/.test(secret)
}

/** How much of a secret stands at a place, its beginning at least; else 0. */
function matchLength(text: string, at: number, secret: string): number {
  let length = 0
  while (length < secret.length && text[at + length] === secret[length]) length += 1
  const isCut = text[at + length] === '…' && length >= SHORTEST
  if (!isCut && length < Math.min(secret.length, HEAD)) return 0
  if (secret.length >= SHORT && !/^[A-Za-z]+$/.test(secret)) return length
  return isWordBefore(text, at) || isWordAfter(text, at + length) ? 0 : length
}

function isWordBefore(text: string, at: number): boolean {
  return /\w/.test(text.charAt(at - 1)) && /\w/.test(text.charAt(at))
}

function isWordAfter(text: string, end: number): boolean {
  return /\w/.test(text.charAt(end)) && /\w/.test(text.charAt(end - 1))
}
