import { describe, expect, it } from '@jest/globals'
import { DEFAULT_CONFIG } from '../../../src/review/config.ts'
import { review } from '../../../src/review/review.ts'
import { rules } from '../../../src/rules/index.ts'

const IGNORE = '# cortex-review: ignore[queue-length-raised, queue-too-long] fine at 100'

function api(queue: string, { name = 'iris', above = '' } = {}): string {
  return `- name: ${name}
  kind: RealtimeAPI
  pod:
    port: 8080
${above}    max_queue_length: ${queue}
    max_concurrency: 10
    containers:
      - name: api
        image: registry.example.com/iris:1.0
        readiness_probe: {http_get: {port: 8080}}
        compute: {cpu: 1, mem: 1Gi}
`
}

function judge(
  before: string,
  after: string,
  paths: readonly [string, string] = ['a.yaml', 'a.yaml'],
) {
  const change = {
    before: new Map([[paths[0], before]]),
    after: new Map([[paths[1], after]]),
    renames: new Map(),
    hunks: new Map(),
    unreadable: [],
  }
  const { findings, ignored } = review(change, DEFAULT_CONFIG, rules)
  const found = findings.find(({ rule }) => rule.id === 'queue-length-raised')
  return { found, ignored: ignored.map(({ finding }) => finding.rule.id) }
}

const hint =
  'the ignore comment on line 5 accepts an earlier change, so edit its reason to accept this one.'

describe('an ignore comment on an event', () => {
  it.each([
    ['brings it', api('10'), api(`100 ${IGNORE}`)],
    ['edits it', api(`100 ${IGNORE}`), api(`200 ${IGNORE}, and at 200`)],
  ])('accepts what a change does that %s', (_name, before, after) => {
    expect(judge(before, after).found).toBeUndefined()
  })

  it.each([
    ['at the end of the line', api(`100 ${IGNORE}`), api(`20000 ${IGNORE}`)],
    [
      'with other blanks',
      api(`100 ${IGNORE}`),
      api(`20000   ${IGNORE.replace('fine ', 'fine  ')}`),
    ],
    ['moved above the line', api(`100 ${IGNORE}`), api('20000', { above: `    ${IGNORE}\n` })],
  ])('does not accept a later change: %s', (_name, before, after) => {
    const { found } = judge(before, after)
    expect(found?.message).toContain('; the ignore comment on line ')
    expect(found?.message.endsWith(hint)).toBe(true)
  })

  it('does not accept a later change in a file that moves', () => {
    const { found } = judge(api(`100 ${IGNORE}`), api(`20000 ${IGNORE}`), ['a.yaml', 'b.yaml'])
    expect(found?.message.endsWith(hint)).toBe(true)
  })

  it('accepts the same for another API', () => {
    const before = api(`100 ${IGNORE}`) + api('10', { name: 'rose' })
    const after = api(`100 ${IGNORE}`) + api(`100 ${IGNORE}`, { name: 'rose' })
    expect(judge(before, after)).toMatchObject({ found: undefined })
  })

  it('accepts a state as long as it stands', () => {
    const { ignored } = judge('', api(`20000 ${IGNORE}`))
    expect(ignored).toContain('queue-too-long')
    const longer = api(`20000 ${IGNORE}`)
    expect(judge(longer, longer.replace('cpu: 1', 'cpu: 2')).found).toBeUndefined()
  })
})
