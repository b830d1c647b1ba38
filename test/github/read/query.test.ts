import { describe, expect, it } from '@jest/globals'
import { buildQuery, type ConversationPage } from '../../../src/github/read/query.ts'
import { checkOperation } from '../../fake-github/graphql.ts'

const REPOSITORY = { owner: 'acme', repo: 'shop' }
const HOSTILE = 'main:a"} ... on Query { viewer { login } } #.yaml'

describe('buildQuery', () => {
  const pages: (ConversationPage | undefined)[] = [
    undefined,
    { number: 1, threads: null, comments: null },
    { number: 1, threads: 'cursor' },
    { number: 1, comments: 'cursor' },
  ]
  it.each(pages)('is valid against GitHub’s schema: %j', (page) => {
    const names = [{ oid: 'a'.repeat(40) }, { expression: HOSTILE }]
    const { text, variables } = buildQuery(REPOSITORY, names, page)

    expect(checkOperation(text)).toEqual([])
    expect(variables).toMatchObject({ o0: 'a'.repeat(40), o1: HOSTILE })
    expect(text).not.toContain('on Query')
  })

  it('is valid without any file', () => {
    const { text } = buildQuery(REPOSITORY, [], { number: 1, threads: null, comments: null })
    expect(checkOperation(text)).toEqual([])
  })

  it('asks a GitHub that lacks fields only for what all have', () => {
    const page = { number: 1, threads: null, comments: null }
    const { text } = buildQuery(REPOSITORY, [], page, true)
    expect(checkOperation(text)).toEqual([])
    expect(text).not.toMatch(/fullDatabaseId|subjectType|minimizedReason/)
  })
})

describe('checkOperation', () => {
  it('knows GitHub’s rules for connections', () => {
    expect(checkOperation(listPulls('(first: 100)'))).toEqual([])
    expect(checkOperation(listPulls(''))).toEqual(['pullRequests: needs first or last'])
    expect(checkOperation(listPulls('(first: 101)'))).toEqual(['pullRequests: 101 items'])
    expect(checkOperation('{ viewer { nonsense } }')).toHaveLength(1)
    const node = '{ node(id: "a") { ... on PullRequestReviewComment { databaseId } } }'
    expect(checkOperation(node)).toEqual([expect.stringContaining('is deprecated')])
  })
})

function listPulls(size: string): string {
  return `{ repository(owner: "a", name: "b") { pullRequests${size} { totalCount } } }`
}
