import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import type { Files } from '../fake-github/git.ts'
import { type StartedGitHub } from '../fake-github/start.ts'
import { parseSuggestion } from '../fake-github/suggestion.ts'
import type { Pull, ReviewComment } from '../fake-github/world.ts'
import { BASE, commentsOf, openPull, RISKY, ruleOf, rulesOf, runOn } from './pulls.ts'
import type { Step, StepResult } from './runner.ts'
import { API, CLUSTER, RISKY_API, RISKY_CLUSTER, RISKY_RULES } from './samples.ts'
import { prepareStage } from './stage.ts'

const PUBLIC = 'operator-load-balancer-public'
const QUEUE = 'queue-length-raised'

let action: string
let github: StartedGitHub
let pull: Pull

prepareStage((stage) => {
  ;({ action, github } = stage)
})

async function review(after: Files, before?: Files, more?: Partial<Step>): Promise<StepResult> {
  pull = openPull(github, after, before)
  return runOn(github, action, pull, more)
}

function commentOn(rule: string): ReviewComment {
  const [comment, ...others] = commentsOf(pull).filter((each) => ruleOf(each) === rule)
  if (!comment || others.length > 0) throw new Error(`${others.length + 1} comments on ${rule}`)
  return comment
}

function summaryText(): string {
  return pull.comments[0]?.body ?? ''
}

