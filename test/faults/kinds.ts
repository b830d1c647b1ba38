import type { Answer } from '../fake-github/rest.ts'
import type { Fault } from '../fake-github/server.ts'

/** What a call does: it reads, or it may change something. */
export type CallKind = 'read' | 'query' | 'write' | 'mutation'

/** Something that goes wrong with a call. */
export interface FaultKind {
  /** As the table names it. */
  readonly name: string
  /** Which calls it can hit. */
  readonly hits: readonly CallKind[]
  /** Whether every repetition of the call fails too. */
  readonly lasts: boolean
  /** Whether it is an error, rather than something that people or programs do meanwhile. */
  readonly isError: boolean
  readonly fault: Omit<Fault, 'method' | 'path'>
}

const READS: readonly CallKind[] = ['read', 'query']
const WRITES: readonly CallKind[] = ['write', 'mutation']
const ALL: readonly CallKind[] = [...READS, ...WRITES]

const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes.'
const USED_UP = 'API rate limit exceeded for installation.'
/** Far enough in the future for any machine. */
const RESET = '32503680000'

function answer(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest' }, headers }
}

function refusal(errors: readonly unknown[]): Answer {
  return { status: 422, body: { message: 'Unprocessable Entity', errors } }
}

/** A kind that hits one call only, or all repetitions of it too. */
function once(name: string, hits: readonly CallKind[], fault: FaultKind['fault']): FaultKind {
  return { name, hits, lasts: false, isError: true, fault }
}

function lasting(name: string, hits: readonly CallKind[], fault: FaultKind['fault']): FaultKind {
  return { name: `${name}, always`, hits, lasts: true, isError: true, fault }
}

function both(name: string, hits: readonly CallKind[], fault: FaultKind['fault']): FaultKind[] {
  return [once(name, hits, fault), lasting(name, hits, fault)]
}

