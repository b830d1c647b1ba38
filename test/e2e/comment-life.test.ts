import { describe, expect, it } from '@jest/globals'
import { parseMarker, renderMarker } from '../../src/report/comment/marker.ts'
import { type StartedGitHub } from '../fake-github/start.ts'
import { ADA, BEN, BOT, type Pull, type Thread } from '../fake-github/world.ts'
import { commentsOf, openPull, RISKY, ruleOf, rulesOf, runOn } from './pulls.ts'
import type { Step } from './runner.ts'
import { API, RISKY_API } from './samples.ts'
import { prepareStage } from './stage.ts'

const SPEC = 'prod/cortex.yaml'
const QUEUE = 'queue-length-raised'
const LONG_QUEUE = API.replace('max_queue_length: 20', 'max_queue_length: 2000')
const LONGER_QUEUE = API.replace('max_queue_length: 20', 'max_queue_length: 3000')

let action: string
let github: StartedGitHub
let pull: Pull

prepareStage((stage) => {
  ;({ action, github } = stage)
})

/** Runs on the pull request; returns what was asked of GitHub besides the step's result. */
async function run(more: Partial<Step> = {}) {
  github.countCalls()
  const result = await runOn(github, action, pull, more)
  return { ...result, calls: github.countCalls() }
}

/** Runs as the run of a number; a second attempt has the one of the first. */
function runAs(number: number) {
  return run({ env: { GITHUB_RUN_NUMBER: `${number}`, GITHUB_RUN_ID: `${number}0` } })
}

/** Runs on a new head. */
async function push(files: Readonly<Record<string, string | null>>, more: Partial<Step> = {}) {
  github.world.pushFiles(pull, files)
  return run(more)
}

async function start(files: Readonly<Record<string, string | null>> = { [SPEC]: LONG_QUEUE }) {
  pull = openPull(github, files)
  return run()
}

function threadOf(rule: string, index = 0): Thread {
  const threads = pull.threads.filter(({ comments }) => comments[0] && ruleOf(comments[0]) === rule)
  const thread = threads[index]
  if (!thread) throw new Error(`No thread ${index} of ${rule}`)
  return thread
}

function textOf({ comments }: Thread): string {
  return comments[0]?.body ?? ''
}

function summaryText(): string {
  expect(pull.comments).toHaveLength(1)
  return pull.comments[0]?.body ?? ''
}

const PARROT = { ...BOT, login: 'parrot[bot]', id: 99 }

/** Another program says all that we said, and that it is a later run. */
function parrot(): void {
  const [summary] = pull.comments
  for (const thread of pull.threads.slice()) {
    const copies = thread.comments.map((each, index) => {
      return { ...each, id: 500_000 + index, user: PARROT }
    })
    pull.threads.unshift({ ...thread, id: `${thread.id}x`, comments: copies })
  }
  const later = { kind: 'summary', head: 'f'.repeat(40), run: 999_999, id: 9_999_990 } as const
  github.world.say(pull, PARROT, summary?.body ?? '')
  github.world.say(pull, PARROT, `Mine\n\n${renderMarker(later)}`)
}

/** What the other program said, as it stands there. */
function parroted() {
  const inThreads = pull.threads.flatMap(({ comments, resolvedBy }) =>
    comments.map((each) => ({ ...each, line: null, resolvedBy })),
  )
  return [...pull.comments, ...inThreads].filter(({ user }) => user === PARROT)
}

describe('a comment by another program with our markers', () => {
  it('is text: it stops no run, and is neither edited, resolved nor deleted', async () => {
    await start()
    parrot()
    const before = structuredClone(parroted())
    expect(before.length).toBeGreaterThan(2)
    const more = { env: { GITHUB_RUN_NUMBER: '8', GITHUB_RUN_ID: '80' } }
    const { annotations } = await push({ [SPEC]: LONGER_QUEUE }, more)
    expect(annotations.filter(({ message }) => message.includes('posted'))).toEqual([])
    expect(parroted()).toEqual(before)
    const own = pull.threads.filter(({ comments }) => comments[0]?.user === BOT)
    expect(own.map(textOf).join('\n')).toContain('`20` to `3000`')
    expect(pull.comments.find(({ user }) => user === BOT)?.body).toContain('3000')
  })
})

