import type { UnreadableFile } from '../review/change-set.ts'
import type { Client } from './client.ts'
import type { RepositoryName } from './event.ts'
import {
  type Blob,
  type ConversationPage,
  type ObjectName,
  type PullRequestNode,
  QueryTooLarge,
  query,
} from './query.ts'

/** A file's text, or why there is none. */
export type Content = { readonly text: string } | { readonly reason: UnreadableFile['reason'] }

export interface Batch {
  readonly contents: readonly Content[]
  readonly pullRequest: PullRequestNode | undefined
}

/** 25 to 50 blobs a request are sensible; the settings come with them. */
const BATCH = 50
/** Far above any config file; the rest is not worth its memory. */
const LARGEST = 4_000_000

/**
 * The contents of blobs in the order of their names, and a page of the conversation with the first
 * of the requests. A batch that is too large for GitHub is halved.
 */
export async function readContents(
  client: Client,
  repository: RepositoryName,
  names: readonly ObjectName[],
  page?: ConversationPage,
): Promise<Batch> {
  const first = await readBatch(client, repository, names.slice(0, BATCH), page)
  const contents = [...first.contents]
  for (let at = BATCH; at < names.length; at += BATCH) {
    const next = await readBatch(client, repository, names.slice(at, at + BATCH))
    contents.push(...next.contents)
  }
  return { contents, pullRequest: first.pullRequest }
}

async function readBatch(
  client: Client,
  repository: RepositoryName,
  names: readonly ObjectName[],
  page?: ConversationPage,
): Promise<Batch> {
  if (names.length === 0 && !page) return { contents: [], pullRequest: undefined }
  try {
    const { objects, pullRequest } = await query(client, repository, names, page)
    const contents = []
    for (const object of objects) contents.push(await toContent(client, repository, object))
    return { contents, pullRequest }
  } catch (error) {
    if (!(error instanceof QueryTooLarge)) throw error
    const half = Math.ceil(names.length / 2)
    const first = await readBatch(client, repository, names.slice(0, half), page)
    const second = await readBatch(client, repository, names.slice(half))
    return { ...first, contents: [...first.contents, ...second.contents] }
  }
}

async function toContent(
  client: Client,
  repository: RepositoryName,
  blob: Blob | null,
): Promise<Content> {
  if (!blob) return { reason: 'unavailable' }
  if (blob.byteSize > LARGEST) return { reason: 'too-large' }
  if (blob.isBinary) return { reason: 'binary' }
  const isWhole = blob.text !== null && !blob.isTruncated && !blob.text.includes(REPLACEMENT)
  return isWhole ? { text: blob.text ?? '' } : readBlob(client, repository, blob.oid)
}

/** GraphQL may show bytes that are not UTF-8 like this; only the bytes themselves can tell. */
const REPLACEMENT = '\uFFFD'

/** A blob through REST, which cuts nothing below 100 MB. */
async function readBlob(
  client: Client,
  { owner, repo }: RepositoryName,
  sha: string,
): Promise<Content> {
  const { data } = await client.rest.git.getBlob({ owner, repo, file_sha: sha })
  const bytes = Buffer.from(data.content, 'base64')
  if (bytes.includes(0)) return { reason: 'binary' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return { reason: 'not-utf8' }
  }
}
