import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import {
  addQuantities,
  compareParsed,
  compareQuantities,
  parseQuantity,
  toNumber,
} from '../../../src/cortex/values/quantity.ts'

const UNITS = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

const decimalText = fc
  .tuple(fc.nat({ max: 10 ** 9 }), fc.stringMatching(/^(\.\d{0,6})?$/))
  .map(([whole, fraction]) => `${whole}${fraction}`)
const quantityText = fc.tuple(decimalText, fc.constantFrom(...UNITS)).map(([n, unit]) => n + unit)

describe('parseQuantity', () => {
  it.each(['0', '1', '1.', '.5', '-1', '+1', '1e3', '1E3', '1e-3', '1E', '007', '1.50Gi', '200m'])(
    'takes %j',
    (text) => {
      expect(parseQuantity(text)).toBeDefined()
    },
  )

  it.each([
    '',
    ' 1',
    '1 ',
    '1K',
    '1g',
    '1GB',
    '1gi',
    '1_000',
    '1,5',
    '1e',
    '1e+',
    '1m3',
    '0x1',
    '½',
    'Infinity',
  ])('refuses %j', (text) => {
    expect(parseQuantity(text)).toBeUndefined()
  })

  it('takes a unit without digits for zero, as Kubernetes does', () => {
    expect(['m', 'Ki', '+', '-', '.', 'e3'].map((text) => compareQuantities(text, '0'))).toEqual([
      0, 0, 0, 0, 0, 0,
    ])
  })

  it('is not held up by huge numbers', () => {
    const digits = '9'.repeat(100_000)
    expect(compareQuantities(digits, `${digits}0`)).toBe(-1)
    expect(compareQuantities('1e999999999', '1e-999999999')).toBe(1)
    expect(compareQuantities(`0.${'0'.repeat(100_000)}1`, '1n')).toBe(0)
    expect(parseQuantity(`${digits}!`)).toBeUndefined()
    expect(parseQuantity('1e99999999999999999999')).toBeUndefined()
  })
})

describe('compareQuantities', () => {
  it.each([
    ['1', '1000m', 0],
    ['1.5', '1500m', 0],
    ['1Gi', '1024Mi', 0],
    ['1G', '1Gi', -1],
    ['0.1', '100m', 0],
    ['19.9m', '20m', -1],
    ['20971520', '20Mi', 0],
    ['20.9M', '20Mi', -1],
    ['-1', '0', -1],
    ['19.9999999999m', '20m', 0],
    ['19.999999m', '20m', -1],
    ['16Ei', '8Ei', 0],
    ['20E', '10E', 1],
  ])('orders %s and %s', (a, b, order) => {
    expect(compareQuantities(a, b)).toBe(order)
  })

  it('says nothing of what is no quantity', () => {
    expect(compareQuantities('1K', '1')).toBeUndefined()
    expect(compareQuantities('1', '')).toBeUndefined()
  })

  it('is an order', () => {
    fc.assert(
      fc.property(quantityText, quantityText, quantityText, (a, b, c) => {
        const order = compareQuantities(a, b) ?? NaN
        expect(compareQuantities(b, a)).toBe(order === 0 ? 0 : -order)
        expect(compareQuantities(a, a)).toBe(0)
        if (order <= 0 && (compareQuantities(b, c) ?? 1) <= 0) {
          expect(compareQuantities(a, c)).toBeLessThanOrEqual(0)
        }
      }),
    )
  })

  it('does not mind how a number is written', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 20 }), (number, zeros) => {
        const padded = `${'0'.repeat(zeros)}${number}.${'0'.repeat(zeros)}`
        expect(compareQuantities(padded, `${number}`)).toBe(0)
        expect(compareQuantities(`${number}`, `${number}000m`)).toBe(0)
        expect(compareQuantities(`${number}Mi`, `${number * 1024}Ki`)).toBe(0)
      }),
    )
  })
})

describe('addQuantities', () => {
  it('adds exactly', () => {
    const sum = addQuantities(['100m', '0.2', '1e-1'].flatMap((text) => parseQuantity(text) ?? []))
    expect(compareParsed(sum, parseQuantity('400m') ?? sum)).toBe(0)
    expect(toNumber(sum)).toBe(0.4)
    expect(toNumber(addQuantities([]))).toBe(0)
  })

  it('mixes decimal and binary units', () => {
    const sum = addQuantities(['1Gi', '1G', '1'].flatMap((text) => parseQuantity(text) ?? []))
    expect(toNumber(sum)).toBe(2 ** 30 + 1e9 + 1)
  })
})
