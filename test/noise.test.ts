import { describe, expect, it } from '@jest/globals'
import {
  type CorpusPair,
  isFalseAlarm,
  type JudgedPair,
  readPairs,
  reviewPair,
} from '../scripts/noise-pairs.ts'
import { rules } from '../src/rules/index.ts'
import { CORPORA, CORPUS_NOTE } from './corpus.ts'

describe(`real changes${CORPUS_NOTE}`, () => {
  const pairs = CORPORA.flatMap(readPairs).map((pair) => reviewPair(pair, rules))

  it('makes no rule throw', () => {
    expect(pairs.length).toBeGreaterThan(5)
    expect(pairs.flatMap(({ judged }) => judged.failures)).toEqual([])
  })

  it('says nothing of comments and format', () => {
    expect(pairs.filter(({ isFormatOnly }) => isFormatOnly)).not.toEqual([])
    expect(pairs.filter(isFalseAlarm).map(({ id }) => id)).toEqual([])
  })

  it('leaves most changes alone', () => {
    const counts = pairs.map(({ judged }) => judged.findings.length).toSorted((a, b) => a - b)
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThanOrEqual(1)
    expect(counts[Math.floor(counts.length * 0.9)]).toBeLessThanOrEqual(2)
  })
})

it('takes any word on a change of format for a false alarm', () => {
  const pair: CorpusPair = {
    id: 'own',
    before: 'cluster_name: prod\nregion: eu-west-1\nnat_gateway: single\n',
    after: 'cluster_name: prod\nregion: eu-west-1\nnat_gateway: none\n',
    oldPath: 'cluster.yaml',
    path: 'cluster.yaml',
    isFormatOnly: true,
  }
  const judge = (changes: Partial<CorpusPair>): JudgedPair =>
    reviewPair({ ...pair, ...changes }, rules)

  expect(isFalseAlarm(judge({}))).toBe(true)
  expect(isFalseAlarm(judge({ isFormatOnly: false }))).toBe(false)
  expect(isFalseAlarm(judge({ after: `# the same\n${pair.before}` }))).toBe(false)
})
