import { describe, expect, it } from '@jest/globals'
import type { BotThread } from '../../../src/github/read/conversation.ts'
import type { DesiredComment } from '../../../src/github/write/comments.ts'
import {
  isIdle,
  isOutdated,
  planComments,
  planSummary,
  type Wishes,
} from '../../../src/github/write/reconcile.ts'
import { announceClosing, announceReturn } from '../../../src/report/comment/closed.ts'
import {
  type FindingMarker,
  parseMarker,
  renderMarker,
  type SummaryMarker,
} from '../../../src/report/comment/marker.ts'
import type { Anchor } from '../../../src/report/comment/placement.ts'

const COMMIT = 'abcdef0123456789'
const ANCHOR: Anchor = { path: 'cluster.yaml', side: 'RIGHT', line: 5 }

function desire(fingerprint: string, handle = 'a1'): DesiredComment {
  const marker = renderMarker({ kind: 'finding', rule: 'some-rule', fingerprint, handle })
  return {
    fingerprint,
    handle,
    anchor: ANCHOR,
    body: `${handle} with suggestion\n${marker}`,
    plainBody: `${handle}\n${marker}`,
  }
}

function inFile(path: string, handle: string, line: number): DesiredComment {
  return { ...desire('aa', handle), anchor: { ...ANCHOR, path, line } }
}

let lastId = 10

function threadOf(
  { body }: Pick<DesiredComment, 'body'>,
  { isMinimized = false, ...more }: Partial<BotThread> & { isMinimized?: boolean } = {},
): BotThread {
  lastId += 1
  return {
    id: `T${lastId}`,
    comment: { id: lastId, nodeId: `C${lastId}`, body, isMinimized },
    marker: markerOf(body),
    isResolved: false,
    isOutdated: false,
    hasReplies: false,
    canResolve: false,
    path: ANCHOR.path,
    side: ANCHOR.side,
    line: ANCHOR.line,
    startLine: undefined,
    ...more,
  }
}

function markerOf(body: string): FindingMarker {
  const marker = parseMarker(body)
  if (marker?.kind !== 'finding') throw new Error('No marker of a finding')
  return marker
}

/** A thread whose text was edited. */
function remade(thread: BotThread, body: string): BotThread {
  return { ...thread, marker: markerOf(body), comment: { ...thread.comment, body } }
}

function closed(thread: BotThread, closing: 'fixed' | 'ignored' = 'fixed'): BotThread {
  const body = announceClosing(thread.comment.body, closing, COMMIT)
  return {
    ...thread,
    isResolved: true,
    marker: markerOf(body),
    comment: { ...thread.comment, body },
  }
}

function isCluster(path: string): boolean {
  return path === ANCHOR.path
}

const NOTHING = { create: [], refused: [], edit: [], close: [], remove: [] }

function plan(
  desired: readonly DesiredComment[],
  threads: readonly BotThread[],
  more: Partial<Wishes> = {},
) {
  const none = { refused: new Set<string>(), settled: new Map(), isUnseen: () => false }
  const wishes = { desired, limit: 25, commit: COMMIT, ...none, ...more }
  const { said, ...writes } = planComments(wishes, threads)
  return { ...writes, states: desired.map((each) => said.get(each)) }
}

describe('a finding whose name is no longer repeated', () => {
  const [one, other] = ['1', '2'].map((digit) => digit.repeat(32))

  it('keeps its own thread, though the other one had the fingerprint', () => {
    const first = threadOf(desire('aa', one), { path: 'a/cortex.yaml' })
    const second = threadOf(desire('bb', other), { path: 'b/cortex.yaml' })
    const left = inFile('b/cortex.yaml', other ?? '', ANCHOR.line)
    const wishes: Wishes = {
      desired: [left],
      limit: 25,
      refused: new Set(),
      settled: new Map(),
      isUnseen: () => false,
      commit: COMMIT,
    }
    const { create, edit, close } = planComments(wishes, [first, second])
    expect(create).toEqual([])
    expect(edit.map(({ thread }) => thread)).toEqual([second])
    expect(close.map(({ thread }) => thread)).toEqual([first])
  })
})

