import { describe, expect, it } from '@jest/globals'
import { classify, explainReadError, messageOf } from '../../src/github/refusal.ts'
import { UserError } from '../../src/settings/user-error.ts'

function answer(status: number, message: string): Error {
  return Object.assign(new Error(message), { status })
}

describe('classify', () => {
  it.each([
    [401, 'Bad credentials', 'denied'],
    [403, 'Resource not accessible by integration', 'denied'],
    [403, 'You have exceeded a secondary rate limit', 'too-fast'],
    [403, 'API rate limit exceeded for installation', 'too-fast'],
    [404, 'Not Found', 'missing'],
    [409, 'Conflict', 'other'],
    [422, 'Line could not be resolved', 'invalid'],
    [422, 'Pull request review thread line must be part of the diff', 'invalid'],
    [422, 'User can only have one pending review per pull request', 'draft-open'],
    [422, 'was submitted too quickly', 'too-fast'],
    [422, '{"code":"abuse"}', 'too-fast'],
    [429, 'Too many requests: secondary rate limit', 'too-fast'],
    [500, 'Server Error', 'unclear'],
    [502, 'Bad Gateway', 'unclear'],
  ])('%i %s: %s', (status, message, expected) => {
    expect(classify(answer(status, message))).toBe(expected)
  })

  it.each([
    [{ type: 'FORBIDDEN' }, 'No', 'denied'],
    [{ type: 'NOT_FOUND' }, 'No', 'missing'],
    [{ type: 'RATE_LIMITED' }, 'No', 'too-fast'],
    [{}, 'API rate limit exceeded', 'too-fast'],
    // It may have been carried out.
    [{}, 'Something went wrong while executing your query', 'unclear'],
  ])('GraphQL as a whole, %j %s: %s', (reason, message, expected) => {
    const name = 'GraphqlResponseError'
    expect(classify(Object.assign(new Error(message), { name, errors: [reason] }))).toBe(expected)
  })

  it('knows nothing of errors that are not GitHub’s', () => {
    expect(classify(new Error('undefined is not a function'))).toBe('other')
    expect(classify('text')).toBe('other')
  })
})

describe('explainReadError', () => {
  it.each([
    [401, 'Bad credentials', 'Check the input `github-token`.'],
    [403, 'secondary rate limit', 'Rerun the job later: GitHub rate limits its API.'],
    [
      404,
      'Not Found',
      'Grant the job `contents: read` and `pull-requests: write` (or `pull-requests: read`).',
    ],
    [502, 'Bad Gateway', 'Rerun the job.'],
    [
      500,
      'self-signed certificate in certificate chain',
      'Set NODE_EXTRA_CA_CERTS in the job to the certificate file of your CA.',
    ],
  ])('says what to do about %i', (status, message, remedy) => {
    const explained = explainReadError(answer(status, message))
    expect(explained).toBeInstanceOf(UserError)
    expect(explained).toMatchObject({ remedy, message: `Reading from GitHub failed: ${message}` })
  })

  it('knows how GraphQL refuses', () => {
    const error = Object.assign(new Error('Resource not accessible by integration'), {
      name: 'GraphqlResponseError',
    })
    expect(explainReadError(error)).toMatchObject({
      remedy: expect.stringContaining('contents: read'),
    })
  })

  it('leaves our own errors as they are', () => {
    const error = new UserError('Wrong setting')
    expect(explainReadError(error)).toBe(error)
  })
})

describe('messageOf', () => {
  it('is one line of bounded length', () => {
    expect(messageOf(new Error('one\n\ttwo'))).toBe('one two')
    expect(messageOf('x'.repeat(1000))).toHaveLength(300)
  })
})
