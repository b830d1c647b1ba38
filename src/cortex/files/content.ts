import { parseDocument } from '../../yaml/document.ts'
import { isCortexPath, mayBeCortex, recognize } from './recognize.ts'

/** Why a file has no text that can be reviewed. */
export type UnreadableReason =
  | 'too-large'
  | 'binary'
  | 'not-utf8'
  /** The repository holds only a pointer of Git LFS. */
  | 'lfs'
  /** A symbolic link to what is no reviewed file of the repository. */
  | 'link'
  | 'submodule'
  /** It is there, and nobody gives its text. */
  | 'unavailable'

/** What a file holds that cannot be reviewed. */
export interface Unreadable {
  readonly unreadable: UnreadableReason
  /** Whether it may be Cortex's, as far as it can be told. */
  readonly mayBeCortex: boolean
}

/** What a file holds: its text, or why it has none. */
export type FileContent = { readonly text: string } | Unreadable

/** Files beyond this size are no configs that a person wrote; they are named, not reviewed. */
export const LARGEST_FILE = 1024 * 1024
/** Files up to this size are looked through, to tell whether they may be Cortex's. */
export const LARGEST_LOOK = 16 * LARGEST_FILE

/**
 * What the bytes of a file say. `size` is that of the whole file; where there are fewer bytes, what
 * is missing may be Cortex's. Never throws.
 */
export function readContent(path: string, bytes: Uint8Array, size = bytes.length): FileContent {
  if (bytes.length < size) return { unreadable: 'too-large', mayBeCortex: true }

  const text = decode(bytes)
  if (text === undefined || text.includes('\0')) return readDamaged(path, bytes)
  return readText(path, text, size)
}

/** What a text without zeros says; `size` is that of its bytes. */
export function readText(path: string, text: string, size: number): FileContent {
  if (size > LARGEST_FILE) {
    return { unreadable: 'too-large', mayBeCortex: mayBeCortex(text, path) }
  }
  if (text.startsWith(LFS_POINTER)) return unseen('lfs', path)
  return { text }
}

/** What is elsewhere: only the name tells whether it may be Cortex's. */
export function unseen(reason: 'lfs' | 'link' | 'submodule', path: string): Unreadable {
  return { unreadable: reason, mayBeCortex: isCortexPath(path) }
}

/** What is there, as others say, and cannot be read. */
export const UNAVAILABLE: Unreadable = { unreadable: 'unavailable', mayBeCortex: true }

/** Whether what a file holds may be Cortex's. */
export function mayBeCortexFile(path: string, content: FileContent): boolean {
  return 'text' in content ? mayBeCortex(content.text, path) : content.mayBeCortex
}

/** What is behind a link and not reviewed there is not reviewed at the link either. */
export function hideBehindLink(path: string, content: FileContent): Unreadable {
  return { unreadable: 'link', mayBeCortex: mayBeCortexFile(path, content) }
}

const LFS_POINTER = 'version https://git-lfs.github.com/spec/'

function readDamaged(path: string, bytes: Uint8Array): Unreadable {
  const isBinary = bytes.includes(0) && !isUtf16(bytes)
  const text = repair(bytes)
  if (bytes.length > LARGEST_FILE) {
    return { unreadable: 'too-large', mayBeCortex: mayBeCortex(text, path) }
  }
  const document = parseDocument(text)
  // Where nothing can be made of it, the name has to do.
  const isSense = document.root?.kind === 'map' || document.root?.kind === 'list'
  const isNamed = !isSense && isCortexPath(path)
  return {
    unreadable: isBinary ? 'binary' : 'not-utf8',
    mayBeCortex: isNamed || recognize(document, path) !== undefined,
  }
}

/** The text of bytes in UTF-8; undefined if they are none. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

/**
 * What can be read of a file in any encoding that has the letters of ASCII: UTF-16 and UTF-32, with a
 * byte order mark or without, are those letters with zeros between them.
 */
function repair(bytes: Uint8Array): string {
  if (isUtf16(bytes)) {
    const encoding = bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'
    return new TextDecoder(encoding).decode(bytes).replaceAll('\0', '')
  }
  const letters = bytes.filter((byte) => byte !== 0)
  return new TextDecoder().decode(isUtf16(letters) ? letters.subarray(2) : letters)
}