describe('a comment', () => {
  it('stays as it is while its finding is there, wherever that moves', async () => {
    await start()
    const moved = { [SPEC]: null, 'live/cortex.yaml': `# The shop\n\n${LONG_QUEUE}` }
    await push(moved)
    expect(pull.reviews).toHaveLength(1)
    expect(commentsOf(pull)).toMatchObject([{ edits: 0 }])

    const { calls } = await push({ 'README.md': '# New\n' })
    // A file that moves may belong to another cluster, which takes a request to see.
    expect(calls).toEqual({ reads: 3, writes: 0 })
  })

  it('is edited once when the values change elsewhere', async () => {
    const shorter = API.replace('max_queue_length: 20', 'max_queue_length: 10')
    await start()
    // The old side has another value now, and the line of the comment is as it was.
    const { repository } = github.world
    pull.base = repository.commit({ [SPEC]: shorter }, pull.base)
    github.world.push(pull, repository.commit({ [SPEC]: LONG_QUEUE }, pull.base))
    const { calls } = await run()
    // The comments in one request, and the summary; no review, so nobody is told.
    expect(calls.writes).toBe(1)
    expect(textOf(threadOf(QUEUE))).toContain('`10` to `2000`')
    expect(commentsOf(pull)).toMatchObject([{ edits: 1 }])
    expect(pull.reviews).toHaveLength(1)
    expect((await run()).calls.writes).toBe(0)
  })

  it.each([
    ['another value', LONGER_QUEUE],
    ['a comment', LONG_QUEUE.replace('2000', '2000 # the batch waits')],
  ])(
    'is said anew where its line was changed to %s, and the old one leads there',
    async (...row) => {
      const [, changed] = row
      await start()
      const { calls } = await push({ [SPEC]: changed })
      expect(calls.writes).toBe(2)
      expect(pull.reviews).toHaveLength(2)
      const [old, now] = [threadOf(QUEUE, 0), threadOf(QUEUE, 1)]
      expect(now.comments[0]?.line).not.toBeNull()
      expect(textOf(now)).toContain('```suggestion')
      expect(textOf(now)).not.toContain('has returned')
      expect(textOf(old)).toContain(`**Moved**`)
      expect(textOf(old)).toContain(`(#pullrequestreview-${pull.reviews[1]?.id})`)
      expect(old.comments[0]?.minimized).toBe('resolved')
      expect((await run()).calls.writes).toBe(0)
      expect(await github.world.commitSuggestion(pull, now.comments[0]?.id ?? 0)).toBeUndefined()
      await run()
      expect(textOf(now)).toContain('**Fixed**')
      expect(textOf(old)).toContain('**Moved**')
    },
  )

  it('is fixed though its cluster has another name, where the rule looks at one side', async () => {
    const rule = 'operator-load-balancer-public'
    const cluster = RISKY['prod/cluster.yaml'].replace('cluster_name: prod', 'cluster_name: shop')
    await start({ 'prod/cluster.yaml': cluster })
    const [comment] = threadOf(rule).comments
    expect(await github.world.commitSuggestion(pull, comment?.id ?? 0)).toBeUndefined()
    await run()
    expect(textOf(threadOf(rule))).toContain('**Fixed**')
  })

  it('is fixed beside a file that was no YAML before', async () => {
    const broken = { 'old/cortex.yaml': `${API}\n  broken: [\n` }
    pull = openPull(github, { [SPEC]: LONG_QUEUE }, { [SPEC]: API, ...broken })
    await run()
    await push({ [SPEC]: API, 'old/cortex.yaml': `# New\n${broken['old/cortex.yaml']}` })
    expect(textOf(threadOf(QUEUE))).toContain('**Fixed**')
  })

  it('is fixed by the button, and comes back with a revert', async () => {
    await start()
    const { head } = pull
    const [comment] = threadOf(QUEUE).comments
    expect(await github.world.commitSuggestion(pull, comment?.id ?? 0)).toBeUndefined()
    expect(threadOf(QUEUE).resolvedBy).toEqual(ADA)
    await run()
    expect(textOf(threadOf(QUEUE))).toContain('**Fixed**')
    expect(comment?.minimized).toBeUndefined()

    github.world.push(pull, head)
    expect(rulesOf(await run())).toEqual([QUEUE])
    expect(textOf(threadOf(QUEUE, 1))).toContain('has returned after it was fixed')
    expect(pull.threads).toHaveLength(2)
    expect((await run()).calls.writes).toBe(0)
  })

  it('goes along when a push renames the API or the cluster', async () => {
    const files = { ...RISKY, [SPEC]: LONG_QUEUE }
    await start(files)
    const rules = commentsOf(pull).map(ruleOf)
    const cluster = RISKY['prod/cluster.yaml'].replace('cluster_name: prod', 'cluster_name: shop')
    await push({ 'prod/cluster.yaml': cluster })
    await push({ [SPEC]: LONG_QUEUE.replace('name: recommend', 'name: recommender') })
    const texts = pull.threads.map(textOf)
    expect(texts.filter((text) => /Fixed|has returned|Superseded/.test(text))).toEqual([])
    const now = commentsOf(pull).map(ruleOf)
    expect(now.filter((rule) => rules.includes(rule))).toEqual(rules)
    expect((await run()).calls.writes).toBe(0)
  })

  it('goes along when a push renames what the pull request adds', async () => {
    const added = API.replace('recommend:1.4.2', 'new:latest').replace('recommend', 'new')
    await start({ 'new/cortex.yaml': added })
    const rules = commentsOf(pull).map(ruleOf)
    expect(rules.length).toBeGreaterThan(0)
    await push({ 'new/cortex.yaml': added.replace('name: new', 'name: newer') })
    expect(commentsOf(pull).map(ruleOf)).toEqual(rules)
    expect(pull.threads.map(textOf).filter((text) => text.includes('Fixed'))).toEqual([])
  })

  it.each([
    ['usual', 'minimised', { resolvedBy: null }, 'resolved'],
    ['generous', 'resolved', { resolvedBy: BOT }, undefined],
  ] as const)('is closed when its finding is gone: with the %s token %s', async (...row) => {
    const [token, , thread, minimized] = row
    await start({ ...RISKY })
    const { calls, annotations } = await push({ [SPEC]: API }, { token })

    expect(calls).toEqual({ reads: 4, writes: 1 })
    expect(threadOf(QUEUE)).toMatchObject(thread)
    expect(threadOf(QUEUE).comments[0]?.minimized).toBe(minimized)
    expect(textOf(threadOf(QUEUE))).toContain(`**Fixed** as of \`${pull.head.slice(0, 10)}\``)
    expect(textOf(threadOf('operator-load-balancer-public'))).not.toContain('Fixed')
    expect(annotations).toMatchObject([{ level: 'error', properties: {} }])
    expect((await run({ token })).calls.writes).toBe(0)
  })

  it('is never deleted, and keeps its replies', async () => {
    await start()
    github.world.reply(pull, threadOf(QUEUE).comments[0]?.id ?? 0, BEN, 'On purpose.')
    await push({ [SPEC]: API })
    expect(threadOf(QUEUE).comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('**Fixed**'),
      'On purpose.',
    ])
  })

  it('is the last word once a person resolved it, while the values are the same', async () => {
    await start()
    threadOf(QUEUE).resolvedBy = BEN
    const quiet = await push({ 'README.md': '# New\n' })
    expect(quiet.exitCode).toBe(0)
    expect(rulesOf(quiet)).toEqual([QUEUE])
    expect(pull.threads).toHaveLength(1)
    expect(summaryText()).toContain('1 finding (0 in comments, 1 resolved)')
    expect((await run()).calls.writes).toBe(0)

    await push({ [SPEC]: API })
    await push({ [SPEC]: LONG_QUEUE })
    expect(pull.threads).toHaveLength(1)

    await push({ [SPEC]: LONGER_QUEUE })
    expect(pull.threads).toHaveLength(2)
    expect(textOf(threadOf(QUEUE, 1))).toContain('`20` to `3000`')
    expect(textOf(threadOf(QUEUE))).toMatch(/^⚠️/)
  })

  it('is the last word once a person hid it', async () => {
    await start()
    const [comment] = threadOf(QUEUE).comments
    if (comment) comment.minimized = 'off-topic'
    await push({ 'README.md': '# New\n' })
    await push({ [SPEC]: API })
    await push({ [SPEC]: LONG_QUEUE })
    expect(commentsOf(pull)).toMatchObject([{ edits: 0, minimized: 'off-topic' }])
    expect(summaryText()).toContain('1 finding (0 in comments, 1 resolved)')
  })

  it('is a new one that says so if the finding comes back', async () => {
    await start()
    await push({ [SPEC]: API })
    await push({ [SPEC]: LONG_QUEUE })
    expect(pull.reviews).toHaveLength(2)
    expect(textOf(threadOf(QUEUE, 1))).toMatch(/^↩️ This finding has returned after it was fixed\./)
    expect(textOf(threadOf(QUEUE))).toContain('**Fixed**')
    expect((await run()).calls.writes).toBe(0)
  })

  it('is that of its own file where others have a spec of the same name', async () => {
    const [eu, us] = ['eu/cortex.yaml', 'us/cortex.yaml']
    pull = openPull(github, { [eu]: LONG_QUEUE, [us]: LONG_QUEUE }, { [eu]: API, [us]: API })
    await run()
    expect(commentsOf(pull).map(({ path }) => path)).toEqual([eu, us])
    await push({ [eu]: API })
    expect(textOf(threadOf(QUEUE, 0))).toContain('**Fixed**')
    expect(threadOf(QUEUE, 1).comments).toMatchObject([{ path: us, edits: 0 }])

    await push({ [eu]: LONGER_QUEUE })
    expect(commentsOf(pull).map(({ path }) => path)).toEqual([eu, us, eu])
    expect(textOf(threadOf(QUEUE, 2))).toContain('`20` to `3000`')
    expect(threadOf(QUEUE, 1).comments).toMatchObject([{ edits: 0 }])
    expect((await run()).calls.writes).toBe(0)
  })

  it('says what settled it if that was an ignore comment', async () => {
    await start()
    const ignore = '# cortex-review: ignore[queue-length-raised] the batch waits\n'
    await push({ [SPEC]: LONG_QUEUE.replace(/^( +)max_queue/m, `$1${ignore}$1max_queue`) })
    expect(textOf(threadOf(QUEUE))).toMatch(/^☑️ \*\*Ignored\*\*/)
    expect(summaryText()).toContain('1 ignored')
    expect((await run()).calls.writes).toBe(0)
  })

  it('waits while the file cannot be read, and is not taken for fixed', async () => {
    await start()
    await push({ [SPEC]: `${LONG_QUEUE}\n  broken: [\n` })
    expect(textOf(threadOf(QUEUE))).not.toContain('Fixed')
    expect(commentsOf(pull).map(ruleOf)).toEqual([QUEUE, 'yaml-invalid'])
    await push({ [SPEC]: LONG_QUEUE })
    expect(textOf(threadOf(QUEUE))).not.toContain('Fixed')
    expect(textOf(threadOf('yaml-invalid'))).toContain('Fixed')
    expect(pull.reviews).toHaveLength(2)
  })

  it('says so if another finding covers it', async () => {
    await start()
    // More than Cortex accepts: what it would do does not matter any more.
    await push({ [SPEC]: API.replace('max_queue_length: 20', 'max_queue_length: 2000000') })
    expect(commentsOf(pull).map(ruleOf)).toEqual([QUEUE, 'config-refused'])
    expect(textOf(threadOf(QUEUE))).toMatch(/^☑️ \*\*Superseded\*\* by another finding/)
    await push({ [SPEC]: LONG_QUEUE })
    expect(textOf(threadOf(QUEUE, 1))).toMatch(/^⚠️/)
  })

  it('is posted again if somebody deleted it', async () => {
    await start()
    pull.threads.splice(0)
    await run()
    expect(commentsOf(pull).map(ruleOf)).toEqual([QUEUE])
  })
})