describe('planComments', () => {
  it('creates what is new, up to the limit', () => {
    const [one, two, three] = [desire('aa'), desire('bb'), desire('cc')]
    const { anchor: _, ...nowhere } = two
    const writes = { ...NOTHING, create: [one, three] }
    expect(plan([one, nowhere, three], [], { limit: 2 })).toMatchObject(writes)
    expect(plan([one, two, three], [], { limit: 1 })).toMatchObject({ create: [one] })
  })

  it('does not try again what GitHub refused', () => {
    const [one, two] = [desire('aa', 'a1'), desire('bb', 'b2')]
    const refused = new Set(['a1'])
    expect(plan([one, two], [], { refused })).toMatchObject({ create: [two], refused: [one] })
    expect(plan([one], [threadOf(one)], { refused })).toMatchObject(NOTHING)
  })

  it('leaves alone what is said already, also on lines that changed since', () => {
    const comment = desire('aa')
    for (const more of [{}, { line: undefined }, { line: undefined, path: 'old.yaml' }]) {
      const planned = plan([comment], [threadOf(comment, more)])
      expect(planned).toEqual({ ...NOTHING, states: ['comment'] })
    }
    expect(plan([comment], [threadOf(comment)], { limit: 0 })).toMatchObject(NOTHING)
  })

  it('ignores differences that GitHub makes', () => {
    const comment = desire('aa')
    const body = `${comment.body.replaceAll('\n', '\r\n')}\r\n`
    expect(plan([comment], [threadOf({ body })])).toMatchObject(NOTHING)
  })

  it('edits a comment whose values changed', () => {
    const now = desire('aa', 'b2')
    const thread = threadOf(desire('aa'))
    const edit = [{ thread, body: now.body }]
    expect(plan([now], [thread])).toEqual({ ...NOTHING, edit, states: ['comment'] })
  })

  it('leaves out the suggestion where it would replace other lines', () => {
    const now = desire('aa', 'b2')
    const { anchor: _, ...nowhere } = now
    const same = desire('aa')
    expect(plan([same], [threadOf(same, { line: 9 })]).edit).toMatchObject([
      { body: same.plainBody },
    ])
    for (const more of [{ line: undefined }, { line: 6 }, { startLine: 4 }, { path: 'x.yaml' }]) {
      const { edit } = plan([now], [threadOf(desire('aa'), more)])
      expect(edit).toMatchObject([{ body: now.plainBody }])
      expect(plan([now], [threadOf({ body: now.plainBody }, more)]).edit).toEqual([])
    }
    expect(plan([nowhere], [threadOf(desire('aa'))]).edit).toMatchObject([{ body: now.plainBody }])
  })

  it.each([{ isResolved: true }, { isMinimized: true }])(
    'is silent after a person said so (%j), while the values are the same',
    (more) => {
      const thread = threadOf(desire('aa'), more)
      const silent = plan([desire('aa')], [thread])
      expect(silent).toMatchObject({ ...NOTHING, edit: silent.edit, states: ['resolved'] })
      // That it was there then is kept in the marker: what is resolved alone may be fixed.
      const kept = silent.edit.map(({ body }) => ({ ...thread, ...remade(thread, body) }))
      expect(kept).toHaveLength(more.isResolved ? 1 : 0)
      const [after = thread] = kept
      expect(plan([desire('aa')], [after])).toEqual({ ...NOTHING, states: ['resolved'] })

      const changed = desire('aa', 'b2')
      expect(plan([changed], [thread])).toMatchObject({ ...NOTHING, create: [changed] })
      const backAgain = plan([desire('aa')], [after, threadOf(changed)])
      expect(backAgain).toMatchObject({ create: [], edit: [], states: ['resolved'] })
      expect(backAgain.close).toMatchObject([{ thread: { marker: { handle: 'b2' } } }])
    },
  )

  it('marks as fixed what is gone, whoever resolved it, and says it again if it was not silent', () => {
    const thread = threadOf(desire('aa'), { isResolved: true })
    const { close } = plan([], [thread])
    expect(close).toMatchObject([{ body: expect.stringContaining('**Fixed**') }])
    const fixed = remade(thread, close[0]?.body ?? '')
    expect(plan([], [fixed])).toEqual({ ...NOTHING, states: [] })
    expect(plan([desire('aa')], [fixed]).create).toEqual([
      expect.objectContaining({ body: announceReturn(desire('aa').body) }),
    ])
    expect(plan([], [thread], { isUnseen: isCluster })).toEqual({ ...NOTHING, states: [] })
  })

  it('stays silent where a person resolved it while it was there, though it was gone', () => {
    const thread = threadOf(desire('aa'), { isResolved: true })
    const silent = remade(thread, plan([desire('aa')], [thread]).edit[0]?.body ?? '')
    const gone = remade(silent, plan([], [silent]).close[0]?.body ?? '')
    expect(gone.marker).toMatchObject({ state: 'fixed', isSilent: true })
    const { create, edit, states } = plan([desire('aa')], [gone])
    expect([create, states]).toEqual([[], ['resolved']])
    const back = remade(gone, edit[0]?.body ?? '')
    expect(back.marker).toEqual(silent.marker)
    expect(plan([desire('aa')], [back])).toEqual({ ...NOTHING, states: ['resolved'] })
  })

  it('says anew what a push left behind, and leads from the old comment to it', () => {
    const left = { isOutdated: true, line: undefined }
    const thread = threadOf(desire('aa'), left)
    const changed = desire('aa', 'b2')
    for (const finding of [desire('aa'), changed]) {
      const { create, edit, close, states } = plan([finding], [thread])
      expect([create, edit, states]).toEqual([[finding], [], [undefined]])
      expect(close).toMatchObject([{ thread, successor: finding }])
      expect(close[0]?.body).toContain('**Moved**')
    }
    // What cannot be said anew stays where it is.
    expect(plan([changed], [thread], { limit: 0 })).toMatchObject({ create: [], close: [] })
    const refused = { refused: new Set(['b2']) }
    expect(plan([changed], [thread], refused)).toMatchObject({ create: [], close: [] })
    // A run that ended before it could close the old one leaves that to the next.
    const { close } = plan([changed], [thread, threadOf(changed)])
    expect(close).toMatchObject([{ thread, body: expect.stringContaining('Fixed') }])
    const twice = plan([desire('aa')], [thread, threadOf(desire('aa'))])
    expect(twice.close[0]?.body).toContain(`#discussion_r${lastId}`)
  })

  it('goes on with what a rename carries along', () => {
    const thread = threadOf(desire('aa'))
    const renamed = desire('bb', 'b2')
    const plans = plan([renamed], [thread])
    expect(plans).toMatchObject({ create: [], close: [], edit: [{ thread, body: renamed.body }] })
    const named = threadOf(desire('aa'), { isOutdated: true, line: undefined })
    expect(plan([renamed], [named])).toMatchObject({
      create: [renamed],
      close: [{ thread: named, successor: renamed }],
    })
    const other = { ...renamed, body: renamed.body.replace('some-rule', 'other-rule') }
    expect(plan([other], [thread]).create).toEqual([other])
  })

  it('pairs findings of one identity with as many threads', () => {
    const twins = [desire('aa', 'a1'), desire('aa', 'b2')]
    const threads = twins.toReversed().map((twin) => threadOf(twin))
    expect(plan(twins, threads)).toMatchObject(NOTHING)
    expect(plan(twins, threads.slice(0, 1)).create).toEqual([twins[0]])
  })

  it('pairs what is new in two files by the file, though values and lines change', () => {
    const threads = ['eu', 'us'].map((path) => threadOf(inFile(path, 'a1', 5), { path }))
    const findings = [inFile('us', 'b2', 7), inFile('eu', 'c3', 8)]
    const { create, edit, close } = plan(findings, threads)
    expect([create, close]).toEqual([[], []])
    expect(edit.map(({ thread, body }) => [thread.path, markerOf(body).handle])).toEqual([
      ['us', 'b2'],
      ['eu', 'c3'],
    ])
  })

  it('closes what is gone, and says why', () => {
    const thread = threadOf(desire('aa'))
    const { close, ...rest } = plan([], [thread])
    expect(rest).toMatchObject({ create: [], edit: [], remove: [] })
    expect(close[0]?.body).toBe(
      [
        '✅ **Fixed** as of `abcdef0123`.',
        '',
        '<details><summary>Original comment</summary>',
        '',
        'a1 with suggestion',
        '',
        '</details>',
        '<!-- cortex-review:v1 rule=some-rule fp=aa h=a1 state=fixed -->',
      ].join('\n'),
    )
    const ignored = plan([], [thread], { settled: new Map([['aa', 'ignored']]) })
    expect(ignored.close[0]?.body).toMatch(/^☑️ \*\*Ignored\*\*.* state=ignored -->$/s)
    expect(plan([], [closed(thread)])).toMatchObject(NOTHING)
  })

  it('closes nothing of what the review could not see', () => {
    expect(plan([], [threadOf(desire('aa'))], { isUnseen: isCluster })).toMatchObject(NOTHING)
    const other = threadOf(desire('aa'), { path: 'other.yaml' })
    expect(plan([], [other], { isUnseen: isCluster }).close).toHaveLength(1)
  })

  it('leaves no suggestion in a closed comment', () => {
    const { body } = desire('aa')
    const said = `Head\n\`\`\`\`suggestion\na: 1\n\`\`\`\`\n<sub>Finding \`a1\`.</sub>\n${body}`
    const text = plan([], [threadOf({ body: said })]).close[0]?.body
    expect(text).toContain('\n````yaml\na: 1\n````\n')
    expect(text).not.toContain('<sub>')
  })

  it('says that a finding came back, and says it until it is fixed again', () => {
    const comment = desire('aa')
    const history = closed(threadOf(comment))
    const { create } = plan([comment], [history])
    expect(create).toEqual([
      {
        ...comment,
        body: announceReturn(comment.body),
        plainBody: announceReturn(comment.plainBody),
      },
    ])
    const returned = threadOf({ body: create[0]?.body ?? '' })
    expect(plan([comment], [history, returned])).toMatchObject(NOTHING)
    const changed = desire('aa', 'b2')
    const { edit } = plan([changed], [history, returned])
    expect(edit).toEqual([{ thread: returned, body: announceReturn(changed.body) }])
  })

  it('does not say so of what is new in another file', () => {
    const thread = threadOf(inFile('eu', 'a1', 5), { path: 'eu' })
    const [closing] = plan([], [thread]).close
    const history = [threadOf({ body: closing?.body ?? '' }, { path: 'eu' })]
    const returned = (finding: DesiredComment) => plan([finding], history).create[0]?.body
    expect(returned(inFile('us', 'b2', 5))).not.toContain('has returned')
    expect(returned(inFile('us', 'a1', 5))).toContain('has returned')
    expect(returned(inFile('eu', 'b2', 7))).toContain('has returned')
  })

  it('does not say so of what was ignored', () => {
    const comment = desire('aa')
    expect(plan([comment], [closed(threadOf(comment), 'ignored')]).create).toEqual([comment])
  })

  it('takes away second copies, but never what somebody answered', () => {
    const comment = desire('aa')
    const [first, copy] = [threadOf(comment), threadOf(comment)]
    expect(plan([comment], [first, copy])).toMatchObject({ ...NOTHING, remove: [copy.comment] })
    const answered = { ...copy, hasReplies: true }
    expect(plan([comment], [first, answered])).toMatchObject(NOTHING)
    const elsewhere = { ...copy, line: 8 }
    const { close, remove } = plan([comment], [first, elsewhere])
    expect([close.map(({ thread }) => thread), remove]).toEqual([[elsewhere], []])
  })
})

