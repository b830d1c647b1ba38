import { describe, expect, it } from '@jest/globals'
import { compareWorkspaces } from '../../src/cortex/compare/comparison.ts'
import type { Located, SubjectKind, Workspace } from '../../src/cortex/files/subject.ts'
import { readWorkspaces } from '../../src/cortex/files/workspace.ts'
import type { RawFinding } from '../../src/review/evaluate.ts'
import { findLocation, fingerprintOf } from '../../src/review/place.ts'
import { createRelocation } from '../../src/review/relocate.ts'
import { type Cause, defineRule } from '../../src/review/rule.ts'

const CLUSTER = `cluster_name: prod
region: us-east-1
node_groups:
  - name: cpu
    instance_type: m5.large
    max_instances: 5
  - name: spare
    instance_type: m5.large
    max_instances: 5
`
const SMALLER = CLUSTER.replace(/5\n$/, '2\n')
const api = (name: string) =>
  `- {name: ${name}, kind: RealtimeAPI, pod: {containers: [{name: api, image: '${name}:1'}]}}\n`
const APIS = `${api('iris')}${api('wine')}`

describe('a finding about a file that the change leaves alone', () => {
  it('is said where the change is that causes it', () => {
    const { after, relocate } = change({ 'cluster.yaml': [CLUSTER, SMALLER] })
    const finding = relocate(
      findingAbout(after, [
        { subject: find(after, 'nodeGroup', 'cpu'), at: ['max_instances'] },
        { subject: find(after, 'nodeGroup', 'spare'), at: ['max_instances'] },
        { subject: find(after, 'cluster', 'prod'), at: ['node_groups'] },
      ]),
    )
    expect(placeOf(finding)).toBe('cluster.yaml:9')
    expect(finding.problem.message).toBe('Something is too small.')
    expect(finding.severity).toBe('warning')
    expect(finding.before?.value).toMatchObject({ max_instances: 5 })
  })

  it('has no fix there, which would be one of the other file', () => {
    const { after, relocate } = change({ 'cluster.yaml': [CLUSTER, SMALLER] })
    const cause = { subject: find(after, 'nodeGroup', 'spare'), at: ['max_instances'] }
    expect(findingAbout(after, [cause]).problem.fix).toBeDefined()
    expect(relocate(findingAbout(after, [cause])).problem.fix).toBeUndefined()
  })

  it('stays one of its own beside another with the same cause', () => {
    const { after, relocate } = change({ 'cluster.yaml': [CLUSTER, SMALLER] })
    const causes = [{ subject: find(after, 'nodeGroup', 'spare'), at: ['max_instances'] }]
    const [one, other] = ['iris', 'wine'].map((name) => relocate(findingAbout(after, causes, name)))
    if (!one || !other) throw new Error('no findings')
    expect(placeOf(one)).toBe(placeOf(other))
    expect(fingerprintOf(one)).not.toBe(fingerprintOf(other))
  })

  it('is said of the whole where the part that causes it is gone', () => {
    const without = CLUSTER.split('  - name: spare')[0] ?? ''
    const { after, relocate } = change({ 'cluster.yaml': [CLUSTER, without] })
    const finding = relocate(
      findingAbout(after, [
        { subject: find(after, 'nodeGroup', 'cpu'), at: ['max_instances'] },
        { subject: find(after, 'cluster', 'prod'), at: ['node_groups'] },
      ]),
    )
    expect(placeOf(finding)).toBe('cluster.yaml:3')
  })

  it('is said at what is new', () => {
    const { after, relocate } = change({ 'cluster.yaml': [undefined, CLUSTER] })
    const finding = relocate(
      findingAbout(after, [{ subject: find(after, 'cluster', 'prod'), at: ['region'] }]),
    )
    expect(placeOf(finding)).toBe('cluster.yaml:2')
    expect(finding.before).toBeUndefined()
  })

  it('stays where it is if nothing that changes causes it', () => {
    const { after, relocate } = change({ 'other/cortex.yaml': [api('rose'), api('lily')] })
    const cause = { subject: find(after, 'cluster', 'prod'), at: ['region'] }
    for (const causes of [[], [cause]]) {
      const finding = findingAbout(after, causes)
      expect(relocate(finding)).toBe(finding)
    }
  })
})

describe('a finding about a file that changes', () => {
  it('stays there, whatever else causes it', () => {
    const { after, relocate } = change({
      'cluster.yaml': [CLUSTER, SMALLER],
      'cortex.yaml': [APIS, `${APIS}# more to come\n`],
    })
    const cause = { subject: find(after, 'nodeGroup', 'spare'), at: ['max_instances'] }
    const finding = findingAbout(after, [cause])
    expect(relocate(finding)).toBe(finding)
    expect(placeOf(finding)).toBe('cortex.yaml:1')
  })
})

/** Reads a cluster and two APIs of which some texts change. */
function change(texts: Readonly<Record<string, readonly [string | undefined, string]>>) {
  const files = { 'cluster.yaml': [CLUSTER, CLUSTER], 'cortex.yaml': [APIS, APIS], ...texts }
  const sideOf = (side: 0 | 1) =>
    new Map(
      Object.entries(files).flatMap(([path, { [side]: text }]) => (text ? [[path, text]] : [])),
    )
  const sides = readWorkspaces({ before: sideOf(0), after: sideOf(1), renames: new Map() })
  const comparison = compareWorkspaces(sides.before, sides.after, new Map())
  return { after: sides.after, relocate: createRelocation(comparison) }
}

const RULE = defineRule({
  id: 'room-missing',
  category: 'capacity',
  severity: 'warning',
  summary: 'Something is too small',
  why: 'It is.',
  inspect: {},
})

function findingAbout(after: Workspace, causes: readonly Cause[], name = 'iris'): RawFinding {
  const fix = {
    title: 'Ask for less',
    safety: 'unsafe',
    edits: [{ op: 'set', path: ['pod', 'port'], value: 80 }],
  } as const
  const problem = { at: ['pod'], message: 'Something is too small.', causes, fix }
  const subject = find(after, 'api', name)
  return { rule: RULE, severity: 'warning', side: 'after', subject, problem, reads: () => [] }
}

function find(workspace: Workspace, kind: SubjectKind, name: string): Located {
  const found = workspace.subjects(kind).find(({ identity }) => identity.endsWith(`/${name}`))
  if (!found) throw new Error(`There is no ${kind} ${name}`)
  return found
}

function placeOf(finding: RawFinding): string {
  const { path, range } = findLocation(finding)
  return `${path}:${range.start.line}`
}
