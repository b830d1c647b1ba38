import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import {
  type CorpusPair,
  isFalseAlarm,
  isUnchanged,
  type JudgedPair,
  readPairs,
  reviewPair,
} from '../scripts/noise-pairs.ts'
import { rules } from '../src/rules/index.ts'
import { CORPORA, CORPUS_NOTE, OWN_CORPUS } from './corpus.ts'

// Where there are real files, those without them must pass as well.
describe.each([
  [`real changes${CORPUS_NOTE}`, CORPORA],
  ['own changes', [OWN_CORPUS]],
])('%s', (_name, corpora) => {
  const pairs = corpora.flatMap(readPairs).map((pair) => reviewPair(pair, rules))

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

it('knows by itself which pairs say the same to Cortex', () => {
  const own = readPairs(OWN_CORPUS)
  const unchanged = own.map((pair) => reviewPair(pair, rules)).filter(isUnchanged)
  expect(unchanged.map(({ id }) => id)).toEqual(['0004-format-only', '0007-defaults-written'])
})

it('fails as a command on a pair that is said to be the same and is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cortex-review-noise-'))
  const pair = join(folder, 'pairs', '0001-doctored')
  const meta = { path: 'cluster.yaml', changed_fields: ['= format/comments only'] }
  mkdirSync(pair, { recursive: true })
  writeFileSync(join(pair, 'old.yaml'), 'cluster_name: prod\nregion: eu-west-1\n')
  writeFileSync(join(pair, 'meta.json'), JSON.stringify(meta))
  try {
    const run = (text: string) => {
      writeFileSync(join(pair, 'new.yaml'), text)
      const script = ['--import', './scripts/typescript.js', 'scripts/noise.ts', folder]
      const cwd = fileURLToPath(new URL('..', import.meta.url))
      return spawnSync(process.execPath, script, { cwd, encoding: 'utf8' })
    }
    expect(run('# ours\nregion: eu-west-1\ncluster_name: prod\n').status).toBe(0)

    const { status, stdout } = run('cluster_name: prod\nregion: us-west-2\n')
    expect(status).toBe(1)
    expect(stdout).toContain('false alarm: 0001-doctored has the same data on both sides')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
