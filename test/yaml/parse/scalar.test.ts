import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { resolvePlain, resolveTagged } from '../../../src/yaml/parse/scalar.ts'

const PREFIX = 'tag:yaml.org,2002:'

describe('resolvePlain', () => {
  it.each(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])(
    'reads %s as true',
    (text) => {
      expect(resolvePlain(text)).toEqual({ kind: 'bool', value: true })
    },
  )

  it.each(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'])(
    'reads %s as false',
    (text) => {
      expect(resolvePlain(text)).toEqual({ kind: 'bool', value: false })
    },
  )

  it.each(['', '~', 'null', 'Null', 'NULL'])('reads %j as null', (text) => {
    expect(resolvePlain(text)).toEqual({ kind: 'null', value: null })
  })

  it.each([
    ['0', 0],
    ['-5', -5],
    ['+5', 5],
    ['017', 15],
    ['0o17', 15],
    ['0O17', 15],
    ['-0o7', -7],
    ['0x1F', 31],
    ['0X1f', 31],
    ['0b11', 3],
    ['-0b11', -3],
    ['1_000', 1000],
    ['1__0', 10],
    ['1_', 1],
    ['+_1', 1],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['18446744073709551615', 18446744073709551615n],
  ])('reads %s as an integer', (text, value) => {
    expect(resolvePlain(text)).toEqual({ kind: 'int', value })
  })

  it.each([
    ['08', 8],
    ['09', 9],
    ['1e3', 1000],
    ['5.', 5],
    ['.5', 0.5],
    ['1.0', 1],
    ['-.5e-3', -0.0005],
    ['1_0.5', 10.5],
    ['18446744073709551616', 2 ** 64],
    ['-9223372036854775809', -(2 ** 63)],
    ['.inf', Number.POSITIVE_INFINITY],
    ['+.Inf', Number.POSITIVE_INFINITY],
    ['-.INF', Number.NEGATIVE_INFINITY],
    ['.NaN', Number.NaN],
  ])('reads %s as a float', (text, value) => {
    expect(resolvePlain(text)).toEqual({ kind: 'float', value })
  })

  it.each([
    ...'yES tRUE nULL None oN . - + ..5 .5_0 .e5 0x 0b2 0o8 _1 1.2.3 1:30 12:30:45'.split(' '),
    ...'2021-06-01 2001-12-14t21:59:43.10-05:00 1e999 0x1p4 1d 10m .INf << = a !x é １'.split(' '),
    'y ',
  ])('reads %j as text', (text) => {
    expect(resolvePlain(text)).toEqual({ kind: 'string', value: text })
  })

  it('reads an unquoted @name as a reference', () => {
    expect(resolvePlain('@model')).toEqual({ kind: 'reference', value: '@model' })
    expect(resolvePlain('a@model')).toEqual({ kind: 'string', value: 'a@model' })
  })

  it('reads every integer that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (value) => {
        const meaning = resolvePlain(String(value))
        expect(meaning.kind === 'int' && BigInt(meaning.value)).toBe(value)
      }),
    )
  })

  it('is fast on long numbers', () => {
    expect(resolvePlain('7'.repeat(100_000)).kind).toBe('string')
    expect(resolvePlain(`1${'_'.repeat(100_000)}`)).toEqual({ kind: 'int', value: 1 })
  })
})

describe('resolveTagged', () => {
  it.each([
    ['str', '017', { kind: 'string', value: '017' }],
    ['str', '', { kind: 'string', value: '' }],
    ['int', '017', { kind: 'int', value: 15 }],
    ['float', '3', { kind: 'float', value: 3 }],
    ['bool', 'on', { kind: 'bool', value: true }],
    ['null', '~', { kind: 'null', value: null }],
    ['timestamp', '2020-01-01', { kind: 'string', value: '2020-01-01' }],
    ['binary', 'aGk=', { kind: 'string', value: 'hi' }],
    ['map', 'x', { kind: 'string', value: 'x' }],
  ])('reads !!%s %j', (tag, text, meaning) => {
    expect(resolveTagged(PREFIX + tag, text)).toEqual(meaning)
  })

  it.each([
    ['int', 'abc'],
    ['int', '1.0'],
    ['float', 'x'],
    ['bool', '1'],
    ['null', '0'],
    ['timestamp', 'soon'],
    ['binary', '*'],
  ])('refuses !!%s %j', (tag, text) => {
    expect(resolveTagged(PREFIX + tag, text)).toBeUndefined()
  })

  it('leaves the text under a tag of someone else', () => {
    expect(resolveTagged('!Ref', '5')).toEqual({ kind: 'string', value: '5' })
    expect(resolveTagged('!', '5')).toEqual({ kind: 'string', value: '5' })
  })
})
