import { describe, expect, it } from '@jest/globals'
import { checkAnswer, SHAPES } from '../../src/github/shapes.ts'
import { exampleOf } from '../fake-github/contract.ts'

const WRONG = [undefined, null, '', 'text', 1, [null], ['text'], [{}]] as const

describe.each(Object.keys(SHAPES))('an answer of %s', (url) => {
  const check = (data: unknown) => () => checkAnswer({ method: 'GET', url }, data)
  const isList = !SHAPES[url]?.({}) && SHAPES[url]?.([])

  it.each(WRONG)('is not %j', (data) => {
    expect(check(data)).toThrow('Incomplete response, or a response that is not from GitHub')
  })

  it('is either a list or not', () => {
    const other = isList ? {} : []
    expect(check(other)).toThrow('Incomplete response, or a response that is not from GitHub')
  })
})

const checkGraphql = (data: unknown) => () => checkAnswer({ method: 'POST', url: '/graphql' }, data)

describe('GraphQL', () => {
  it.each([undefined, null, [], {}, { data: null }, { data: [] }, { data: null, errors: [] }])(
    'answers more than %j',
    (data) => {
      expect(checkGraphql(data)).toThrow(
        'Incomplete response, or a response that is not from GitHub',
      )
    },
  )

  it.each([{ data: {} }, { data: null, errors: [{ message: 'No' }] }])('may answer %j', (data) => {
    expect(checkGraphql(data)).not.toThrow()
  })
})

it('what GitHub gives as an example is fine', () => {
  const urls = {
    'repos/compare-commits-with-basehead': '/repos/{owner}/{repo}/compare/{basehead}',
    'git/get-blob': '/repos/{owner}/{repo}/git/blobs/{file_sha}',
    'pulls/get': '/repos/{owner}/{repo}/pulls/{pull_number}',
  }
  for (const [id, url] of Object.entries(urls)) {
    expect(() => checkAnswer({ method: 'GET', url }, exampleOf(id))).not.toThrow()
  }
})

it('what a write answers is not looked at here', () => {
  const url = '/repos/{owner}/{repo}/pulls'
  expect(() => checkAnswer({ method: 'POST', url }, null)).not.toThrow()
})
