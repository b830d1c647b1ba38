import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { compileRule } from '../../src/custom/compile.ts'
import { rules } from '../../src/rules/index.ts'
import { toCase, toCommand } from '../../src/site/scene/export.ts'
import { judgeScene } from '../../src/site/scene/judge.ts'
import { packScene, unpackScene } from '../../src/site/scene/link.ts'
import { EMPTY_SCENE, findRepeatedPath, type Scene, sceneOf } from '../../src/site/scene/scene.ts'
import { readCases, reviewSides } from '../cases.ts'
import { readScenes } from './same-cases.ts'

const CLUSTER = 'cluster_name: prod\nregion: us-east-1\noperator_load_balancer_scheme: internal\n'
const PUBLIC = CLUSTER.replace('internal', 'internet-facing')
const one = (path: string, text: string) => new Map([[path, text]])
const CHANGE = sceneOf(one('cluster.yaml', CLUSTER), one('cluster.yaml', PUBLIC))

function pack(value: unknown): string {
  return deflateRawSync(JSON.stringify(value)).toString('base64url')
}

describe('a link', () => {
  const scenes: readonly Scene[] = [
    EMPTY_SCENE,
    CHANGE,
    { ...CHANGE, settings: 'fail-on: never\n', mode: 'audit', version: 36 },
    {
      ...EMPTY_SCENE,
      entries: [
        {
          before: { path: 'a.yaml', text: '' },
          after: { path: 'ü/b "c".yaml', text: '\u{1f600}\n' },
        },
        { after: { path: '', text: 'x' } },
      ],
    },
  ]

  it.each(scenes)('gives back scene %#', async (scene) => {
    const packed = await packScene(scene)
    expect(packed).toMatch(/^[\w-]+$/)
    expect(await unpackScene(packed)).toEqual(scene)
  })

  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['nothing deflated', 'bm90aGluZw'],
    ['half a link', pack([1, [], '', 'review', 0]).slice(0, 8)],
    ['another format', pack([2, [], '', 'review', 0])],
    ['another shape', pack({ entries: [] })],
    ['a mode that is none', pack([1, [], '', 'destroy', 0])],
    ['an entry without a side', pack([1, [[0, 0]], '', 'review', 0])],
    ['a text that is none', pack([1, [[['a.yaml', 1], 0]], '', 'review', 0])],
    [
      'too many files',
      pack([1, Array.from({ length: 201 }, () => [['a', ''], 0]), '', 'review', 0]),
    ],
    [
      'a bomb',
      deflateRawSync(`[1,[],"${' '.repeat(5_000_000)}","review",0]`).toString('base64url'),
    ],
  ])('of %s is none', async (_, fragment) => {
    expect(await unpackScene(fragment)).toBeUndefined()
  })

  it('leaves out a version that Cortex never had', async () => {
    expect(await unpackScene(pack([1, [], '', 'review', 99]))).toEqual(EMPTY_SCENE)
  })
})

const OWN_RULE = `custom-rules:
  - id: acme/cluster-known
    on: cluster
    when: present
    if: object.region == 'us-east-1'
    severity: error
    summary: Cluster is known
    why: We know it.
    message: "'Cluster ' + object.cluster_name + ' is known.'"
`

describe('a verdict', () => {
  it('is that of a review of the same files', () => {
    const { findings, conclusion, summary } = judgeScene(CHANGE, rules, 'https://docs')
    const expected = reviewSides(one('cluster.yaml', CLUSTER), one('cluster.yaml', PUBLIC), rules)
    expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(
      expected.findings.map(({ fingerprint }) => fingerprint),
    )
    expect(conclusion).toBe('failure')
    expect(findings[0]?.comment?.markdown).toContain('```suggestion')
    expect(summary).toContain('### Findings')
  })

  it('follows the settings, and says what is wrong with them', () => {
    const { conclusion } = judgeScene({ ...CHANGE, settings: 'fail-on: never\n' }, rules, '')
    expect(conclusion).toBe('success')
    const { settings } = judgeScene({ ...CHANGE, settings: 'fail-on: sometimes\n' }, rules, '')
    expect(settings).toHaveLength(1)
  })

  it("knows rules of one's own", () => {
    const scene = { ...CHANGE, settings: OWN_RULE, mode: 'audit' as const }
    const { findings, settings } = judgeScene(scene, rules, '', compileRule)
    expect(settings).toEqual([])
    const own = findings.filter(({ rule }) => rule === 'acme/cluster-known')
    expect(own.map(({ message }) => message)).toEqual(['Cluster prod is known.'])
  })

  it('of an audit knows no old side', () => {
    const { findings } = judgeScene({ ...CHANGE, mode: 'audit' }, rules, '')
    expect(findings.every(({ comment }) => comment === undefined)).toBe(true)
    expect(findings.map(({ rule }) => rule)).toContain('operator-load-balancer-public')
  })

  it('is plain data, as a worker sends it', () => {
    const verdict = judgeScene(CHANGE, rules, '')
    expect(structuredClone(verdict)).toEqual(verdict)
  })
})

function sides(scene: Scene | undefined) {
  const entries = scene?.entries ?? []
  return [
    entries.flatMap(({ before }) => before ?? []),
    entries.flatMap(({ after }) => after ?? []),
  ]
}

describe('a test case', () => {
  it('has the same sides, for the first case of every rule', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cortex-review-case-'))
    const path = join(folder, 'case.md')
    const read = readScenes('first').map((scene) => {
      writeFileSync(path, toCase(scene, 'a case') ?? '')
      const [first] = readCases(path)
      return first && sceneOf(first.before, first.after)
    })
    rmSync(folder, { recursive: true })
    expect(read.map(sides)).toEqual(readScenes('first').map(sides))
  })

  it('is none where a file has a fence', () => {
    expect(toCase(sceneOf(new Map(), one('a.yaml', '```\n')), 'a case')).toBeUndefined()
  })
})

describe('the command', () => {
  it('says what to review', () => {
    expect(toCommand(CHANGE)).toBe('cortex-review review --base main')
    expect(toCommand({ ...CHANGE, version: 36 })).toBe(
      'cortex-review review --base main --cortex-version 0.36',
    )
  })

  it('quotes what a shell would run', () => {
    const scene: Scene = { ...sceneOf(new Map(), one(`$(x) 'y'.yaml`, '')), mode: 'audit' }
    expect(toCommand(scene)).toBe(String.raw`cortex-review audit -- '$(x) '\''y'\''.yaml'`)
  })
})

it('finds two files of one name', () => {
  const twice = { ...CHANGE, entries: [...CHANGE.entries, ...CHANGE.entries] }
  expect(findRepeatedPath(twice)).toBe('cluster.yaml')
  expect(findRepeatedPath(CHANGE)).toBeUndefined()
})
