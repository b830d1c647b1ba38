import { describe, expect, it } from '@jest/globals'
import { parseEvent } from '../../../src/github/read/event.ts'
import { UserError } from '../../../src/settings/user-error.ts'

const ENVIRONMENT = {
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_SHA: 'c'.repeat(40),
  GITHUB_REF: 'refs/heads/main',
}
const PULL_REQUEST = {
  number: 7,
  draft: false,
  base: { sha: 'b'.repeat(40), repo: { full_name: 'acme/shop' } },
  head: { sha: 'a'.repeat(40), repo: { full_name: 'acme/shop' } },
}
const TASK = {
  kind: 'pull-request',
  owner: 'acme',
  repo: 'shop',
  number: 7,
  baseSha: 'b'.repeat(40),
  headSha: 'a'.repeat(40),
  draft: false,
  fork: false,
}

describe('parseEvent', () => {
  it.each(['pull_request', 'pull_request_target'])('reviews on %s', (name) => {
    const payload = { action: 'opened', pull_request: PULL_REQUEST }
    expect(parseEvent(name, payload, ENVIRONMENT)).toEqual(TASK)
  })

  it.each(['labeled', 'converted_to_draft', 'auto_merge_enabled'])(
    'judges a pull request on `%s` too, where a workflow asks for it',
    (action) => {
      const payload = { action, pull_request: PULL_REQUEST }
      expect(parseEvent('pull_request', payload, ENVIRONMENT)).toEqual(TASK)
    },
  )

  it('takes a pull request of another repository, or of a deleted one, for a fork', () => {
    for (const repo of [{ full_name: 'ada/shop' }, null]) {
      const head = { ...PULL_REQUEST.head, repo }
      const payload = { action: 'synchronize', pull_request: { ...PULL_REQUEST, head } }
      expect(parseEvent('pull_request', payload, ENVIRONMENT)).toEqual({ ...TASK, fork: true })
    }
  })

  it.each([{ title: { from: 'old' } }, { base: { ref: { from: 'old' } } }])(
    'judges a pull request again when %j was edited, since the newest run counts',
    (changes) => {
      const payload = { action: 'edited', changes, pull_request: PULL_REQUEST }
      expect(parseEvent('pull_request', payload, ENVIRONMENT)).toEqual(TASK)
    },
  )

  it('judges merge groups', () => {
    const group = {
      base_sha: 'b'.repeat(40),
      base_ref: 'refs/heads/releases/1.x',
      head_sha: 'a'.repeat(40),
      head_ref: 'refs/heads/q',
    }
    const payload = { action: 'checks_requested', merge_group: group }
    expect(parseEvent('merge_group', payload, ENVIRONMENT)).toEqual({
      kind: 'merge-group',
      owner: 'acme',
      repo: 'shop',
      baseSha: 'b'.repeat(40),
      headSha: 'a'.repeat(40),
      branch: 'releases/1.x',
    })
  })

  it.each(['push', 'schedule', 'workflow_dispatch'])('audits on %s', (name) => {
    // A tag is pushed like a branch.
    expect(parseEvent(name, { ref: 'refs/tags/v1', deleted: false }, ENVIRONMENT)).toEqual({
      kind: 'audit',
      owner: 'acme',
      repo: 'shop',
      commit: 'c'.repeat(40),
    })
  })

  it('has nothing to do when a branch is deleted, or on other events', () => {
    const deleted = parseEvent('push', {}, { ...ENVIRONMENT, GITHUB_SHA: '0'.repeat(40) })
    expect(deleted).toEqual({ kind: 'nothing', reason: 'The `push` event has no commit.' })
    const gone = parseEvent('push', { deleted: true }, ENVIRONMENT)
    expect(gone).toEqual({ kind: 'nothing', reason: 'The branch or tag is gone.' })
    expect(parseEvent('issues', {}, ENVIRONMENT).kind).toBe('nothing')
    const closed = { action: 'closed', pull_request: PULL_REQUEST }
    expect(parseEvent('pull_request', closed, ENVIRONMENT).kind).toBe('nothing')
  })

  it.each([null, 'text', {}, { pull_request: [] }, { pull_request: { number: '7' } }])(
    'says what a payload lacks: %j',
    (payload) => {
      expect(() => parseEvent('pull_request', payload, ENVIRONMENT)).toThrow(UserError)
    },
  )

  describe('on issue_comment', () => {
    const COMMENT = { id: 41, body: '/cortex-review recheck', user: { login: 'ben', type: 'User' } }
    const ISSUE = { number: 7, state: 'open', pull_request: { url: 'u' } }
    const ACCEPT = '/cortex-review accept 0123456789abcdef agreed'
    const read = (comment: object, issue: object = {}, action = 'created', changes = {}) => {
      const subject = { issue: { ...ISSUE, ...issue }, comment: { ...COMMENT, ...comment } }
      return parseEvent('issue_comment', { action, changes, ...subject }, ENVIRONMENT)
    }

    it('carries out the command of a person', () => {
      expect(read({})).toEqual({
        kind: 'command',
        owner: 'acme',
        repo: 'shop',
        number: 7,
        command: { kind: 'recheck' },
        comment: { id: 41, author: 'ben' },
      })
    })

    it.each([
      ['deleted', { body: ACCEPT }, {}],
      ['edited', { body: ACCEPT }, { body: { from: 'Hm' } }],
      ['edited', { body: 'Hm' }, { body: { from: ACCEPT } }],
    ])('judges again when an acceptance is %s', (action, comment, changes) => {
      expect(read(comment, {}, action, changes)).toEqual({
        kind: 'recheck',
        owner: 'acme',
        repo: 'shop',
        number: 7,
        author: 'ben',
      })
    })

    it.each([
      ['Edited and deleted comments are ignored unless they accept a finding.', {}, {}, 'edited'],
      ['Edited and deleted comments are ignored unless they accept a finding.', {}, {}, 'deleted'],
      ['The pull request is closed.', { body: ACCEPT }, { state: 'closed' }, 'deleted'],
      [
        'The comment is not on a pull request.',
        { body: ACCEPT },
        { pull_request: null },
        'deleted',
      ],
      ['The comment is not on a pull request.', {}, { pull_request: undefined }, 'created'],
      ['Comments by bots are ignored.', { user: { login: 'x[bot]', type: 'Bot' } }, {}, 'created'],
      ['Comments by bots are ignored.', { user: null }, {}, 'created'],
      ['The comment does not begin with `/cortex-review`.', { body: 'Thanks!' }, {}, 'created'],
      ['The comment does not begin with `/cortex-review`.', { body: null }, {}, 'created'],
      ['The pull request is closed.', {}, { state: 'closed' }, 'created'],
    ])('has nothing to do: %s', (reason, comment, issue, action) => {
      expect(read(comment, issue, action)).toEqual({ kind: 'nothing', reason })
    })
  })

  describe('on workflow_run', () => {
    const RUN = {
      id: 900,
      run_number: 12,
      event: 'pull_request',
      head_sha: 'a'.repeat(40),
      conclusion: 'failure',
      head_branch: 'more-gpus',
      head_repository: { full_name: 'ada/shop' },
      // Empty for forks, and not needed.
      pull_requests: [],
    }
    const read = (run: object, action = 'completed') =>
      parseEvent('workflow_run', { action, workflow_run: { ...RUN, ...run } }, ENVIRONMENT)

    it('publishes what the run of a pull request could not', () => {
      expect(read({})).toEqual({
        kind: 'publication',
        owner: 'acme',
        repo: 'shop',
        headSha: 'a'.repeat(40),
        conclusion: 'failure',
        headBranch: 'more-gpus',
        headRepository: 'ada/shop',
        run: { number: 12, id: 900 },
      })
    })

    it('has nothing to do for other runs, or before the end', () => {
      expect(read({ event: 'push' }).kind).toBe('nothing')
      expect(read({}, 'requested').kind).toBe('nothing')
      expect(read({ head_repository: null }).kind).toBe('nothing')
    })

    it('says what the payload lacks', () => {
      expect(() => read({ head_sha: '' })).toThrow('The event has no `head_sha`')
    })
  })
})
