import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { splitBatch } from '../../src/git/blobs.ts'
import { LARGEST_FILE } from '../../src/git/content.ts'

const header = (size: number) => `${'a'.repeat(40)} blob ${size}\n`

function split(output: Buffer, chunkSize: number) {
  const visited: { readonly index: number; readonly text: string; readonly size: number }[] = []
  const push = splitBatch((index, bytes, size) => {
    visited.push({ index, text: bytes.toString('latin1'), size })
  })
  for (let at = 0; at < output.length; at += chunkSize) push(output.subarray(at, at + chunkSize))
  return visited
}

describe('splitBatch', () => {
  it('finds the same objects however the output is cut', () => {
    const blob = fc.option(fc.string({ unit: fc.constantFrom('a', '\n', ' ', '7'), maxLength: 40 }))
    fc.assert(
      fc.property(fc.array(blob), fc.integer({ min: 1, max: 100 }), (blobs, chunkSize) => {
        const output = blobs.map((text) =>
          text === null ? 'HEAD:x y missing\n' : `${header(text.length)}${text}\n`,
        )
        const expected = blobs.flatMap((text, index) =>
          text === null ? [] : [{ index, text, size: text.length }],
        )
        expect(split(Buffer.from(output.join('')), chunkSize)).toEqual(expected)
      }),
    )
  })

  it('keeps only the beginning of a large object', () => {
    const size = LARGEST_FILE + 200_000
    const output = Buffer.from(`${header(size)}${'x'.repeat(size)}\n${header(2)}ok\n`)
    const [large, small] = split(output, 65_536)
    expect(large).toMatchObject({ index: 0, size })
    expect(large?.text).toHaveLength(LARGEST_FILE)
    expect(small).toEqual({ index: 1, text: 'ok', size: 2 })
  })
})
