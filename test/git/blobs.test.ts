import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { LARGEST_FILE, LARGEST_LOOK } from '../../src/cortex/files/content.ts'
import { type BlobVisitor, readBlobs, readManyBlobs, splitBatch } from '../../src/git/blobs.ts'
import { createRepository, type TestRepository } from './repository.ts'

const header = (size: number) => `${'a'.repeat(40)} blob ${size}\n`

function split(output: string) {
  const visited: { readonly index: number; readonly text: string; readonly size: number }[] = []
  const visit: BlobVisitor = (index, bytes, size) =>
    visited.push({ index, text: bytes.toString('latin1'), size })
  const count = splitBatch(Buffer.from(output, 'latin1'), visit, LARGEST_FILE)
  return { visited, count }
}

describe('splitBatch', () => {
  const blob = fc.option(fc.string({ unit: fc.constantFrom('a', '\n', ' ', '7'), maxLength: 40 }))

  it('finds every object, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(blob), (blobs) => {
        const output = blobs.map((text) =>
          text === null ? 'HEAD:x 7y missing\n' : `${header(text.length)}${text}\n`,
        )
        const visited = blobs.flatMap((text, index) =>
          text === null ? [] : [{ index, text, size: text.length }],
        )
        expect(split(output.join(''))).toEqual({ visited, count: blobs.length })
      }),
    )
  })

  it('stops before an object that is cut off', () => {
    const output = `${header(2)}ab\n${header(4)}cd`
    expect(split(output)).toEqual({ visited: [{ index: 0, text: 'ab', size: 2 }], count: 1 })
    expect(split(header(2).slice(0, 10)).count).toBe(0)
  })

  it('is content with the beginning of a large object', () => {
    const size = LARGEST_FILE + 10
    const whole = split(`${header(size)}${'x'.repeat(size)}\n${header(2)}ok\n`)
    expect(whole.visited.map(({ text }) => text.length)).toEqual([LARGEST_FILE, 2])
    expect(split(header(size) + 'x'.repeat(LARGEST_FILE)).count).toBe(1)
  })
})

describe('reading objects', () => {
  const sizes = [10, 900_000, 3_000_000, 900_000, 900_000, 10]
  const read: (readonly [number, string, number])[] = []
  const visit: BlobVisitor = (index, bytes, size) =>
    read.push([index, `${bytes.toString('latin1', 0, 1)}×${bytes.length}`, size])
  const expectedOf = (most: number) =>
    sizes.map((size, index) => [index, `${index}×${Math.min(size, most)}`, size])

  let repository: TestRepository
  beforeEach(() => {
    read.length = 0
    repository = createRepository()
    const files = sizes.map((size, index) => [`${index}`, String(index).repeat(size)])
    repository.commit(Object.fromEntries(files))
  })
  afterEach(() => repository.remove())

  it('asks again for what did not fit', () => {
    const names = [...sizes.map((_, index) => `HEAD:${index}`), 'nothing']
    readBlobs(repository.root, names, visit, LARGEST_FILE + 200)
    expect(read).toEqual(expectedOf(LARGEST_FILE))
  })

  it('reads many, the large ones first', () => {
    const blobs = sizes.map((size, index) => ({ object: `HEAD:${index}`, size }))
    readManyBlobs(repository.root, blobs, visit)
    const expected = expectedOf(LARGEST_LOOK)
    expect(read[0]).toEqual(expected[2])
    expect(read.toSorted(([a], [b]) => a - b)).toEqual(expected)
  })

  it('leaves no file behind, and says what went wrong', () => {
    const blobs = ['x', 'y'].map((object) => ({ object, size: 1 }))
    expect(() => readManyBlobs(join(repository.root, '.git/none'), blobs, visit)).toThrow(
      'Git could not be started',
    )
    readManyBlobs(repository.root, blobs, visit)
    expect(read).toEqual([])
  })
})
