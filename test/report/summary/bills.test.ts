import { expect, it } from '@jest/globals'
import { placeFindings } from '../../../src/report/comment/placement.ts'
import { toJson } from '../../../src/report/formats/json.ts'
import { renderTerminal } from '../../../src/report/formats/terminal.ts'
import { renderSummary } from '../../../src/report/summary/summary.ts'
import { reviewSides } from '../../cases.ts'

const GPU = '  - {name: gpu, instance_type: g4dn.xlarge, min_instances: 1, max_instances: 4}\n'
const CPU = '  - {name: cpu, instance_type: m5.large}\n'

function clusterWith(groups: string, rest = ''): string {
  return `cluster_name: prod\nregion: us-west-2\n${rest}node_groups:\n${groups}`
}

function sideOf(text: string | undefined): ReadonlyMap<string, string> {
  return new Map(text === undefined ? [] : [['cluster.yaml', text]])
}

function reviewOf(before: string | undefined, after: string) {
  return reviewSides(sideOf(before), sideOf(after), [])
}

function summaryOf(before: string | undefined, after: string): string {
  const review = reviewOf(before, after)
  const options = { docsUrl: 'https://example.com/rules', failOn: 'error' } as const
  return renderSummary(review, placeFindings(review, new Map(), 25), options)
}

