import { UserError } from '../settings/user-error.ts'

/** Why GitHub did not do something, as far as its answer tells. */
export type Refusal =
  /** The token may not. */
  | 'denied'
  /** It is not there, or the token must not even know. */
  | 'missing'
  /** GitHub does not take what was sent, such as a line outside of the diff. */
  | 'invalid'
  /** A review that was never submitted is in the way. */
  | 'draft-open'
  /** Too much in a short time. */
  | 'too-fast'
  /** The request may have been carried out or not. */
  | 'unclear'
  | 'other'

/** Seconds to wait after a refusal that names no time: GitHub's own advice. */
export const TOO_FAST_PAUSE = 60

const TOO_FAST = /secondary rate|rate limit|abuse|submitted too quickly/i
const DRAFT_OPEN = /one pending review/i

/** Why GraphQL did not do what one field of an operation asks for. */
export class FieldError extends Error {
  override readonly name = 'FieldError'
  readonly alias: string
  /** GraphQL's word for it. */
  readonly type: string

  constructor(alias: string, type: string, message: string) {
    super(message)
    this.alias = alias
    this.type = type
  }
}

const BY_TYPE: Readonly<Record<string, Refusal>> = {
  FORBIDDEN: 'denied',
  NOT_FOUND: 'missing',
  UNPROCESSABLE: 'invalid',
  RATE_LIMITED: 'too-fast',
}

/** Classifies an error of Octokit, or of one field; the texts exist in two generations, so only by key words. */
export function classify(error: unknown): Refusal {
  const status = statusOf(error)
  const text = messageOf(error)
  if (error instanceof FieldError) return BY_TYPE[error.type] ?? 'other'
  if (isGraphql(error)) return classifyWhole(error)
  if (status === undefined) return 'other'
  if (TOO_FAST.test(text)) return 'too-fast'
  if (status === 401 || status === 403) return 'denied'
  if (status === 404) return 'missing'
  if (status === 422) return DRAFT_OPEN.test(text) ? 'draft-open' : 'invalid'
  return status >= 500 ? 'unclear' : 'other'
}

/** An operation that failed without a word on which field; what changes something may have done so. */
function classifyWhole(error: Error): Refusal {
  if (isDrift(error)) return 'other'
  const errors = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  const known = errors.flatMap((each) => BY_TYPE[String(each?.type)] ?? [])
  return known[0] ?? (TOO_FAST.test(messageOf(error)) ? 'too-fast' : 'unclear')
}

function isGraphql(error: unknown): error is Error {
  return error instanceof Error && error.name === 'GraphqlResponseError'
}

/**
 * Whether GitHub refused an operation for its schema: it no longer has a field that was asked for, or
 * an old server does not have it yet. Nothing of such an operation is carried out.
 */
export function isDrift(error: unknown): boolean {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors))
    return false
  if ('data' in error && error.data !== undefined && error.data !== null) return false
  return error.errors.some(
    (each) => typeof each?.extensions?.code === 'string' || NO_FIELD.test(String(each?.message)),
  )
}

const NO_FIELD = /doesn't exist on type|doesn't accept argument|isn't a defined|cannot query field/i

/** What to do about an error of reading; errors that are none of GitHub's are returned as they are. */
export function explainReadError(error: unknown): unknown {
  const status = statusOf(error)
  if (status === undefined && !isGraphql(error)) return error
  return new UserError(`Reading from GitHub failed: ${messageOf(error)}`, remedyFor(error, status))
}

function remedyFor(error: unknown, status: number | undefined): string {
  const refusal = classify(error)
  if (isDrift(error)) return UPDATE
  if (status === 401) return 'Check the input `github-token`.'
  if (refusal === 'too-fast') return 'Rerun the job later: GitHub rate limits its API.'
  const isHidden = refusal === 'missing' || NOT_FOUND.test(messageOf(error))
  if (refusal === 'denied' || isHidden || NOT_ACCESSIBLE.test(messageOf(error))) {
    return 'Grant the job `contents: read` and `pull-requests: write` (or `pull-requests: read`).'
  }
  if (UNTRUSTED.test(messageOf(error))) {
    return 'Set NODE_EXTRA_CA_CERTS in the job to the certificate file of your CA.'
  }
  return 'Rerun the job.'
}

/** What to do about an error of writing; the verdict stands without it. */
export function remedyForWrite(error: unknown): string {
  const refusal = classify(error)
  if (isDrift(error)) return UPDATE
  if (statusOf(error) === 401) return 'Check the input `github-token`.'
  if (refusal === 'too-fast') return 'Rerun the job later: GitHub rate limits posting.'
  // A field that is not found is something that a person deleted.
  const isHidden = refusal === 'missing' && !(error instanceof FieldError)
  if (refusal === 'denied' || isHidden || NOT_ACCESSIBLE.test(messageOf(error))) {
    return 'Grant the job `pull-requests: write`.'
  }
  return 'Rerun the job to post it.'
}

const UPDATE = 'Update Cortex Review.'
/** As GraphQL words it. */
const NOT_FOUND = /could not resolve to a/i
/** As OpenSSL words it, of a server or proxy with a private certificate authority. */
const UNTRUSTED = /certificate|self-signed/i
const NOT_ACCESSIBLE = /not accessible by/i

/** What GitHub said, on one line and not too long. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/\s+/g, ' ').slice(0, LONGEST_MESSAGE)
}

/** With a full stop, so that what to do can follow. */
export function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

const LONGEST_MESSAGE = 300

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  return typeof error.status === 'number' ? error.status : undefined
}