function summaryOf(text: string, marker: Omit<SummaryMarker, 'kind'> = {}, id = 3) {
  const body = `${text}\n${renderMarker({ kind: 'summary', ...marker })}`
  const comment = { id, nodeId: `I${id}`, body, isMinimized: false }
  return { comment, marker: { kind: 'summary', ...marker } as const }
}

describe('planSummary', () => {
  const { body } = summaryOf('Two findings').comment

  it('creates one if it is needed', () => {
    expect(planSummary(body, true, [])).toEqual({ create: body, remove: [] })
    expect(planSummary(body, false, [])).toEqual({ remove: [] })
  })

  it('edits the one there is, also when nothing is left to say', () => {
    const old = summaryOf('Three findings')
    for (const isNeeded of [true, false]) {
      const update = { comment: old.comment, body }
      expect(planSummary(body, isNeeded, [old])).toEqual({ update, remove: [] })
      expect(planSummary(old.comment.body, isNeeded, [old])).toEqual({ remove: [] })
    }
  })

  it('is content with one of an earlier commit that says the same', () => {
    const [earlier, later] = [COMMIT, '0123456789abcdef'].map((head, run) =>
      summaryOf(`See /blob/${head}/a.yaml\n\nCommit ${head.slice(0, 10)}`, { head, run }),
    )
    if (!earlier || !later) throw new Error('Nothing to compare')
    expect(planSummary(later.comment.body, true, [earlier])).toEqual({ remove: [] })
  })

  it('removes extra copies', () => {
    const copies = [3, 4, 5].map((id) => summaryOf('Two findings', {}, id))
    const [, ...rest] = copies.map(({ comment }) => comment)
    expect(planSummary(body, true, copies)).toEqual({ remove: rest })
  })
})

