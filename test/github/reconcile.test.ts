import { describe, expect, it } from '@jest/globals'
import type { BotThread } from '../../src/github/conversation.ts'
import {
  type DesiredComment,
  isIdle,
  planComments,
  planSummary,
} from '../../src/github/reconcile.ts'
import { renderMarker } from '../../src/report/marker.ts'

const SUMMARY = renderMarker({ kind: 'summary' })

function desire(fingerprint: string, text = 'Text'): DesiredComment {
  const marker = renderMarker({ kind: 'finding', rule: 'some-rule', fingerprint, handle: 'ab' })
  return {
    fingerprint,
    anchor: { path: 'cluster.yaml', side: 'RIGHT', line: 5 },
    body: `${text} with suggestion\n${marker}`,
    plainBody: `${text}\n${marker}`,
  }
}

function threadOf({ anchor, body }: DesiredComment, more: Partial<BotThread> = {}): BotThread {
  return {
    id: 'T1',
    comment: { id: 11, body },
    isResolved: false,
    hasReplies: false,
    canResolve: false,
    path: anchor.path,
    side: anchor.side,
    line: anchor.line,
    startLine: undefined,
    ...more,
  }
}

function plan(desired: readonly DesiredComment[], threads: readonly BotThread[]) {
  const found = new Set(desired.map(({ fingerprint }) => fingerprint))
  const { create, update, gone } = planComments(desired, found, threads)
  return { create, update, gone }
}

describe('planComments', () => {
  it('creates what is new', () => {
    const comment = desire('aa')
    expect(plan([comment], [])).toEqual({ create: [comment], update: [], gone: [] })
  })

  it('leaves alone what is said already, whatever its line', () => {
    const comment = desire('aa')
    for (const more of [{}, { line: undefined }, { line: 9 }]) {
      expect(plan([comment], [threadOf(comment, more)])).toEqual({
        create: [],
        update: [],
        gone: [],
      })
    }
  })

  it('ignores differences that GitHub makes', () => {
    const comment = desire('aa')
    const stored = { id: 11, body: `${comment.body.replaceAll('\n', '\r\n')}\r\n` }
    expect(plan([comment], [threadOf(comment, { comment: stored })]).update).toEqual([])
  })

  it('edits a comment whose text changed', () => {
    const now = desire('aa', 'New')
    expect(plan([now], [threadOf(desire('aa', 'Old'))]).update).toEqual([
      { id: 11, body: now.body },
    ])
  })

  it('leaves out the suggestion where it would replace other lines', () => {
    const now = desire('aa', 'New')
    for (const more of [{ line: undefined }, { line: 6 }, { startLine: 4 }, { path: 'x.yaml' }]) {
      const { update } = plan([now], [threadOf(desire('aa', 'Old'), more)])
      expect(update).toEqual([{ id: 11, body: now.plainBody }])

      const edited = threadOf(desire('aa'), { ...more, comment: { id: 11, body: now.plainBody } })
      expect(plan([now], [edited]).update).toEqual([])
    }
  })

  it('is silent once a person resolved the thread', () => {
    const resolved = threadOf(desire('aa', 'Old'), { isResolved: true })
    expect(plan([desire('aa', 'New')], [resolved])).toEqual({ create: [], update: [], gone: [] })
  })

  it('pairs findings of one identity with as many threads', () => {
    const twins = [desire('aa', 'One'), desire('aa', 'Two')]
    const threads = twins.map((twin) => threadOf(twin))
    expect(plan(twins, threads)).toEqual({ create: [], update: [], gone: [] })
    expect(plan(twins, threads.slice(0, 1)).create).toEqual([twins[1]])
  })

  it('tells which findings are gone, but not those that only have no comment now', () => {
    const thread = threadOf(desire('aa'))
    expect(plan([], [thread]).gone).toEqual([thread])
    expect(planComments([], new Set(['aa']), [thread]).gone).toEqual([])
    expect(plan([], [threadOf(desire('aa'), { isResolved: true })]).gone).toEqual([])
  })

  it('does not touch what other programs wrote', () => {
    const foreign = threadOf(desire('aa'), { comment: { id: 1, body: 'Coverage is down' } })
    expect(plan([], [foreign]).gone).toEqual([])
  })
})

describe('planSummary', () => {
  const body = `Two findings\n${SUMMARY}`

  it('creates one if it is needed', () => {
    expect(planSummary(body, true, [])).toEqual({ create: body, remove: [] })
    expect(planSummary(body, false, [])).toEqual({ remove: [] })
  })

  it('edits the one there is, also when nothing is left to say', () => {
    const old = { id: 3, body: `Three findings\n${SUMMARY}` }
    for (const isNeeded of [true, false]) {
      expect(planSummary(body, isNeeded, [old])).toEqual({ update: { id: 3, body }, remove: [] })
      expect(planSummary(old.body, isNeeded, [old])).toEqual({ remove: [] })
    }
  })

  it('removes extra copies', () => {
    const copies = [3, 4, 5].map((id) => ({ id, body }))
    expect(planSummary(body, true, copies)).toEqual({ remove: [4, 5] })
  })
})

describe('isIdle', () => {
  it('is true only if nothing is to be written', () => {
    const nothing = planComments([], new Set(), [])
    expect(isIdle(nothing, { remove: [] })).toBe(true)
    expect(isIdle(planComments([desire('aa')], new Set(), []), { remove: [] })).toBe(false)
    expect(isIdle(nothing, { remove: [1] })).toBe(false)
    expect(isIdle(nothing, { create: 'x', remove: [] })).toBe(false)
  })
})
