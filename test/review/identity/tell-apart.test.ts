import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import type { Finding } from '../../../src/review/finding.ts'
import { tellApart } from '../../../src/review/identity/tell-apart.ts'
import { rules } from '../../../src/rules/index.ts'
import { reviewSides } from '../../cases.ts'
import { findingOf } from '../../report/fixtures.ts'
import { runs } from '../../runs.ts'

const KEYS = ['fingerprint', 'handle'] as const

function namesOf(findings: readonly Finding[], key: (typeof KEYS)[number]): readonly string[] {
  return findings.map((finding) => finding[key])
}

function findAll(files: Readonly<Record<string, string>>, before = {}): readonly Finding[] {
  const sides = [before, files].map((each) => new Map(Object.entries(each)))
  const judged = reviewSides(sides[0] ?? new Map(), sides[1] ?? new Map(), rules)
  return [...judged.findings, ...judged.ignored.map(({ finding }) => finding)]
}

const IGNORE = '# cortex-review: ignore[image-unpinned] none'

/** Specs in which everything comes more than once, names above all. */
const names = fc.constantFrom('iris', 'api', '', 'x/y')
const containers = fc
  .record({
    name: names,
    image: fc.constantFrom('iris:latest', 'x', ''),
    queue: fc.constantFrom(10, 2000),
    comment: fc.constantFrom('', ` ${IGNORE}`),
  })
  .map(
    ({ name, image, queue, comment }) => `- name: ${JSON.stringify(name)}
  kind: RealtimeAPI
  pod:
    max_queue_length: ${queue}
    max_queue_length: ${queue}
    containers:
      - name: a${comment}
        image: ${JSON.stringify(image)}
      - name: a
        image: ${JSON.stringify(image)}
        image: ${JSON.stringify(image)}
  node_groups: [none, none, none]
`,
  )
const groups = fc
  .record({ name: names, spot: fc.boolean(), max: fc.constantFrom(0, 5) })
  .map(
    ({ name, spot, max }) =>
      `  - { name: ${JSON.stringify(name)}, instance_type: m5.large, spot: ${spot}, max_instances: ${max} }\n`,
  )
const cluster = fc
  .array(groups, { maxLength: 4 })
  .map((list) => `cluster_name: prod\nregion: us-east-1\nnode_groups:\n${list.join('')}`)
const tree = fc.record({
  'a/cortex.yaml': fc.array(containers, { maxLength: 3 }).map((list) => list.join('')),
  'b/cortex.yaml': fc.array(containers, { maxLength: 3 }).map((list) => list.join('')),
  'cluster.yaml': cluster,
})

describe('names of findings', () => {
  it('are never shared, whatever is repeated', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const found = findAll(after, before)
        for (const key of KEYS) {
          const all = namesOf(found, key)
          expect(all.length - new Set(all).size).toBe(0)
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? runs(300)), seed: 1 },
    )
  })

  it('are the same in any order, and the first place keeps its own', () => {
    const one = findingOf({ path: 'a.yaml' })
    const other = findingOf({ path: 'b.yaml' })
    const third = findingOf({ path: 'b.yaml', line: 9 })
    const [a, b, c] = tellApart([one, other, third])
    expect(a).toEqual(one)
    expect(tellApart([third, one, other])).toEqual([c, a, b])
    for (const key of KEYS) expect(new Set([a?.[key], b?.[key], c?.[key]]).size).toBe(3)
  })

  it('stay when another place in the file goes', () => {
    const [one, other] = [findingOf({ path: 'a.yaml' }), findingOf({ path: 'b.yaml' })]
    const third = findingOf({ path: 'c.yaml' })
    const all = tellApart([one, other, third])
    expect(tellApart([one, third])[1]?.fingerprint).toBe(all[2]?.fingerprint)
  })
})
