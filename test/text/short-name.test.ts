import { expect, it } from '@jest/globals'
import { shortenName } from '../../src/text/short-name.ts'

it('leaves a name that Cortex could accept as it is', () => {
  expect(shortenName('a'.repeat(300))).toBe('a'.repeat(300))
})

it('cuts a longer one, and tells those apart that begin alike', () => {
  const [one, other] = [shortenName(`${'a'.repeat(400_000)}b`), shortenName('a'.repeat(400_000))]
  expect(one).toHaveLength(133)
  expect(one).not.toBe(other)
})
