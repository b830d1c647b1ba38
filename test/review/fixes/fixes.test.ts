import { describe, expect, it } from '@jest/globals'
import { DEFAULT_CONFIG } from '../../../src/review/config.ts'
import { review } from '../../../src/review/review.ts'
import { defineRule, type Rule } from '../../../src/review/rule.ts'
import { rules as allRules } from '../../../src/rules/index.ts'
import QUEUE_RULE from '../../../src/rules/queue-length-raised.ts'
import { applyEdits } from '../../../src/text/text.ts'

type Tree = Readonly<Record<string, string>>

function judge(before: Tree, after: Tree, rules: readonly Rule[] = allRules) {
  const trees = { before: new Map(Object.entries(before)), after: new Map(Object.entries(after)) }
  const changes = { ...trees, renames: new Map(), hunks: new Map(), unreadable: [] }
  return review(changes, DEFAULT_CONFIG, rules).findings
}

/** The rules of the fixes, with why a fix is only shown. */
function listFixes(before: Tree, after: Tree, rules?: readonly Rule[]): readonly string[] {
  return judge(before, after, rules).flatMap(({ rule, fix }) =>
    fix ? [`${rule.id}: ${fix.doubt ?? 'offered'}`] : [],
  )
}

const POD = '  pod:\n    containers:\n      - {name: api, image: "iris:1.4.2"}\n'
const API = `- name: iris\n  kind: RealtimeAPI\n${POD}`

/** Two APIs with one pod. */
function shared(limit: number): string {
  const first = API.replace('pod:', `pod: &pod\n    max_queue_length: ${limit}`)
  return `${first}- name: rose\n  kind: RealtimeAPI\n  pod: *pod\n`
}

describe('fixes of one file', () => {
  it('write no key beside its own misspelling', () => {
    const list = '[10.0.0.0/8]'
    const before = `cluster_name: prod\nregion: us-west-2\napi_load_balancer_cidr_white_list: ${list}\n`
    const after = before.replace('_list:', '_lis:')

    expect(listFixes({ 'cluster.yaml': before }, { 'cluster.yaml': after })).toEqual([
      'config-refused: offered',
    ])
  })

  it('rename no key beside the place where another one puts a list', () => {
    const [head, tail] = ['cluster_name: prod\nregion: us-west-2\n', '    max_instances: 3\n']
    const groups = `node_groups:\n  - name: cpu\n    instance_type: m5.2xlarge\n${tail}`
    const api = `${API}  node_groups: [cpu]\n`
    const after = { 'cluster.yaml': head.replace('region', 'regio'), 'cortex.yaml': api }

    expect(listFixes({ 'cluster.yaml': head + groups, 'cortex.yaml': api }, after)).toEqual([
      'config-refused: offered',
      'node-group-in-use-removed: it depends on another fix',
    ])
  })

  it('share no line', () => {
    const before = `${API}  autoscaling: {min_replicas: 4, max_replicas: 9}\n`
    const after = before.replace('4, max_replicas: 9', '2, max_replicas: 5')

    expect(listFixes({ 'cortex.yaml': before }, { 'cortex.yaml': after })).toEqual([
      'max-replicas-lowered: offered',
      'min-replicas-lowered: another fix changes the same lines',
    ])
  })

  it('insert at one place in the order of the keys, two of them at a time', () => {
    const [head, tail] = ['cluster_name: prod\nregion: us-west-2\n', 'telemetry: true\n']
    const keys = ['api_load_balancer_scheme: internal', 'operator_load_balancer_scheme: internal']
    const before = `${head}${keys.join('\n')}\nsubnet_visibility: private\n${tail}`
    const findings = judge({ 'cluster.yaml': before }, { 'cluster.yaml': head + tail })
    const fixes = findings.flatMap(({ fix }) => fix ?? [])
    const offered = fixes.filter(({ doubt }) => doubt === undefined)

    expect(fixes.map(({ doubt }) => doubt ?? 'offered')).toEqual([
      'offered',
      'offered',
      'another fix changes the same lines',
    ])
    for (const order of [offered, offered.toReversed()]) {
      expect(
        applyEdits(
          head + tail,
          order.flatMap(({ edits }) => edits),
        ),
      ).toBe(`${head}${keys.join('\n')}\n${tail}`)
    }
  })

  it('take no comment away that stands by itself', () => {
    const before = 'cluster_name: prod\nregion: us-west-2\n'
    const added = '# for the bill\ntags: {team: a}\n'
    const [finding] = judge({ 'cluster.yaml': before }, { 'cluster.yaml': before + added })

    expect(finding?.fix?.doubt).toBe('it would remove a comment')
    expect(applyEdits(before + added, finding?.fix?.edits ?? [])).toBe(before)
  })

  it('behind an anchor are offered once, for all that share it', () => {
    const findings = judge({ 'cortex.yaml': shared(100) }, { 'cortex.yaml': shared(900) })

    const [raised, ...others] = findings.filter(({ rule }) => rule.id === 'queue-length-raised')
    expect(others).toEqual([])
    expect(raised?.message).toMatch(/; the same applies to API `rose`\.$/)
    expect(raised?.fix?.doubt).toBeUndefined()
    expect(applyEdits(shared(900), raised?.fix?.edits ?? [])).toBe(shared(100))
  })

  it('behind an anchor are only shown where the rule is not about all that share it', () => {
    const ofIris = defineRule({
      ...QUEUE_RULE,
      compare: {
        api: {
          *modified(before, after, context) {
            if (after.name === 'iris')
              yield* QUEUE_RULE.compare.api.modified(before, after, context)
          },
        },
      },
    })
    const sides = [{ 'cortex.yaml': shared(100) }, { 'cortex.yaml': shared(900) }] as const
    expect(listFixes(...sides, [ofIris])).toEqual([
      'queue-length-raised: it would change every use of the YAML anchor',
    ])
  })

  it('put back a key of its own beside a merge key that brings another value', () => {
    const sizes = 'autoscaling: &auto\n    max_replicas: 20\n  kind'
    const before = `${API.replace('kind', sizes)}- name: rose\n  kind: RealtimeAPI\n${POD}  autoscaling:\n    <<: *auto\n    max_replicas: 90\n`
    const after = before.replace('    max_replicas: 90\n', '')
    const [finding] = judge({ 'cortex.yaml': before }, { 'cortex.yaml': after })

    expect([finding?.rule.id, finding?.fix?.doubt]).toEqual(['max-replicas-lowered', undefined])
    expect(applyEdits(after, finding?.fix?.edits ?? [])).toBe(before)
  })

  it('lead to no other finding, or they are only shown', () => {
    const before = API.replace('kind', 'autoscaling: {min_replicas: 4}\n  kind')
    const after = `- name: iris\n  kind: AsyncAPI\n${POD}`

    expect(listFixes({ 'cortex.yaml': before }, { 'cortex.yaml': after })).toEqual([
      'api-kind-changed: it would cause `min-replicas-lowered`',
    ])
  })

  it('bring back nothing that Cortex would refuse today, be the file of an older one', () => {
    const image = '123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.35.0'
    const file = (region: string) => ({
      'cluster.yaml': `cluster_name: prod\nregion: ${region}\nimage_operator: ${image}\n`,
    })

    expect(listFixes(file('latest'), file('us-west-2'))).toContain(
      'cluster-identity-changed: it would cause another error in Cortex',
    )
  })

  it('bring back nothing that Cortex refuses', () => {
    const before = 'cluster_name: prod\nregion: us-west-2-2\n'
    const after =
      'cluster_name: prod\nregion: us-west-2\napi_load_balancer_cidr_white_list: [10.0.0.1]\n'

    expect(listFixes({ 'cluster.yaml': before }, { 'cluster.yaml': after })).toContain(
      'cluster-identity-changed: it would cause another error in Cortex',
    )
  })
})