describe('isOutdated', () => {
  const there = [summaryOf('', { head: 'bb', run: 7, id: 70 })]

  it.each([
    ['an earlier run on another commit', { head: 'aa', run: 6, id: 60 }, true],
    ['an earlier run on the same commit', { head: 'bb', run: 6, id: 60 }, false],
    ['a later run', { head: 'aa', run: 8, id: 80 }, false],
    ['a later run of a workflow that counts anew', { head: 'aa', run: 1, id: 80 }, false],
    ['a run without a number', { head: 'aa' }, false],
  ])('%s', (_name, marker, expected) => {
    expect(isOutdated({ kind: 'summary', ...marker }, there)).toBe(expected)
    expect(isOutdated({ kind: 'summary', ...marker }, [])).toBe(false)
  })
})

describe('isIdle', () => {
  it('is true only if nothing is to be written', () => {
    const nothing = { ...NOTHING, said: new Map() }
    const { comment } = summaryOf('')
    expect(isIdle(nothing, { remove: [] })).toBe(true)
    expect(isIdle({ ...nothing, create: [desire('aa')] }, { remove: [] })).toBe(false)
    expect(isIdle({ ...nothing, remove: [comment] }, { remove: [] })).toBe(false)
    expect(isIdle(nothing, { remove: [comment] })).toBe(false)
    expect(isIdle(nothing, { create: 'x', remove: [] })).toBe(false)
  })
})
