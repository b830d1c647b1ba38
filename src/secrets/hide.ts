import type { KeyPath } from '../text/text.ts'
import type { YamlDocument } from '../yaml/document.ts'
import { collectSecrets, findOpenWords } from './collect.ts'
import type { FileSecret } from './kinds.ts'
import { createIndex } from './known.ts'
import { readPathName } from './names.ts'
import { findInText, findSecrets } from './recognize.ts'

/** Replaces the secrets in a text by asterisks. */
export type Hide = (text: string, length?: 'fixed' | 'kept') => string

const HIDDEN = '********'

/**
 * Creates the one filter for everything that is shown: what the files hold as a secret is hidden
 * wherever it appears, also cut or on another side, and so is what shows itself to be a secret.
 *
 * With `kept` lengths a line keeps its columns.
 */
export function createHide(documents: readonly YamlDocument[]): Hide {
  const findKnown = createIndex(textsOf(documents))
  const find = rememberLong((text) => [...findKnown(text), ...findInText(text)])
  return (text, length = 'fixed') => {
    let [result, done] = ['', 0]
    const found = find(text)
    for (const { start, end } of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
      if (end <= done) continue
      const from = Math.max(start, done)
      const cover = length === 'kept' ? '*'.repeat(end - from) : from > start ? '' : HIDDEN
      result += text.slice(done, from) + cover
      done = end
    }
    return result + text.slice(done)
  }
}

/** A long line is shown with each of the findings in it, of which it may have as many as letters. */
const LONG = 500
const MOST_REMEMBERED = 50

function rememberLong<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (text.length < LONG) return find(text)
    const found = known.get(text) ?? find(text)
    if (known.size === MOST_REMEMBERED) known.clear()
    known.set(text, found)
    return found
  }
}

/** Hides what shows itself to be a secret, where no file is at hand. */
export const hideInText: Hide = createHide([])

/** Hides in the value at a key path, as it is written; a short secret is known by its name only. */
export function hideValue(path: KeyPath, written: string, hide: Hide): string {
  const quote = /^(["'])[^]*\1$/.exec(written)?.[1] ?? ''
  const value = written.slice(quote.length, written.length - quote.length)
  const name = path.findLast((step) => typeof step === 'string') ?? ''
  const [found] = findSecrets(name, value, readPathName(path))
  const isWhole = found && found.start === 0 && found.end === value.length
  return isWhole ? `${quote}${HIDDEN}${quote}` : hide(written)
}

/** Hides in every text of plain data; keys stay. */
export function hideInData<T>(data: T, hide: Hide): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every part keeps its type
  return hideAnywhere(data, hide) as T
}

function hideAnywhere(data: unknown, hide: Hide): unknown {
  if (typeof data === 'string') return hide(data)
  if (Array.isArray(data)) return data.map((item) => hideAnywhere(item, hide))
  if (typeof data !== 'object' || data === null) return data
  if (Object.getPrototypeOf(data) !== Object.prototype) return data
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, hideAnywhere(value, hide)]),
  )
}

/** How the secrets of files may be written, line by line; without words that others have as names. */
function textsOf(documents: readonly YamlDocument[]): ReadonlySet<string> {
  const texts = new Set(documents.flatMap((document) => collectSecrets(document).flatMap(writings)))
  const words = new Set([...texts].filter((text) => WORDS.test(text)))
  if (words.size === 0) return texts
  for (const document of documents) {
    for (const word of findOpenWords(document, words)) texts.delete(word)
  }
  return texts
}

const WORDS = /^[A-Za-z][A-Za-z_ .-]*$/

function writings({ value, forms }: FileSecret): readonly string[] {
  const lines = [value, ...forms].flatMap((form) => form.split(/\r?\n/)).map((line) => line.trim())
  return lines.flatMap((line) => [
    line,
    JSON.stringify(line).slice(1, -1),
    encodeURIComponent(line.replaceAll(/\p{Cs}/gu, '')),
    // In a quotation, and in the name of a spec.
    line.replaceAll(/[\s\p{Cc}\p{Cf}`]+/gu, ' '),
    line.replaceAll('/', '%2F'),
  ])
}
