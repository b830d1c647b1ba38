import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import type { BotThread } from '../../../src/github/read/conversation.ts'
import type { DesiredComment } from '../../../src/github/write/comments.ts'
import { type CommentPlan, planComments } from '../../../src/github/write/reconcile.ts'
import { parseMarker, renderMarker } from '../../../src/report/comment/marker.ts'
import { runs } from '../../runs.ts'

/** What happens between two runs: a push with these findings, and what people do to a thread. */
interface Step {
  readonly findings: readonly (readonly [fingerprint: number, handle: number, line: number])[]
  readonly limit: number
  readonly person: { readonly thread: number; readonly does: 'resolve' | 'hide' | 'reply' | 'none' }
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    findings: fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(3)), { maxLength: 5 }),
    limit: fc.constantFrom(1, 3, 25),
    person: fc.record({
      thread: fc.nat(8),
      does: fc.constantFrom('resolve', 'hide', 'reply', 'none'),
    }),
  }),
  { minLength: 1, maxLength: 7 },
)

function desire([fingerprint, handle, line]: Step['findings'][number]): DesiredComment {
  const names = { fingerprint: `${fingerprint}a`, handle: `${fingerprint}b${handle}` }
  const marker = renderMarker({ kind: 'finding', rule: 'a-rule', ...names })
  const anchor = line > 0 ? { path: 'a.yaml', side: 'RIGHT' as const, line } : undefined
  const body = `Values ${names.handle}`
  return {
    ...names,
    ...(anchor && { anchor }),
    body: `${body} with suggestion\n${marker}`,
    plainBody: `${body}\n${marker}`,
  }
}

function withBody(thread: BotThread, body: string): BotThread {
  const marker = parseMarker(body)
  if (marker?.kind !== 'finding') throw new Error('A comment lost its marker')
  return { ...thread, marker, comment: { ...thread.comment, body } }
}

let lastId = 0

function threadOf({ anchor, body }: DesiredComment): BotThread {
  lastId += 1
  const comment = { id: lastId, nodeId: `C${lastId}`, body, isMinimized: false }
  const marker = parseMarker(body)
  if (marker?.kind !== 'finding' || !anchor) throw new Error('Nothing to post')
  const place = { path: anchor.path, side: 'RIGHT' as const, startLine: undefined }
  const state = { isResolved: false, isOutdated: false, hasReplies: false, canResolve: true }
  const line = 'line' in anchor ? anchor.line : undefined
  return { id: `T${lastId}`, comment, marker, line, ...place, ...state }
}

/** What GitHub has after a plan. */
function perform(threads: readonly BotThread[], plan: CommentPlan): readonly BotThread[] {
  const edits = new Map(plan.edit.map(({ thread, body }) => [thread.id, body]))
  const closings = new Map(plan.close.map(({ thread, body }) => [thread.id, body]))
  const removed = new Set(plan.remove.map(({ id }) => id))
  const kept = threads
    .filter(({ comment }) => !removed.has(comment.id))
    .map((thread) => {
      const [edited, closed] = [edits.get(thread.id), closings.get(thread.id)]
      if (closed !== undefined) return { ...withBody(thread, closed), isResolved: true }
      return edited === undefined ? thread : withBody(thread, edited)
    })
  return [...kept, ...plan.create.map(threadOf)]
}

function act(threads: readonly BotThread[], { thread: at, does }: Step['person']) {
  return threads.map((thread, index): BotThread => {
    if (index !== at) return thread
    if (does === 'resolve') return { ...thread, isResolved: true }
    if (does === 'reply') return { ...thread, hasReplies: true }
    const comment = { ...thread.comment, isMinimized: does === 'hide' }
    return does === 'hide' ? { ...thread, comment } : thread
  })
}

it('whatever happens: a second run is idle, all is said, and no answer is lost', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let threads: readonly BotThread[] = []
      for (const { findings, limit, person } of all) {
        const wishes = {
          desired: findings.map(desire),
          limit,
          commit: 'abcdef0123',
          refused: new Set<string>(),
          settled: new Map(),
          isUnseen: () => false,
        }
        const plan = planComments(wishes, threads)
        const answered = threads.filter(({ hasReplies }) => hasReplies)
        threads = perform(threads, plan)

        const again = planComments(wishes, threads)
        const { create, edit, close, remove } = again
        expect([create, edit, close, remove]).toEqual([[], [], [], []])
        const placed = wishes.desired.filter(({ anchor }) => anchor).slice(0, limit)
        for (const each of placed) expect(again.said.has(each)).toBe(true)
        const ids = new Set(threads.map(({ id }) => id))
        for (const { id } of answered) expect(ids.has(id)).toBe(true)
        threads = act(threads, person)
      }
    }),
    { numRuns: runs(500) },
  )
})
