import { isUtf8 } from 'node:buffer'
import { mayBeCortexBytes } from '../cortex/files/recognize.ts'
import type { UnreadableFile } from '../review/change-set.ts'

/** What a file holds: its text, or why it has none. */
export type FileContent =
  | { readonly text: string }
  | { readonly unreadable: UnreadableFile['reason'] }

/** Files beyond this size are no configs that a person wrote; they are named, not read. */
export const LARGEST_FILE = 1024 * 1024

/**
 * Turns bytes into text; undefined if they cannot be Cortex's, whatever else they are.
 *
 * `size` is that of the whole file, of which `bytes` may be the beginning. A forced file is read
 * without asking what it looks like.
 */
export function readContent(
  path: string,
  bytes: Buffer,
  { size, isForced }: { readonly size: number; readonly isForced: boolean },
): FileContent | undefined {
  if (isUtf16(bytes)) {
    const isWanted = isForced || mayBeCortexBytes(decodeUtf16(bytes), path)
    return isWanted ? { unreadable: 'not-utf8' } : undefined
  }
  if (!isForced && !mayBeCortexBytes(bytes, path)) return undefined

  if (size > LARGEST_FILE) return { unreadable: 'too-large' }
  if (bytes.includes(0)) return { unreadable: 'binary' }
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { unreadable: 'not-utf8' }
}

function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

function decodeUtf16(bytes: Buffer): Buffer {
  const encoding = bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'
  return Buffer.from(new TextDecoder(encoding).decode(bytes))
}
