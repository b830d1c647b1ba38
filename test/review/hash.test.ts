import { describe, expect, it } from '@jest/globals'
import { hash } from '../../src/review/hash.ts'

describe('hash', () => {
  it('stays what it was: fingerprints are in the comments of open pull requests', () => {
    expect(hash(['rule', 'cluster/prod', 'spot'])).toBe('0ad38e3bc7c92356')
    expect(hash([])).toBe('79b28c9ed0952022')
  })

  it('tells parts apart', () => {
    expect(hash(['a', 'b'])).not.toBe(hash(['ab']))
  })

  it('has no collision among many similar texts', () => {
    const texts = Array.from({ length: 50_000 }, (_, index) => hash(['rule', `api/name-${index}`]))
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts.every((text) => /^[0-9a-f]{16}$/.test(text))).toBe(true)
  })
})
