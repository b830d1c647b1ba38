import { describe, expect, it } from '@jest/globals'
import { type Change, judge, spell } from './judge.ts'
import type { Tree } from './spellings.ts'

const HEADLINE = ['queue-length-raised']

const api = (pod: Tree, kind = 'RealtimeAPI'): Tree => ({
  name: 'iris',
  kind,
  pod: {
    ...pod,
    containers: [
      {
        name: 'api',
        image: '123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.2',
        compute: { cpu: 1, mem: '1Gi' },
        readiness_probe: { http_get: { path: '/healthz', port: 8080 } },
      },
    ],
  },
})

const raised = (severity: string) => `queue-length-raised ${severity}`

function to(title: string, before: Tree, after: Tree, said?: string): Change {
  return { title, before: api(before), after: api(after), said }
}

const changes: readonly Change[] = [
  to('ten times as long', { max_queue_length: 10 }, { max_queue_length: 100 }, raised('warning')),
  to('twice as long', { max_queue_length: 10 }, { max_queue_length: 20 }, raised('warning')),
  to('a little longer', { max_queue_length: 10 }, { max_queue_length: 15 }, raised('info')),
  to('the key is deleted', { max_queue_length: 10 }, {}, raised('warning')),
  to('above the default', {}, { max_queue_length: 500 }, raised('warning')),
  to('a little above the default', {}, { max_queue_length: 101 }, raised('info')),
  to(
    'half the concurrency',
    { max_concurrency: 8, max_queue_length: 80 },
    { max_concurrency: 4, max_queue_length: 80 },
    raised('warning'),
  ),
  to('the concurrency is deleted', { max_concurrency: 8 }, {}, raised('warning')),
  to(
    'more of both, but more of the queue',
    { max_concurrency: 2, max_queue_length: 10 },
    { max_concurrency: 4, max_queue_length: 100 },
    raised('warning'),
  ),
  to('both keys are deleted', { max_concurrency: 1, max_queue_length: 10 }, {}, raised('warning')),

  to('nothing changes', { max_queue_length: 10 }, { max_queue_length: 10 }),
  to('the default is said', {}, { max_queue_length: 100, max_concurrency: 1 }),
  to('shorter', { max_queue_length: 100 }, { max_queue_length: 10 }),
  to('shorter than the default', {}, { max_queue_length: 10 }),
  to(
    'in proportion',
    { max_concurrency: 1, max_queue_length: 10 },
    { max_concurrency: 10, max_queue_length: 100 },
  ),
  to(
    'the concurrency is raised',
    { max_queue_length: 10 },
    { max_queue_length: 10, max_concurrency: 4 },
  ),
  {
    title: 'an Async API has no such queue',
    before: api({ max_concurrency: 8 }, 'AsyncAPI'),
    after: api({ max_concurrency: 4 }, 'AsyncAPI'),
    said: undefined,
  },
  { title: 'a new API', after: api({ max_queue_length: 1000 }), said: undefined },
]

describe.each(changes)('$title', (change) => {
  const said = change.said === undefined ? [] : [change.said]
  const { before, after } = change

  it.each(spell({ ...change, ...(before && { before: [before] }), after: [after] }))(
    '%s',
    (_, old, now) => {
      expect(judge({ path: 'cortex.yaml', headline: HEADLINE }, old, now)).toEqual(said)
    },
  )

  it.each(spell(change))('as an exported API, %s', (_, old, now) => {
    expect(judge({ path: 'cortex.yaml', headline: HEADLINE }, old, now)).toEqual(said)
  })
})
