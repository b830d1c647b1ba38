import { describe, expect, it } from '@jest/globals'
import { quote } from '../../src/text/wording.ts'

describe('quote', () => {
  it('shows a text as inline code of one line', () => {
    expect(quote('prod')).toBe('`prod`')
    expect(quote('a`b\n\u202Ec')).toBe('`a b c`')
  })

  it('shows that there is no text, which would be no code', () => {
    for (const text of ['', ' ', '`', '\u200B']) expect(quote(text)).toBe('`""`')
  })
})