/** The faults that do not depend on what the call is about. */
export const ANSWERS: readonly FaultKind[] = [
  lasting('401', ALL, { answer: answer(401, 'Bad credentials') }),
  lasting('403 no permission', ALL, {
    answer: answer(403, 'Resource not accessible by integration'),
  }),
  ...both('403 secondary limit, `retry-after: 5`', ALL, {
    answer: answer(403, SECONDARY, { 'retry-after': '5' }),
  }),
  ...both('403 secondary limit, no time', ALL, { answer: answer(403, SECONDARY) }),
  lasting('403 limit used up for long', ALL, {
    answer: answer(403, USED_UP, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': RESET }),
  }),
  lasting('404', ALL, { answer: answer(404, 'Not Found') }),
  lasting('409', ALL, { answer: answer(409, 'Conflict') }),
  lasting('422', READS, { answer: answer(422, 'Validation Failed') }),
  lasting('422 anchor', WRITES, { answer: refusal(['Line could not be resolved']) }),
  once('422 abuse', WRITES, {
    answer: refusal([{ resource: 'IssueComment', code: 'abuse', field: 'data' }]),
  }),
  lasting('422 abuse', WRITES, {
    answer: refusal([{ resource: 'IssueComment', code: 'abuse', field: 'data' }]),
  }),
  lasting('422 too long', WRITES, {
    answer: refusal(['Body is too long (maximum is 65536 characters)']),
  }),
  ...both('429', ALL, { answer: answer(429, SECONDARY, { 'retry-after': '5' }) }),
  ...both('500', ALL, { answer: answer(500, 'Server Error') }),
  ...both('502', ALL, { answer: answer(502, 'Bad Gateway') }),
  once('502, carried out', WRITES, { answer: answer(502, 'Bad Gateway'), afterwards: true }),
  ...both('cut', ALL, { cut: true }),
  once('cut, carried out', WRITES, { cut: true, afterwards: true }),
  ...both('answer breaks off', ALL, { cut: 'in the middle' }),
  ...both('no answer', ALL, { hang() {} }),
  once('no answer, carried out', WRITES, { hang() {}, afterwards: true }),
  once('blobs cut short', ['query'], { alter: cutBlobs }),
  lasting('blobs missing', ['query'], { alter: loseBlobs }),
  ...both('GraphQL: part of the data', ['query'], { alter: losePart }),
  ...both('GraphQL: too much at once', ['query'], { alter: refuseSize }),
  lasting('GraphQL: forbidden', ['query'], { alter: forbid }),
  lasting('GraphQL: no conversation', ['query'], { alter: loseConversation }),
  lasting('GraphQL: a field is gone', ['query', 'mutation'], { answer: refuseField() }),
  lasting('GraphQL: no `pull-requests: read`', ['query'], { alter: hideConversation }),
  lasting('GraphQL: private, no access', ['query'], { alter: hideRepository }),
  lasting('GraphQL: no numbers', ['query', 'mutation'], { alter: hideNumbers }),
  lasting('301, the organization has another name', ['read', 'write'], { renamed: true }),
]

/** One of each sort. */
export const TYPICAL: readonly FaultKind[] = ANSWERS.filter(({ name }) =>
  [
    '401, always',
    '403 no permission, always',
    '403 secondary limit, no time',
    '422 anchor, always',
    '500, always',
    '502',
    '502, carried out',
    'cut, always',
    'no answer',
    'blobs missing, always',
    'GraphQL: part of the data',
    'GraphQL: no conversation, always',
    'GraphQL: a field is gone, always',
    'GraphQL: no `pull-requests: read`, always',
    '301, the organization has another name, always',
  ].includes(name),
)

/** GraphQL cuts long texts and says so; REST has the whole. */
function cutBlobs(usual: Answer): Answer {
  return changeRepository(usual, (value, key) =>
    key.startsWith('o') && isRecord(value) && typeof value['text'] === 'string'
      ? { ...value, isTruncated: true, text: value['text'].slice(0, 20) }
      : value,
  )
}

function loseBlobs(usual: Answer): Answer {
  return changeRepository(usual, (value, key) => (/^o[1-9]/.test(key) ? null : value))
}

/** An error beside the data, half of which is missing. */
function losePart(usual: Answer): Answer {
  const { body } = changeRepository(usual, (value, key) => (key === 'o0' ? value : null))
  const errors = [{ message: 'Something went wrong while executing your query.', path: [] }]
  return { ...usual, body: { ...record(body), errors } }
}

function refuseSize(usual: Answer): Answer {
  const message = 'Resource limits for this query exceeded.'
  return { ...losePart(usual), body: withErrors(usual, 'RESOURCE_LIMITS_EXCEEDED', message) }
}

function forbid(usual: Answer): Answer {
  return {
    ...usual,
    body: withErrors(usual, 'FORBIDDEN', 'Resource not accessible by integration'),
  }
}

function withErrors(usual: Answer, type: string, message: string) {
  const { body } = changeRepository(usual, () => null)
  return { ...record(body), errors: [{ type, message, path: ['repository'] }] }
}

/** The schema lets the pull request be null without an error. */
function loseConversation(usual: Answer): Answer {
  return changeRepository(usual, (value, key) => (key === 'pullRequest' ? null : value))
}

/** Nothing of such an operation is carried out. */
function refuseField(): Answer {
  const [typeName, fieldName] = ['PullRequest', 'reviewThreads']
  const error = {
    path: ['query', fieldName],
    extensions: { code: 'undefinedField', typeName, fieldName },
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
  }
  return { status: 200, body: { errors: [error] } }
}

/** The rest is there. */
function hideConversation(usual: Answer): Answer {
  const message = 'Resource not accessible by integration'
  const hidden = loseConversation(usual)
  const isAsked = JSON.stringify(usual.body).includes('"pullRequest":')
  if (!isAsked) return usual
  const errors = [{ type: 'FORBIDDEN', message, path: ['repository', 'pullRequest'] }]
  return { ...hidden, body: { ...record(hidden.body), errors } }
}

/** As for a token of other repositories. */
function hideRepository(usual: Answer): Answer {
  const message = "Could not resolve to a Repository with the name 'acme/shop'."
  const errors = [{ type: 'NOT_FOUND', message, path: ['repository'] }]
  return { ...usual, body: { data: { repository: null }, errors } }
}

/** A field that may be null. */
function hideNumbers(usual: Answer): Answer {
  const text = JSON.stringify(usual.body)
  const hidden = text.replaceAll(/"fullDatabaseId":"\d+"/g, '"fullDatabaseId":null')
  return { ...usual, body: JSON.parse(hidden) }
}

function changeRepository(
  usual: Answer,
  change: (value: unknown, key: string) => unknown,
): Answer & { readonly body: Record<string, unknown> } {
  const body = record(usual.body)
  const data = record(body['data'])
  const repository = Object.fromEntries(
    Object.entries(record(data['repository'])).map(([key, value]) => [key, change(value, key)]),
  )
  return { ...usual, body: { ...body, data: { ...data, repository } } }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}
