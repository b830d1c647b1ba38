import { type Client, isModest } from '../client.ts'
import { IncompleteAnswer } from '../shapes.ts'
import type { RepositoryName } from './event.ts'

/** What GraphQL tells of a blob. */
export interface Blob {
  readonly oid: string
  readonly byteSize: number
  readonly isBinary: boolean | null
  /** Whether `text` was cut; nothing else tells. */
  readonly isTruncated: boolean
  readonly text: string | null
}

/** An entry of a folder; `mode` is the number that Git writes in octal digits. */
export interface FolderEntry {
  readonly name: string
  readonly mode: number
  readonly type: string
  readonly oid: string
}

/** What GraphQL tells of a folder; null where it does not. */
export interface Folder {
  readonly entries: readonly FolderEntry[] | null
}

/** A blob or folder by its name, or by an expression such as `main:path/to/file`. */
export type ObjectName = { readonly oid: string } | { readonly expression: string }

/** The next page of a pull request's conversation; null is the first. */
export interface ConversationPage {
  readonly number: number
  readonly threads?: string | null
  readonly comments?: string | null
}

export interface Connection<T> {
  readonly nodes: readonly (T | null)[] | null
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

export interface CommentNode {
  readonly id: string
  /** A number of 64 bits, as a text; null or absent where GitHub does not tell. */
  readonly fullDatabaseId?: string | number | null
  readonly body: string
  readonly isMinimized: boolean
  /** Of review comments only: why it is hidden, such as `resolved`. */
  readonly minimizedReason?: string | null
  readonly viewerDidAuthor: boolean
  /** Of review comments only; drafts are shown to their author. */
  readonly state?: 'PENDING' | 'SUBMITTED'
  /** Null if the account is gone. */
  readonly author: { readonly kind: string } | null
}

/** A comment in the conversation rather than in a thread. */
export interface ConversationCommentNode extends CommentNode {
  readonly author: Actor | null
  readonly editor: Actor | null
  /** Null if nobody edited it. */
  readonly lastEditedAt: string | null
  readonly url: string
}

export interface Actor {
  readonly kind: string
  readonly login: string
}

export interface ThreadNode {
  readonly id: string
  readonly isResolved: boolean
  readonly path: string
  readonly line: number | null
  readonly startLine: number | null
  readonly diffSide: 'LEFT' | 'RIGHT'
  readonly subjectType?: 'LINE' | 'FILE'
  readonly viewerCanResolve: boolean
  readonly comments: Connection<CommentNode> & { readonly totalCount: number }
}

export interface PullRequestNode {
  /** The id that GraphQL's mutations take. */
  readonly id: string
  readonly headRefOid: string
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly reviewThreads?: Connection<ThreadNode>
  readonly author?: Actor | null
  readonly comments?: Connection<ConversationCommentNode>
}

export interface Answer {
  /** In the order of the names; null for what does not exist. */
  readonly objects: readonly (Blob | Folder | null)[]
  readonly pullRequest: PullRequestNode | undefined
}

/** The query asked for more than GitHub computes at once. */
export class QueryTooLarge extends Error {
  override readonly name = 'QueryTooLarge'
}

/** How many items GitHub gives of a connection. */
const PAGE = 100
/** GitHub gives up on a query after ten seconds with one of these. */
const GATEWAY_ERRORS = [502, 504]

/** The query for blobs and a page of the conversation; names are variables, never pasted in. */
export function buildQuery(
  { owner, repo }: RepositoryName,
  names: readonly ObjectName[],
  page?: ConversationPage,
  modest = false,
): { readonly text: string; readonly variables: Readonly<Record<string, unknown>> } {
  const variables: Record<string, unknown> = { owner, repo }
  const declarations = ['$owner: String!', '$repo: String!']
  const fields = names.map((name, index) => {
    const byName = 'oid' in name
    variables[`o${index}`] = byName ? name.oid : name.expression
    declarations.push(`$o${index}: ${byName ? 'GitObjectID!' : 'String!'}`)
    return `o${index}: object(${byName ? 'oid' : 'expression'}: $o${index}) { ...content ...folder }`
  })
  if (page) {
    const { number, ...cursors } = page
    Object.assign(variables, { number, ...cursors })
    declarations.push('$number: Int!')
    declarations.push(...Object.keys(cursors).map((name) => `$${name}: String`))
    fields.push(`pullRequest(number: $number) { ${selectConversation(cursors, modest)} }`)
  }
  const text = `query Review(${declarations.join(', ')}) {
  repository(owner: $owner, name: $repo) {
    ${fields.join('\n    ')}
  }
}
${names.length > 0 ? CONTENT : ''}`
  return { text, variables }
}

const CONTENT = `fragment content on Blob { oid byteSize isBinary isTruncated text }
fragment folder on Tree { entries { name mode type oid } }
`
const COMMENT_FIELDS = 'id body isMinimized viewerDidAuthor'
const ACTOR = '{ kind: __typename login }'

/**
 * The fields of a page of the conversation; its cursors are the variables of the same names. A modest
 * one leaves out those that not every GitHub has, and that only make comments better.
 */
export function selectConversation(
  cursors: Omit<ConversationPage, 'number'>,
  modest: boolean,
): string {
  const [id, ofThread, ofComment] = modest
    ? ['', '', '']
    : ['fullDatabaseId', 'subjectType', 'minimizedReason']
  const threads = `reviewThreads(first: ${PAGE}, after: $threads) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved path line startLine diffSide viewerCanResolve ${ofThread}
          comments(first: 1) {
            totalCount pageInfo { hasNextPage endCursor }
            nodes { state ${ofComment} ${COMMENT_FIELDS} ${id} author { kind: __typename } }
          }
        }
      }`
  const comments = `comments(first: ${PAGE}, after: $comments) {
        pageInfo { hasNextPage endCursor }
        nodes { ${COMMENT_FIELDS} ${id} url lastEditedAt author ${ACTOR} editor ${ACTOR} }
      }`
  return `id author ${ACTOR} headRefOid state
      ${cursors.threads === undefined ? '' : threads}
      ${cursors.comments === undefined ? '' : comments}`
}

/**
 * Asks for blobs and a page of the conversation in one request.
 *
 * Throws QueryTooLarge if a smaller query may succeed, and Octokit's error for anything else.
 */
export async function askGraphql(
  client: Client,
  repository: RepositoryName,
  names: readonly ObjectName[],
  page: ConversationPage | undefined,
): Promise<Answer> {
  const { text, variables } = buildQuery(repository, names, page, isModest(client))
  const send = async (request: { readonly retries?: number }) => {
    const asked = client.graphql<Data>(text, { ...variables, request })
    return toAnswer(await asked.catch(withoutConversation), names.length)
  }
  if (names.length < 2) return send({})
  try {
    // Half the size may succeed where a repetition would fail again; other errors may pass.
    return await send({ retries: 0 }).catch((error: unknown) => {
      if (isTooLarge(error) || !isServerError(error)) throw error
      return send({})
    })
  } catch (error) {
    if (isTooLarge(error)) throw new QueryTooLarge('Query too large')
    throw error
  }
}

/**
 * The rest of an answer whose conversation, or a part of it, the token may not see: of that, nothing
 * counts, since a comment that is not shown would be posted again.
 */
function withoutConversation(error: unknown): Data {
  const repository = hasData(error) ? error.data?.repository : undefined
  if (!repository || !listErrors(error).every(isHiddenConversation)) throw error
  return { repository: { ...repository, pullRequest: null } }
}

function isHiddenConversation({ type, path }: AnswerError): boolean {
  const isHidden = typeof type === 'string' && HIDDEN.includes(type)
  return isHidden && Array.isArray(path) && path[1] === 'pullRequest'
}

const HIDDEN: readonly string[] = ['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_SCOPES']

interface AnswerError {
  readonly type?: unknown
  readonly path?: unknown
}

function hasData(error: unknown): error is { readonly data: Data | null } {
  return error instanceof Error && 'data' in error
}

function listErrors(error: unknown): readonly AnswerError[] {
  if (typeof error !== 'object' || error === null || !('errors' in error)) return []
  return Array.isArray(error.errors) ? error.errors : []
}

type Data = { readonly repository: Readonly<Record<string, unknown>> | null }

function toAnswer(data: Data, count: number): Answer {
  const { repository } = data
  if (!repository) throw new IncompleteAnswer()
  return {
    objects: Array.from({ length: count }, (_, index) => toObject(repository[`o${index}`])),
    pullRequest: isPullRequest(repository['pullRequest']) ? repository['pullRequest'] : undefined,
  }
}

/** What is neither a blob nor a folder comes as an empty object. */
function toObject(value: unknown): Blob | Folder | null {
  return isBlob(value) || isFolder(value) ? value : null
}

export function isBlob(value: unknown): value is Blob {
  return typeof value === 'object' && value !== null && 'byteSize' in value
}

export function isFolder(value: unknown): value is Folder {
  return typeof value === 'object' && value !== null && 'entries' in value
}

/**
 * The commit that a branch, tag or commit stands for; undefined if there is none of that name.
 *
 * Throws Octokit's error if the repository cannot be read.
 */
export async function resolveRef(
  client: Client,
  { owner, repo }: RepositoryName,
  ref: string,
): Promise<string | undefined> {
  const text = `query Ref($owner: String!, $repo: String!, $ref: String!) {
  repository(owner: $owner, name: $repo) { object(expression: $ref) { oid } }
}
`
  const expression = `${ref}^{commit}`
  const data = await client.graphql<RefData>(text, { owner, repo, ref: expression })
  return data.repository?.object?.oid
}

interface RefData {
  readonly repository: { readonly object: { readonly oid: string } | null } | null
}

/** The shape was asked for, and GitHub keeps to its schema. */
export function isPullRequest(value: unknown): value is PullRequestNode {
  return typeof value === 'object' && value !== null
}

function isServerError(error: unknown): boolean {
  return error instanceof Error && 'status' in error && Number(error.status) >= 500
}

function isTooLarge(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('status' in error && GATEWAY_ERRORS.includes(Number(error.status))) return true
  return listErrors(error).some(({ type }) => type === 'RESOURCE_LIMITS_EXCEEDED')
}