describe('the summary', () => {
  it('says once that nothing is left', async () => {
    await start()
    await push({ [SPEC]: API })
    expect(summaryText()).toContain('✅ Cortex Review: ')
    expect(summaryText()).toContain('All findings from earlier commits are fixed.')
    expect(pull.reviews).toHaveLength(1)
    expect((await push({ 'README.md': '# New\n' })).calls.writes).toBe(0)
  })

  it('counts so that the numbers add up', async () => {
    const ignore = '# cortex-review: ignore[queue-length-raised] the batch waits\n'
    const after = RISKY_API.replace(/^( +)max_queue/m, `$1${ignore}$1max_queue`)
    pull = openPull(github, { ...RISKY, [SPEC]: after })
    await run({ inputs: { 'max-comments': '2' } })
    expect(commentsOf(pull)).toHaveLength(2)
    expect(summaryText()).toContain(
      '3 findings (2 in comments, 1 only in this summary) · 1 ignored',
    )
    expect(summaryText()).toContain('`max-comments` reached')
    for (const part of ['Effective changes', 'cortex cluster configure', 'Cost']) {
      expect(summaryText()).toContain(part)
    }
  })

  it('is one, whatever copies there are, and none of a person', async () => {
    await start()
    const { body } = pull.comments[0] ?? { body: '' }
    pull.comments.unshift({ id: 1, user: ADA, body, edits: 0 })
    pull.comments.push({ id: github.world.nextId(), user: BOT, body, edits: 0 })
    const { calls } = await run()
    expect(calls).toEqual({ reads: 4, writes: 1 })
    expect(pull.comments.map(({ user }) => user)).toEqual([ADA, BOT])
    expect((await run()).calls.writes).toBe(0)
  })

  it.each([
    ['always', { [SPEC]: `${API}# tidy\n` }, 1],
    ['on-findings', { [SPEC]: `${API}# tidy\n` }, 0],
    // A note, and no more.
    ['on-findings', { [SPEC]: API.replace('max_queue_length: 20', 'max_queue_length: 10') }, 0],
    ['never', { [SPEC]: LONG_QUEUE }, 0],
  ])('is posted as `comment-summary: %s` wants', async (when, files, count) => {
    pull = openPull(github, files)
    await run({ inputs: { 'comment-summary': when } })
    expect(pull.comments).toHaveLength(count)
    expect(pull.comments.every(({ body }) => !body.includes('is left'))).toBe(true)
  })

  it('tells which run reviewed which commit', async () => {
    pull = openPull(github, { [SPEC]: LONG_QUEUE })
    await run({ env: { GITHUB_RUN_NUMBER: '7', GITHUB_RUN_ID: '70' } })
    expect(parseMarker(summaryText())).toMatchObject({ head: pull.head, run: 7, id: 70 })
  })
})

