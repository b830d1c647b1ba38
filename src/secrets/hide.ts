import type { YamlDocument } from '../yaml/document.ts'
import type { YamlNode, YamlScalar } from '../yaml/tree.ts'
import { isConfidential } from './secret.ts'

/** Replaces the secrets in a text by asterisks. */
export type Hide = (text: string, length?: 'fixed' | 'kept') => string

/** Shorter values occur in other words, and are hidden only after their names. */
const SHORTEST = 6
/** A longer value is known by its beginning, as it may be shown cut. */
const HEAD = 20
const MOST_ALIKE = 50
const HIDDEN = '********'

/**
 * Creates the one filter for everything that is shown of files: what they hold under names of
 * secrets, or in the form of secrets, is hidden wherever it appears, also cut or on another side.
 *
 * With `kept` lengths a line keeps its columns.
 */
export function createHide(documents: readonly YamlDocument[]): Hide {
  const heads = indexHeads(new Set(documents.flatMap(secretsOf)))
  return (text, length = 'fixed') => {
    const cover = (part: string) => (length === 'kept' ? '*'.repeat(part.length) : HIDDEN)
    return hideAssigned(hideKnown(text, heads, cover), cover)
  }
}

type Cover = (part: string) => string
type Heads = ReadonlyMap<string, readonly string[]>

/** Secrets by how they begin; of very many that begin alike only some are told apart. */
function indexHeads(secrets: ReadonlySet<string>): Heads {
  const heads = new Map<string, string[]>()
  for (const secret of secrets) {
    const head = secret.slice(0, SHORTEST)
    const alike = heads.get(head) ?? []
    alike.push(alike.length < MOST_ALIKE ? secret : head)
    if (alike.length <= MOST_ALIKE + 1) heads.set(head, alike)
    else alike.pop()
  }
  return heads
}

function hideKnown(text: string, heads: Heads, cover: Cover): string {
  if (heads.size === 0) return text

  let [result, done] = ['', 0]
  for (let at = 0; at + SHORTEST <= text.length; at += 1) {
    const candidates = heads.get(text.slice(at, at + SHORTEST)) ?? []
    const length = Math.max(0, ...candidates.map((secret) => matchLength(text, at, secret)))
    if (length === 0) continue

    result += text.slice(done, at) + cover(text.slice(at, at + length))
    done = at + length
    at = done - 1
  }
  return result + text.slice(done)
}

/** How much of a secret stands at a place, its beginning at least; else 0. */
function matchLength(text: string, at: number, secret: string): number {
  let length = 0
  while (length < secret.length && text[at + length] === secret[length]) length += 1
  return length >= Math.min(secret.length, HEAD) ? length : 0
}

/** What may as well be the name of an API is hidden only where it stands under the secret's name. */
const WORDS = /^[A-Za-z][A-Za-z_ .-]*$/

/** `NAME: value` and `--name=value`, also in comments and in files that cannot be read. */
const ASSIGNMENT =
  /(?<![\w.-])-{0,2}(?<name>[A-Za-z][\w.-]*)(?<between>["']?[ \t]*[:=][ \t]*)(?<value>"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s"',[\]{}][^\s,}\]]*)/g

function hideAssigned(text: string, cover: Cover): string {
  return text.replaceAll(ASSIGNMENT, (whole, name: string, _between, value: string) => {
    const mark = /^["']/.exec(value)?.[0] ?? ''
    const inner = value.slice(mark.length, value.length - mark.length)
    if (/^[|>][-+\d]*$/.test(inner) || !isConfidential(name, inner)) return whole
    const start = whole.slice(0, whole.length - value.length)
    return `${start}${mark}${cover(inner)}${mark}`
  })
}

const lists = new WeakMap<YamlDocument, readonly string[]>()

function secretsOf(document: YamlDocument): readonly string[] {
  const list = lists.get(document) ?? [...(document.root ? walk(document.root) : [])]
  lists.set(document, list)
  return list
}

/** Most values are none; the cheapest question comes first, as every scalar of a file is asked. */
function isLongSecret(name: string, { value, source }: YamlScalar): boolean {
  const text = String(value)
  if (text.length < SHORTEST && source.length < SHORTEST) return false
  return !WORDS.test(text) && isConfidential(name, text)
}

/** The lines of the secrets in a tree, as they mean and as they are written. */
function* walk(root: YamlNode): Iterable<string> {
  const open: [YamlNode, string][] = [[root, '']]
  const seen = new Set<YamlNode>()
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, name] = next
    // Aliases lead to the same nodes again and again.
    if (seen.has(node)) continue
    seen.add(node)
    if (node.kind === 'list') for (const item of node.items) open.push([item, name])
    else if (node.kind === 'map') {
      for (const { key, value } of node.entries) {
        open.push([value, key.kind === 'string' ? key.value : ''])
      }
    } else if (isLongSecret(name, node)) {
      const written = node.source.replace(/^(["'])([\s\S]*)\1$/, '$2')
      yield* `${String(node.value)}\n${written}`
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line.length >= SHORTEST)
    }
  }
}
