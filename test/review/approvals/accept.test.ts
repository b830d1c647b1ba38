import { describe, expect, it } from '@jest/globals'
import {
  applyAcceptances,
  type CommandComment,
  findAcceptances,
  refuseAcceptance,
} from '../../../src/review/approvals/accept.ts'
import { FILE_UNREADABLE } from '../../../src/review/engine-rules.ts'
import { rules } from '../../../src/rules/index.ts'
import { reviewSides } from '../../cases.ts'
import { API } from '../../e2e/samples.ts'
import { findingOf, reviewOf } from '../../report/fixtures.ts'

const APPROVAL = { approvers: ['Ben', 'carol'], selfApproval: false }
const HANDLE = 'abcdef0123456789'

function commentOf(parts: Partial<CommandComment> = {}): CommandComment {
  return {
    id: 1,
    body: `/cortex-review accept ${HANDLE} agreed for the launch`,
    author: 'ben',
    isForeign: false,
    url: 'https://github.test/c1',
    ...parts,
  }
}

describe('refuseAcceptance', () => {
  it.each([
    ['ben', 'ada', APPROVAL, undefined],
    ['BEN', 'ada', APPROVAL, undefined],
    ['ada', 'eve', APPROVAL, 'no-approver'],
    ['ben', 'ada', { ...APPROVAL, approvers: [] }, 'off'],
    ['ben', 'BEN', APPROVAL, 'own'],
    ['ben', 'ben', { ...APPROVAL, selfApproval: true }, undefined],
    // An account that is gone is nobody's.
    ['ben', undefined, APPROVAL, undefined],
  ])('for %s in a pull request of %s', (login, author, approval, refusal) => {
    expect(refuseAcceptance(login, author, approval)).toBe(refusal)
  })
})

describe('findAcceptances', () => {
  it('finds what approvers say, with who and why', () => {
    expect(findAcceptances([commentOf()], 'ada', APPROVAL)).toEqual([
      { handle: HANDLE, reason: 'agreed for the launch', by: 'ben', url: 'https://github.test/c1' },
    ])
  })

  it.each([
    ['of somebody else', { author: 'ada' }],
    ['without a reason', { body: `/cortex-review accept ${HANDLE}` }],
    ['that somebody else edited', { isForeign: true }],
    ['that asks for something else', { body: `/cortex-review ignore ${HANDLE} why` }],
    ['that only quotes it', { body: `> /cortex-review accept ${HANDLE} why` }],
  ])('takes no comment %s for one', (_, parts) => {
    expect(findAcceptances([commentOf(parts)], 'ada', APPROVAL)).toEqual([])
  })

  it('takes none from the author of the pull request', () => {
    expect(findAcceptances([commentOf()], 'Ben', APPROVAL)).toEqual([])
  })
})

describe('applyAcceptances', () => {
  const [acceptance] = findAcceptances([commentOf()], 'ada', APPROVAL)
  if (!acceptance) throw new Error('No acceptance')

  it('takes out what is accepted; the first one who accepts it is named', () => {
    const [one, other] = [findingOf(), findingOf({ handle: '0000000000000000' })]
    const review = applyAcceptances(reviewOf({ findings: [one, other] }), [
      acceptance,
      { ...acceptance, by: 'carol' },
    ])
    expect(review.findings).toEqual([other])
    const { reason, by, url } = acceptance
    expect(review.accepted).toEqual([{ finding: one, reason, by, url }])
  })

  it('does not accept what cannot be read', () => {
    const findings = [
      findingOf({ rule: FILE_UNREADABLE }),
      findingOf({ path: 'broken.yaml', rule: { id: 'yaml-invalid' } }),
    ]
    const broken = reviewOf({ findings, after: { 'broken.yaml': 'a: [\n' } })
    expect(applyAcceptances(broken, [acceptance])).toEqual(broken)
  })

  it('holds while the risk is the same, wherever it stands, and no longer', () => {
    const before = new Map([['cortex.yaml', API]])
    const judge = (queue: number, head = '') => {
      const text = head + API.replace('max_queue_length: 20', `max_queue_length: ${queue}`)
      return reviewSides(before, new Map([['cortex.yaml', text]]), rules)
    }
    const found = judge(2000).findings.find(({ rule }) => rule.id === 'queue-length-raised')
    const accepted = [{ ...acceptance, handle: found?.handle ?? '' }]
    const left = (queue: number, head?: string) =>
      applyAcceptances(judge(queue, head), accepted).findings.map(({ rule }) => rule.id)

    expect(left(2000)).toEqual([])
    expect(left(2000, '# an unrelated push\n')).toEqual([])
    expect(left(4000)).toEqual(['queue-length-raised'])
  })
})