function rowsOf(summary: string): readonly string[] {
  const [, section = ''] = summary.split(/### Cost and capacity(?: change)?\n/)
  const [table = ''] = section.split('<sub>')
  return table.split('\n').filter((line) => line.startsWith('|'))
}

it('shows the groups that changed and the total, before and after', () => {
  const after = clusterWith(CPU + GPU.replace('max_instances: 4', 'max_instances: 8, spot: true'))
  expect(rowsOf(summaryOf(clusterWith(CPU + GPU), after))).toEqual([
    '| Node group | Instances (min–max) | Capacity at max | Hourly cost | Monthly cost |',
    '| --- | --- | --- | --- | --- |',
    '| `gpu` | 1–4 → 1–8 × `g4dn.xlarge` | 16 → 32 vCPU, 64 → 128 GiB, 4 → 8 GPU | &#36;0.53–&#36;2.13 → at most &#36;0.53–&#36;4.25 (±&#36;0 to +&#36;2.12) | &#36;388–&#36;1,552 → at most &#36;388–&#36;3,104 (±&#36;0 to +&#36;1,552) |',
    '| total |  | 26 → 42 vCPU, 104 → 168 GiB, 4 → 8 GPU | &#36;0.90–&#36;2.90 → at most &#36;0.90–&#36;5.03 (±&#36;0 to +&#36;2.13) | &#36;659–&#36;2,119 → at most &#36;659–&#36;3,671 (±&#36;0 to +&#36;1,552) |',
  ])
})

it('says what prices these are', () => {
  const after = clusterWith(`${CPU}  - {name: new, instance_type: p5.48xlarge, spot: true}\n`)
  expect(summaryOf(clusterWith(CPU), after)).toContain(
    '<sub>Estimate from AWS list prices of 2022-09-03 in `us-west-2`: 730 hours per month, at `min_instances` and `max_instances`. The total includes the EKS cluster, two operator nodes, Prometheus, load balancers, and NAT gateways, but no data transfer. Spot instances are counted at their maximum price. Not included because their prices are unknown: `p5.48xlarge`.</sub>',
  )
})

it('shows groups that go, other types, and what changes besides', () => {
  const after = clusterWith(
    CPU.replace('m5.large', 'm5.xlarge'),
    'subnet_visibility: private\nnat_gateway: single\n',
  )
  expect(rowsOf(summaryOf(clusterWith(CPU + GPU), after)).slice(2, 5)).toEqual([
    '| `cpu` | 1–5 × `m5.large` → 1–5 × `m5.xlarge` | 10 → 20 vCPU, 40 → 80 GiB | &#36;0.10–&#36;0.51 → &#36;0.20–&#36;0.99 (+&#36;0.10 to +&#36;0.48) | &#36;74–&#36;370 → &#36;144–&#36;721 (+&#36;70 to +&#36;351) |',
    '| `gpu` | 1–4 × `g4dn.xlarge` → removed | 16 → 0 vCPU, 64 → 0 GiB, 4 → 0 GPU | &#36;0.53–&#36;2.13 → &#36;0 (−&#36;0.53 to −&#36;2.13) | &#36;388–&#36;1,552 → &#36;0 (−&#36;388 to −&#36;1,552) |',
    '| shared infrastructure |  |  | &#36;0.27 → &#36;0.31 (+&#36;0.04) | &#36;197 → &#36;230 (+&#36;33) |',
  ])
})

it('shows a new cluster as it is', () => {
  expect(rowsOf(summaryOf(undefined, clusterWith(CPU)))).toEqual([
    '| Node group | Instances (min–max) | Capacity at max | Hourly cost | Monthly cost |',
    '| --- | --- | --- | --- | --- |',
    '| `cpu` | 1–5 × `m5.large` | 10 vCPU, 40 GiB | &#36;0.10–&#36;0.51 | &#36;74–&#36;370 |',
    '| total |  | 10 vCPU, 40 GiB | &#36;0.37–&#36;0.78 | &#36;271–&#36;567 |',
  ])
})

it.each([
  ['nothing but a comment', clusterWith(`${CPU}  # more soon\n`)],
  ['the order of groups', clusterWith(GPU + CPU)],
  ['a name', clusterWith(CPU + GPU.replace('gpu', 'inference'))],
  ['a priority', clusterWith(CPU + GPU.replace('max', 'priority: 5, max'))],
])('is silent where %s changes', (what, after) => {
  const before = what === 'nothing but a comment' ? clusterWith(CPU) : clusterWith(CPU + GPU)
  expect(reviewOf(before, after).bills).toEqual([])
})

it('compares what is known of both sides, and adds up nothing unknown', () => {
  // Before 0.38 nothing is known of Cortex's own nodes.
  const older = clusterWith(CPU, 'image_manager: quay.io/cortexlabs/manager:0.37.0\n')
  const newer = older.replace('0.37.0', '0.42.1').replace('m5.large', 'm5.xlarge')
  expect(rowsOf(summaryOf(older, newer)).at(-1)).toBe(
    '| all groups |  | 10 → 20 vCPU, 40 → 80 GiB | &#36;0.10–&#36;0.51 → &#36;0.20–&#36;0.99 (+&#36;0.10 to +&#36;0.48) | &#36;74–&#36;370 → &#36;144–&#36;721 (+&#36;70 to +&#36;351) |',
  )
  const nowhere = summaryOf(undefined, clusterWith(CPU).replace('us-west-2', 'mars-1'))
  expect(rowsOf(nowhere).at(-1)).toBe('| all groups |  | 10 vCPU, 40 GiB | unknown | unknown |')
  expect(nowhere).toContain('AWS list prices of 2022-09-03: 730 hours')
})

it('keeps figures short and names harmless', () => {
  const huge = "  - {name: 'a|@b', instance_type: '`x`', max_instances: 123456789012345}\n"
  const rows = rowsOf(summaryOf(clusterWith(CPU), clusterWith(huge)))
  expect(rows[2]).toBe("| `a\\|@b` | 1–over 1,000,000,000 × `'x'` |  | unknown | unknown |")
})

it('says the same at a terminal', () => {
  const review = reviewOf(clusterWith(CPU + GPU), clusterWith(CPU + GPU.replace('4}', '8}')))
  expect(renderTerminal(review, { color: false, width: 100, failOn: 'error' })).toContain(
    [
      'cost of cluster prod',
      '  gpu: 1–4 → 1–8 × `g4dn.xlarge`, at max 16 → 32 vCPU, 64 → 128 GiB, 4 → 8 GPU',
      '    $0.53–$2.13 → $0.53–$4.25 (±$0 to +$2.12) per hour, $388–$1,552 → $388–$3,104 (±$0 to +$1,552)',
      '      per month',
      '  total: at max 26 → 42 vCPU, 104 → 168 GiB, 4 → 8 GPU',
      '    $0.90–$2.90 → $0.90–$5.03 (±$0 to +$2.13) per hour, $659–$2,119 → $659–$3,671 (±$0 to +$1,552)',
      '      per month',
      '  Estimate from AWS list prices of 2022-09-03 in `us-west-2`: 730 hours per month, at',
    ].join('\n'),
  )
})

it('gives the figures to programs', () => {
  const review = reviewOf(undefined, clusterWith(CPU))
  const options = { failOn: 'error', version: '1.0.0', docsUrl: 'https://example.com' } as const
  expect(toJson(review, options).bills).toEqual([
    {
      path: 'cluster.yaml',
      cluster: 'prod',
      currency: 'USD',
      'prices-of': '2022-09-03',
      after: {
        region: 'us-west-2',
        groups: [
          {
            name: 'cpu',
            'instance-type': 'm5.large',
            instances: { 'at-min': 1, 'at-max': 5 },
            hourly: { 'at-min': 0.1015, 'at-max': 0.5074 },
            'at-most': false,
            capacity: { vcpu: 10, 'memory-mib': 40_960, gpu: 0, inf: 0 },
          },
        ],
        rest: 0.2698,
        hourly: { 'at-min': 0.3713, 'at-max': 0.7772 },
        monthly: { 'at-min': 271.034, 'at-max': 567.354 },
        'at-most': false,
        capacity: { vcpu: 10, 'memory-mib': 40_960, gpu: 0, inf: 0 },
        'unknown-types': [],
      },
    },
  ])
})
