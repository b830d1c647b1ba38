import { NEWEST_VERSION, OLDEST_VERSION } from '../../cortex/values/version-range.ts'
import { type Entry, entryOf, type Scene, type SceneFile, withLineFeeds } from './scene.ts'

/** What a link may unpack to; a few bytes can be made to stand for gigabytes. */
const LARGEST = 4_000_000
const MOST_ENTRIES = 200
const FORMAT = 1

/** A scene as the fragment of an address: JSON, deflated, in the letters of base64url. */
export async function packScene(scene: Scene): Promise<string> {
  const { entries, settings, mode, version } = scene
  const rows = entries.map(({ before, after }) => [pair(before), pair(after)])
  const json = JSON.stringify([FORMAT, rows, settings, mode, version ?? 0])
  const stream = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return toBase64Url(await collect(stream, Number.POSITIVE_INFINITY))
}

/** The scene of a fragment; undefined if it is none. Nothing of it is trusted. */
export async function unpackScene(fragment: string): Promise<Scene | undefined> {
  try {
    const packed = fromBase64Url(fragment)
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    const bytes = await collect(stream, LARGEST)
    return readScene(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    // Cut off on its way, or made up.
    return undefined
  }
}

function pair(file: SceneFile | undefined): readonly [string, string] | 0 {
  return file ? [file.path, file.text] : 0
}

function readScene(value: unknown): Scene | undefined {
  if (!Array.isArray(value) || value[0] !== FORMAT) return undefined
  const [, rows, settings, mode, version]: readonly unknown[] = value
  if (!Array.isArray(rows) || rows.length > MOST_ENTRIES) return undefined
  if (typeof settings !== 'string' || (mode !== 'review' && mode !== 'audit')) return undefined
  const entries = rows.map(readEntry)
  if (!entries.every((entry) => entry !== undefined)) return undefined
  return {
    entries,
    settings: withLineFeeds(settings),
    mode,
    ...(isVersion(version) && { version }),
  }
}

function isVersion(value: unknown): value is number {
  return (
    Number.isInteger(value) && Number(value) >= OLDEST_VERSION && Number(value) <= NEWEST_VERSION
  )
}

function readEntry(row: unknown): Entry | undefined {
  if (!Array.isArray(row)) return undefined
  const entry = entryOf(readFile(row[0]), readFile(row[1]))
  return entry.before || entry.after ? entry : undefined
}

function readFile(value: unknown): SceneFile | undefined {
  if (!Array.isArray(value)) return undefined
  const [path, text]: readonly unknown[] = value
  if (typeof path !== 'string' || typeof text !== 'string') return undefined
  return { path, text: withLineFeeds(text) }
}

/** Throws if there is more than `limit`. */
async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    length += value.length
    if (length > limit) {
      await reader.cancel()
      throw new Error('Too large')
    }
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** `btoa` wants a text; of many bytes it is made in pieces. */
const PIECE = 8_192

function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += PIECE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