describe('the place of a comment', () => {
  it('is the lines that its suggestion replaces', async () => {
    await review(RISKY)
    expect(commentOn(QUEUE)).toMatchObject({ side: 'RIGHT', line: 6, startLine: null })
    expect(parseSuggestion(commentOn(QUEUE).body)).toEqual(['    max_queue_length: 20'])
  })

  it('is a line beside what was removed, if a suggestion can restore it from there', async () => {
    await review(RISKY)
    const comment = commentOn('readiness-probe-removed')
    expect(comment).toMatchObject({ side: 'RIGHT', subjectType: 'line' })
    expect(parseSuggestion(comment.body)?.join('\n')).toContain('readiness_probe:')
    expect(await github.world.commitSuggestion(pull, comment.id)).toBeUndefined()
  })

  it('is the removed line itself if nothing can restore it', async () => {
    const two = `${API}${API.replace('name: recommend', 'name: rank')}`
    await review({ 'prod/cortex.yaml': API }, { ...BASE, 'prod/cortex.yaml': two })
    const comment = commentOn('api-removed')
    expect(comment).toMatchObject({ side: 'LEFT', line: API.split('\n').length })
    expect(parseSuggestion(comment.body)).toBeUndefined()
  })

  it('is the line with the edit as text if no suggestion may carry it', async () => {
    // A mark that reorders text could hide what the button does.
    const [before = '', after = ''] = [API, RISKY_API].map((text) =>
      text.replace(/max_queue_length: \d+/, '$& # \u{202e}'),
    )
    await review({ 'prod/cortex.yaml': after }, { ...BASE, 'prod/cortex.yaml': before })
    const { body, ...place } = commentOn(QUEUE)
    expect(place).toMatchObject({ side: 'RIGHT', line: 6 })
    expect(parseSuggestion(body)).toBeUndefined()
    expect(body).toMatch(/```diff\n-    max_queue_length: 2000 # .*\n\+    max_queue_length: 20 # /)
  })

  it('is the file if GitHub delivers no patch, at most ten times', async () => {
    github.world.behaviour.omitPatch = () => true
    await review(manyOf(RISKY_API, 6), manyOf(API, 6))
    expect(commentsOf(pull)).toHaveLength(10)
    for (const { subjectType, line } of commentsOf(pull)) {
      expect([subjectType, line]).toEqual(['file', null])
    }
    expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
    expect(summaryText()).toContain('12 findings (10 in comments, 2 only in this summary)')
    expect(summaryText()).toContain('the lines are outside the diff')

    github.countCalls()
    await runOn(github, action, pull)
    expect(github.countCalls().writes).toBe(0)
  })

  it('is the summary for files that GitHub does not list', async () => {
    github.world.behaviour.maxFiles = 1
    const result = await review(RISKY)
    expect(rulesOf(result)).toEqual(expect.arrayContaining(RISKY_RULES))
    expect(new Set(commentsOf(pull).map(({ path }) => path))).toEqual(
      new Set(['prod/cluster.yaml']),
    )
    expect(summaryText()).toContain('4 findings (2 in comments, 2 only in this summary)')
    expect(summaryText()).toContain('no comment: the file has no diff')
    expect(summaryText()).toContain('GitHub lists only the first 1 changed files')
  })
})

describe('files of every kind', () => {
  it('added: comments are on its lines', async () => {
    const result = await review({ 'next/cluster.yaml': RISKY_CLUSTER.replace('prod', 'next') })
    expect(rulesOf(result)).toContain(PUBLIC)
    expect(commentOn(PUBLIC)).toMatchObject({ path: 'next/cluster.yaml', side: 'RIGHT', line: 6 })
  })

  it('removed: comments are on its old lines, by its old name', async () => {
    const result = await review({ 'prod/cortex.yaml': null })
    expect(rulesOf(result)).toEqual(['api-removed'])
    expect(commentOn('api-removed')).toMatchObject({ path: 'prod/cortex.yaml', side: 'LEFT' })
  })

  it('renamed and unchanged: nothing is said', async () => {
    const result = await review({ 'prod/cortex.yaml': null, 'live/cortex.yaml': API })
    expect([rulesOf(result), pull.reviews, pull.comments]).toEqual([[], [], []])
  })

  it('binary: a comment on the file says that it cannot be reviewed', async () => {
    const binary = `${CLUSTER}\u0000\u0001`
    const result = await review({ 'prod/cluster.yaml': binary })
    expect(rulesOf(result)).toEqual(['file-unreadable'])
    expect(commentOn('file-unreadable')).toMatchObject({
      path: 'prod/cluster.yaml',
      subjectType: 'file',
    })
  })

  it('too large: a comment on the file says that it cannot be reviewed', async () => {
    github.world.behaviour.omitPatch = (path) => path === 'prod/cluster.yaml'
    const large = `${CLUSTER}${'# padding\n'.repeat(120_000)}`
    const result = await review({ 'prod/cluster.yaml': large })
    expect(rulesOf(result)).toEqual(['file-unreadable'])
    expect(commentOn('file-unreadable')).toMatchObject({ subjectType: 'file' })
  })

  it.each([
    'prod/a b/cluster.yaml',
    'prod/"quoted" \'name\'/cluster.yaml',
    'prod/#1 & ?x=1%20/cluster.yaml',
    'prod/..cluster../cluster.yaml',
    'prod/`code` **bold** <b>/cluster.yaml',
    'prod/größe-集群-🚀/cluster.yaml',
    'prod/back\\slash:colon/cluster.yaml',
    '-prod/cluster.yaml',
    '--version/cluster.yaml',
    'prod/new\nline/cluster.yaml',
    'prod/e\u0301 \u202e/cluster.yaml',
  ])('named %j: comments, links and annotations name it', async (path) => {
    const files = { 'README.md': '# Shop\n', [path]: CLUSTER }
    await review({ [path]: RISKY_CLUSTER }, files)
    expect(commentOn(PUBLIC)).toMatchObject({ path, side: 'RIGHT', line: 6 })
    expect(await github.world.commitSuggestion(pull, commentOn(PUBLIC).id)).toBeUndefined()

    const file = createHash('sha256').update(path).digest('hex')
    expect(summaryText()).toContain(`/pull/${pull.number}/files#diff-${file}R6)`)

    pull = openPull(github, { [path]: RISKY_CLUSTER }, files, { fork: true })
    const { annotations } = await runOn(github, action, pull, { token: 'readOnly' })
    const places = annotations.map(({ properties }) => properties['file'])
    expect(places).toContain(path)
  })
})

describe('a review that GitHub refuses', () => {
  it('is posted without the comments to blame; those are in the summary and in the log', async () => {
    const { behaviour } = github.world
    const effect = () => (behaviour.omitPatch = (path) => path === 'prod/cluster.yaml')
    github.faults.push({ method: 'POST', path: /graphql$/, skip: 1, effect })
    const result = await review(RISKY)

    expect(result.exitCode).toBe(1)
    expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
    expect(new Set(commentsOf(pull).map(({ path }) => path))).toEqual(new Set(['prod/cortex.yaml']))
    expect(summaryText()).toContain('4 findings (2 in comments, 2 not posted)')
    expect(summaryText()).toContain('no comment: GitHub rejected the comment')
    const warnings = result.annotations.filter(({ properties }) => !properties['title'])
    expect(warnings.map(({ message }) => message)).toEqual([
      'GitHub rejected the comments on prod/cluster.yaml:6, prod/cluster.yaml:12. See the summary.',
      expect.stringContaining('Cortex Review: '),
    ])
    // What has no comment has an annotation.
    const titles = result.annotations.map(({ properties }) => properties['title'])
    expect(titles).toEqual(expect.arrayContaining([PUBLIC, 'on-demand-fallback-removed']))

    github.countCalls()
    const again = await runOn(github, action, pull)
    expect(github.countCalls().writes).toBe(0)
    expect(again.summary).toBe(result.summary)
  })
})

const NAMES = Array.from(
  { length: 90 },
  (_, at) => `apis/${'long-name-'.repeat(8)}${at}/cortex.yaml`,
)

/** An API in each of so many files. */
function manyOf(text: string, count = NAMES.length): Record<string, string> {
  return Object.fromEntries(
    NAMES.slice(0, count).map((name, at) => [name, text.replace('recommend', `api-${at}`)]),
  )
}

describe('more than GitHub takes', () => {
  it('of comments: the most severe come first, the rest is in the summary', async () => {
    const after = { ...manyOf(RISKY_API, 20), 'prod/cluster.yaml': RISKY_CLUSTER }
    // So many APIs have no room for an update, which is not what this is about.
    const inputs = { 'max-comments': '5', rules: 'rolling-update-stuck: off' }
    await review(after, { ...BASE, ...manyOf(API, 20) }, { inputs })
    expect(commentsOf(pull)).toHaveLength(5)
    expect(commentsOf(pull).map(ruleOf)).toEqual(
      expect.arrayContaining(['on-demand-fallback-removed', PUBLIC]),
    )
    expect(summaryText()).toContain('43 findings (5 in comments, 38 only in this summary)')
  })

  it('of text: the summary is cut between findings, and says what was cut', async () => {
    await review(manyOf(RISKY_API), manyOf(API))
    const text = summaryText()
    expect(text.length).toBeLessThan(60_000)
    expect(text.length).toBeGreaterThan(40_000)
    const [, cut = 0] = /(\d+) more findings not shown\./.exec(text) ?? []
    const rows = text.match(/\| ⚠️ \|/g) ?? []
    expect(rows.length + Number(cut)).toBe(180)
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
    expect(text.trimEnd().endsWith('-->')).toBe(true)
  })
})
