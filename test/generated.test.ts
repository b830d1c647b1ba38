import { expect, it } from '@jest/globals'
import {
  findLeftovers,
  findStale,
  generateFiles,
  generateIndex,
} from '../scripts/generated-files.ts'
import { replaceBlocks } from '../src/docs/catalog.ts'
import { rules } from '../src/rules/index.ts'

it('has no stale generated file (npm run generate)', () => {
  const files = new Map([...generateIndex(), ...generateFiles(rules)])

  expect(findStale(files)).toEqual([])
  expect(findLeftovers(files)).toEqual([])
})

it('tells which generated file is stale', () => {
  expect(
    findStale(
      new Map([
        ['package.json', '{}'],
        ['no/such/file', ''],
      ]),
    ),
  ).toEqual(['package.json', 'no/such/file'])
})

it('replaces what is between markers, and wants both sides to know them', () => {
  const text = 'a\n<!-- generated:one -->\nold\n<!-- /generated -->\nb\n'

  expect(replaceBlocks(text, { one: 'new' })).toBe(
    'a\n<!-- generated:one -->\n\nnew\n\n<!-- /generated -->\nb\n',
  )
  expect(() => replaceBlocks(text, {})).toThrow('marker "one"')
  expect(() => replaceBlocks(text, { one: '', two: '' })).toThrow('two')
})
