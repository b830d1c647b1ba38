import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LARGEST_FILE, LARGEST_LOOK } from '../cortex/files/content.ts'
import { runGitWith } from './run.ts'

/** Receives an object asked for; `bytes` are cut at the size limit of a file. */
export type BlobVisitor = (index: number, bytes: Buffer, size: number) => void

/** How much is in memory at once; more than the largest file. */
const MOST_AT_ONCE = 64 * LARGEST_FILE

/**
 * Reads objects by name and visits those that exist, in order.
 *
 * One `git cat-file --batch` is the quickest way to many contents. If they are more than fits,
 * Git is stopped, and asked for the rest.
 */
export function readBlobs(
  cwd: string,
  names: readonly string[],
  visit: BlobVisitor,
  limit = MOST_AT_ONCE,
): void {
  for (let done = 0; done < names.length; ) {
    const input = names.slice(done).map((name) => `${name}\n`)
    const { bytes } = runGitWith(cwd, CAT, { limit, input: input.join('') })
    const visitNext: BlobVisitor = (index, content, size) => visit(done + index, content, size)
    done += splitBatch(bytes, visitNext, Math.min(LARGEST_LOOK, limit - LONGEST_LINE))
  }
}

/** Longer than what Git says before a content. */
const LONGEST_LINE = 200

const CAT = ['cat-file', '--batch', '--buffer'] as const

/** An object whose size is known. */
export interface SizedBlob {
  readonly object: string
  readonly size: number
}

/**
 * The same for many objects of known sizes: Git writes them into a file, since it writes each one
 * by itself, which takes three times as long into a pipe. Large ones do not go there.
 */
export function readManyBlobs(cwd: string, blobs: readonly SizedBlob[], visit: BlobVisitor): void {
  const folder = mkdtempSync(join(tmpdir(), 'cortex-review-'))
  try {
    for (const group of groupBlobs(blobs)) {
      const at = (index: number) => group[index] ?? 0
      const names = group.map((index) => blobs[index]?.object ?? '')
      if (names.length === 1) {
        readBlobs(cwd, names, (index, bytes, size) => visit(at(index), bytes, size))
      } else {
        const bytes = catIntoFile(cwd, names, join(folder, 'objects'))
        splitBatch(bytes, (index, content, size) => visit(at(index), content, size))
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The indexes of what is read at once: together no more than fits, and large ones alone. */
function groupBlobs(blobs: readonly SizedBlob[]): readonly (readonly number[])[] {
  const groups: number[][] = [[]]
  let room = MOST_AT_ONCE
  for (const [index, { size }] of blobs.entries()) {
    if (size > LARGEST_FILE) {
      groups.unshift([index])
      continue
    }
    room -= size
    if (room < 0) {
      groups.push([])
      room = MOST_AT_ONCE - size
    }
    groups.at(-1)?.push(index)
  }
  return groups.filter((group) => group.length > 0)
}

function catIntoFile(cwd: string, names: readonly string[], path: string): Buffer {
  const file = openSync(path, 'w')
  try {
    runGitWith(cwd, CAT, { input: names.map((name) => `${name}\n`).join(''), file })
  } finally {
    closeSync(file)
  }
  return readFileSync(path)
}

const LINE_FEED = 10

/**
 * Takes the output of `git cat-file --batch` apart: per object a line `id type size`, the content
 * and a line break; `name missing` for an object that does not exist.
 *
 * Returns how many objects it found. Of the last one, the beginning is enough if it is too large.
 */
export function splitBatch(bytes: Buffer, visit: BlobVisitor, most = LARGEST_LOOK): number {
  let index = 0
  let at = 0
  for (;;) {
    const end = bytes.indexOf(LINE_FEED, at)
    if (end < 0) return index

    const size = readSize(bytes, end)
    const start = end + 1
    const stop = start + Math.min(size ?? 0, most)
    if (stop > bytes.length) return index

    if (size !== undefined) visit(index, bytes.subarray(start, stop), size)
    index += 1
    at = size === undefined ? start : start + size + 1
  }
}

const ZERO = 48
const SPACE = 32

/** The number at the end of a line; undefined if there is none. */
function readSize(bytes: Buffer, end: number): number | undefined {
  let size = 0
  let factor = 1
  for (let at = end - 1; at >= 0; at -= 1) {
    const byte = bytes[at] ?? 0
    if (byte === SPACE) return factor > 1 ? size : undefined
    if (byte < ZERO || byte > ZERO + 9) return undefined
    size += (byte - ZERO) * factor
    factor *= 10
  }
  return undefined
}
