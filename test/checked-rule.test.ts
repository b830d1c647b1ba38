import { expect, it } from '@jest/globals'
import type { Problem, Rule } from '../src/review/rule.ts'
import type { KeyPath } from '../src/text/text.ts'
import { reviewSides } from './cases.ts'
import { withCheckedPaths } from './checked-rule.ts'

const SPEC = `- name: iris
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: iris:1.4.2
  autoscaling: {max_replicas: 5}
`

/** What fails if a rule says this of a change of an API. */
function failuresOf(problem: Omit<Problem, 'message'>, asked: KeyPath = []): readonly string[] {
  const rule: Rule = {
    id: 'rule-under-test',
    category: 'capacity',
    severity: 'warning',
    summary: 'A rule',
    why: 'None.',
    compare: {
      api: {
        *modified(_before, _after, { isWritten }) {
          isWritten(asked)
          yield { message: 'It changes.', ...problem }
        },
      },
    },
  }
  const now = SPEC.replace('max_replicas: 5', 'max_replicas: 4')
  const sides = [SPEC, now].map((text) => new Map([['cortex.yaml', text]]))
  const [before = new Map(), after = new Map()] = sides
  return reviewSides(before, after, [withCheckedPaths(rule)]).failures.map(
    ({ error }) => error.message,
  )
}

const fixOf = (path: KeyPath, op: 'restore' | 'remove' = 'restore') => {
  return { title: 'Fix', safety: 'safe' as const, edits: [{ op, path }] }
}

it('takes keys that Cortex knows, written or not', () => {
  expect(failuresOf({ at: ['autoscaling', 'min_replicas'] }, ['pod', 'port'])).toEqual([])
  expect(failuresOf({ at: [], fix: fixOf(['pod', 'containers', 0, 'env', 'ANY']) })).toEqual([])
})

it.each([
  ['at', () => failuresOf({ at: ['autoscaling', 'max_replica'] }), 'autoscaling.max_replica'],
  ['isWritten', () => failuresOf({ at: [] }, ['pod', 'ports']), 'pod.ports'],
  ['an edit', () => failuresOf({ at: [], fix: fixOf(['pods'], 'remove') }), 'pods'],
  ['restore', () => failuresOf({ at: [], fix: fixOf(['autoscalling']) }), 'autoscalling'],
])('refuses a misspelt key in %s', (_, fail, key) => {
  expect(fail()).toEqual([`No key of Cortex has the path \`${key}\` of its subject, api`])
})
