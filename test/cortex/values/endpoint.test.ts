import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { canonicalEndpoint, checkEndpoint } from '../../../src/cortex/values/endpoint.ts'

describe('checkEndpoint', () => {
  it.each(['a', '/a', 'a/', '/a/b', '/A.b_c-d'])('takes %s', (text) => {
    expect(checkEndpoint(text)).toBeUndefined()
  })

  it.each(['/', '//', 'a//b', '/a b', '/a?b=c', '/é', '/{id}', 'http://x/y', '/a%2Fb'])(
    'refuses %s',
    (text) => {
      expect(checkEndpoint(text)).toMatchObject({ code: 'invalid-endpoint' })
    },
  )

  it('takes the root where it may be one', () => {
    expect(checkEndpoint('/', true)).toBeUndefined()
  })
})

describe('canonicalEndpoint', () => {
  it.each(['foo', '/foo', 'foo/', '/foo/'])('knows one form of %s', (text) => {
    expect(canonicalEndpoint(text)).toBe('/foo')
  })

  it('changes nothing twice', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\/?[a-z./-]{1,10}$/), (text) => {
        fc.pre(!checkEndpoint(text))
        const once = canonicalEndpoint(text)
        expect(canonicalEndpoint(once)).toBe(once)
        expect(checkEndpoint(once)).toBeUndefined()
      }),
    )
  })
})
