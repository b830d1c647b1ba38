import { describe, expect, it } from '@jest/globals'
import { buildSchema, parse, validate } from 'graphql'
import { buildQuery } from '../../src/github/read/query.ts'
import { buildMutation } from '../../src/github/write/mutation.ts'
import { readOfficialSchema, schemaFor } from './official-schema.ts'

const NAMES = [{ oid: 'a' }, { expression: 'main:x' }]

const query = buildQuery({ owner: 'acme', repo: 'shop' }, NAMES, {
  number: 1,
  threads: null,
  comments: null,
}).text
const mutation = buildMutation([], { pullRequestId: 'PR_1', create: 'text', looksBack: true }).text
const OPERATIONS = [
  query,
  mutation,
  query.replace('isTruncated', 'isCut'),
  query.replace('on Blob', 'on Commit'),
  query.replace('on Blob', 'on Nothing'),
  query.replace('first: 100', 'first: "100"'),
  mutation.replace('subjectId', 'subject'),
  mutation.replace('on PullRequest', 'on Blob'),
  mutation.replace('on PullRequest', 'on Bot'),
  mutation.replace('clientMutationId', 'id'),
]

describe('the schema for an operation', () => {
  const whole = buildSchema(readOfficialSchema(), { assumeValid: true })

  it.each(OPERATIONS)('finds as much wrong as the whole schema: %#', (text) => {
    const problems = (schema: typeof whole) =>
      validate(schema, parse(text)).map(({ message }) => withoutGuess(message))
    expect(problems(schemaFor(text))).toEqual(problems(whole))
  })
})

/** The nearest of the fields that an operation does not name cannot be guessed. */
function withoutGuess(message: string): string {
  return message.replace(/ Did you mean .*$/, '')
}