describe('runs beside each other', () => {
  it('write nothing if the head moved meanwhile', async () => {
    pull = openPull(github, { [SPEC]: LONG_QUEUE })
    const effect = () => github.world.pushFiles(pull, { 'README.md': '# New\n' })
    github.faults.push({ method: 'POST', path: /graphql$/, skip: 1, effect })
    const { calls, annotations } = await run()
    expect(calls.writes).toBe(0)
    expect(annotations).toMatchObject([
      { level: 'notice', message: expect.stringContaining('A later run posts the review') },
      { level: 'warning', properties: { title: QUEUE } },
    ])
  })

  it('write nothing if a later one has reported on another commit', async () => {
    pull = openPull(github, { [SPEC]: LONG_QUEUE })
    const marker = renderMarker({ kind: 'summary', head: 'abc', run: 9, id: 90 })
    pull.comments.push({ id: 1, user: BOT, body: `Later\n${marker}`, edits: 0 })
    const { calls, outputs } = await run({ env: { GITHUB_RUN_NUMBER: '8', GITHUB_RUN_ID: '80' } })
    expect(calls.writes).toBe(0)
    expect(outputs['warning-count']).toBe('1')
  })

  it('report on a commit that a push brings back, but not in a run from before', async () => {
    pull = openPull(github, { [SPEC]: LONG_QUEUE })
    const first = pull.head
    await runAs(1)
    github.world.pushFiles(pull, { [SPEC]: API })
    await runAs(2)
    github.world.push(pull, first)

    const { calls, annotations } = await runAs(1)
    expect(calls.writes).toBe(0)
    expect(annotations[0]?.message).toContain('A later run posts the review')
    await runAs(3)
    expect(textOf(threadOf(QUEUE, 1))).toContain('This finding has returned after it was fixed.')
    // A second attempt has the numbers of the first one.
    expect((await runAs(3)).calls.writes).toBe(0)
  })

  it('leave one comment on each finding, and one summary', async () => {
    pull = openPull(github, RISKY)
    await Promise.all([run(), run(), run()])
    const rules = commentsOf(pull).map(ruleOf)
    expect(rules).toHaveLength(new Set(rules).size)
    expect(pull.comments).toHaveLength(1)
    expect((await run()).calls.writes).toBe(0)
  })
})
