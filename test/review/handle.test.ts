import { describe, expect, it } from '@jest/globals'
import { rules } from '../../src/rules/index.ts'
import { reviewSides } from '../cases.ts'
import { API } from '../e2e/samples.ts'

function findingOf(queue: number, { path = 'cortex.yaml', head = '' } = {}) {
  const before = new Map([[path, API]])
  const text = API.replace('max_queue_length: 20', `max_queue_length: ${queue}`)
  const { findings } = reviewSides(before, new Map([[path, head + text]]), rules)
  const found = findings.find(({ rule }) => rule.id === 'queue-length-raised')
  if (!found) throw new Error('Nothing is said of the queue')
  return found
}

describe('the handle of a finding', () => {
  it('stays while the values do, wherever they stand', () => {
    const { handle } = findingOf(2000)
    expect(handle).toMatch(/^[0-9a-f]{16}$/)
    expect(findingOf(2000, { path: 'apis/cortex.yaml', head: '# moved\n\n' }).handle).toBe(handle)
  })

  it('ends when the values change, though the finding is the same', () => {
    const [one, other] = [findingOf(2000), findingOf(3000)]
    expect(one.fingerprint).toBe(other.fingerprint)
    expect(one.handle).not.toBe(other.handle)
  })

  it('ends when a list grows by what the message does not name', () => {
    const many = Array.from({ length: 12 }, (_, index) => `${index + 20}.0.0.0/8`)
    expect(widen(many)).toBeDefined()
    expect(widen(many)).not.toBe(widen([...many.slice(0, -1), '99.0.0.0/8']))
  })
})

/** The handle of what is said of a white list that admits other blocks. */
function widen(blocks: readonly string[]): string | undefined {
  const before = new Map([['cluster.yaml', clusterOf(['10.0.0.0/8'])]])
  const { findings } = reviewSides(before, new Map([['cluster.yaml', clusterOf(blocks)]]), rules)
  return findings.find(({ rule }) => rule.id === 'api-white-list-widened')?.handle
}

function clusterOf(blocks: readonly string[]): string {
  return `cluster_name: shop
region: eu-west-1
api_load_balancer_scheme: internet-facing
api_load_balancer_cidr_white_list: [${blocks.join(', ')}]
`
}
