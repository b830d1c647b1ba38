import { expect, it } from '@jest/globals'
import { findMutability, isSameRepository, losesDigest } from '../../../src/cortex/values/image.ts'

const DIGEST = `sha256:${'0f'.repeat(32)}`

it.each([
  ['iris', 'no-tag'],
  ['localhost:5000/iris', 'no-tag'],
  ['iris:latest', 'moving-tag'],
  ['quay.io/lab/iris:Main', 'moving-tag'],
  ['iris:1.4.2', undefined],
  ['iris:latest-2', undefined],
  ['iris:20260301', undefined],
  [`iris@${DIGEST}`, undefined],
  [`iris:latest@${DIGEST}`, undefined],
  ['Not An Image', undefined],
])('knows whether %s may move: %s', (image, mutability) => {
  expect(findMutability(image)).toBe(mutability)
})

it('knows whether a digest is lost', () => {
  expect(losesDigest(`iris@${DIGEST}`, 'iris:1')).toBe(true)
  expect(losesDigest(`iris:1@${DIGEST}`, `iris:2@${DIGEST}`)).toBe(false)
  expect(losesDigest('iris:1', 'iris:2')).toBe(false)
})

it('compares repositories', () => {
  expect(isSameRepository('iris:1', 'iris')).toBe(true)
  expect(isSameRepository('lab/iris:1', 'iris:1')).toBe(false)
  expect(isSameRepository('quay.io/lab/iris:1', 'docker.io/lab/iris:1')).toBe(false)
})