/** Wants each API to have five replicas at most. */
const five = defineRule({
  id: 'not-five',
  category: 'capacity',
  severity: 'warning',
  summary: 'A test',
  why: 'A test.',
  inspect: {
    *api(api) {
      if (!('autoscaling' in api) || api.autoscaling.max_replicas === 5) return
      const at = ['autoscaling', 'max_replicas']
      const edits = [{ op: 'set', path: at, value: 5 }] as const
      const fix = { title: 'Make it five', safety: 'safe', edits } as const
      yield { at, message: `\`${api.name}\` has not five.`, fix }
    },
  },
})

/** Wants no more than some APIs with five replicas, in all files together. */
const notTooMany = defineRule({
  id: 'too-many-fives',
  category: 'capacity',
  severity: 'warning',
  summary: 'A test',
  why: 'A test.',
  inspect: {
    *api({ name }, { workspace }) {
      if (name !== 'a-api-00') return
      const values = workspace.subjects('api').map(({ value }) => value)
      const fives = values.filter(
        (api) => 'autoscaling' in api && api.autoscaling.max_replicas === 5,
      )
      if (fives.length > 100) yield { at: ['name'], message: 'There are too many fives.' }
    },
  },
})

describe('fixes of a change too large to be judged as a whole for each', () => {
  const names = Array.from({ length: 60 }, (_, index) => `api-${String(index).padStart(2, '0')}`)
  const file = (path: string) =>
    names
      .map((name) => `${API.replace('iris', `${path}-${name}`)}  autoscaling: {max_replicas: 4}\n`)
      .join('')
  const after = { 'a/cortex.yaml': file('a'), 'b/cortex.yaml': file('b') }

  it('are all offered if they go together', () => {
    expect(listFixes({}, after, [five])).toEqual(Array(120).fill('not-five: offered'))
  })

  it('are offered as long as all together lead to nothing', () => {
    const fixes = listFixes({}, after, [five, notTooMany])

    expect(fixes.filter((fix) => fix === 'not-five: offered')).toHaveLength(100)
    expect(fixes.filter((fix) => fix === 'not-five: it would cause `too-many-fives`')).toHaveLength(
      20,
    )
  })
})
