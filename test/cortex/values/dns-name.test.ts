import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { checkDnsName } from '../../../src/cortex/values/dns-name.ts'

describe('checkDnsName', () => {
  it.each(['a', 'a1', 'a-b', 'a--b'])('takes %s', (text) => {
    expect(checkDnsName(text)).toBeUndefined()
  })

  it.each(['', '1a', '-a', 'a-', 'a.b', 'a b', 'é', 'a\n'])('refuses %j', (text) => {
    expect(checkDnsName(text)).toMatchObject({ code: 'invalid-name' })
  })

  it.each([
    ['My_API', 'my-api'],
    ['a b.c', 'a-b-c'],
  ])('proposes another spelling of %s', (text, name) => {
    expect(checkDnsName(text)?.fix?.edits).toEqual([{ op: 'set', path: [], value: name }])
  })

  it('proposes only names that it takes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const edits = checkDnsName(text)?.fix?.edits ?? []
        const names = edits.map((edit) => (edit.op === 'set' ? edit.value : undefined))
        expect(names.filter((name) => typeof name !== 'string' || checkDnsName(name))).toEqual([])
      }),
    )
  })
})
