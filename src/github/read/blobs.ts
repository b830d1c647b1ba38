import { mayBeCortex } from '../../cortex/files/recognize.ts'
import type { UnreadableFile } from '../../review/change-set.ts'
import type { Client } from '../client.ts'
import { classify } from '../refusal.ts'
import type { RepositoryName } from './event.ts'
import {
  type Blob,
  type ConversationPage,
  type ObjectName,
  type PullRequestNode,
  QueryTooLarge,
  query,
} from './query.ts'

/** A file that is to be read. */
export interface Wanted {
  readonly path: string
  readonly name: ObjectName
}

/** A file's text, or why there is none; `foreign`: it cannot be Cortex's anyway. */
export type Content =
  | { readonly text: string }
  | { readonly reason: UnreadableFile['reason'] | 'foreign' }

export interface Batch {
  /** In the order of the files. */
  readonly contents: readonly Content[]
  readonly pullRequest: PullRequestNode | undefined
}

/** 25 to 50 blobs a request are sensible. */
const BATCH = 50
/** Files beyond this size are no configs that a person wrote; they are named, not read. */
const LARGEST_FILE = 1024 * 1024

/** Splits files into batches that one request can bring. */
export function toBatches<T>(files: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(files.length / BATCH)
  return Array.from({ length: count }, (_, at) => files.slice(at * BATCH, (at + 1) * BATCH))
}

/**
 * The contents of a batch of files, and a page of the conversation, in one request. What is too
 * large for GitHub is halved.
 */
export async function readBatch(
  client: Client,
  repository: RepositoryName,
  files: readonly Wanted[],
  page?: ConversationPage,
): Promise<Batch> {
  if (files.length === 0 && !page) return { contents: [], pullRequest: undefined }
  try {
    const names = files.map(({ name }) => name)
    const { objects, pullRequest } = await query(client, repository, names, page)
    const contents: Content[] = []
    for (const [at, wanted] of files.entries()) {
      contents.push(await toContent(client, repository, wanted, objects[at] ?? null))
    }
    return { contents, pullRequest }
  } catch (error) {
    if (!(error instanceof QueryTooLarge)) throw error
    const half = Math.ceil(files.length / 2)
    const first = await readBatch(client, repository, files.slice(0, half), page)
    const second = await readBatch(client, repository, files.slice(half))
    return { ...first, contents: [...first.contents, ...second.contents] }
  }
}

async function toContent(
  client: Client,
  repository: RepositoryName,
  { path, name }: Wanted,
  blob: Blob | null,
): Promise<Content> {
  if (!blob) return 'oid' in name ? readLost(client, repository, path, name.oid) : UNAVAILABLE
  const { text, byteSize, isTruncated } = blob
  if (byteSize > LARGEST_FILE) {
    return { reason: mayBeCortex(text ?? '', path) ? 'too-large' : 'foreign' }
  }
  const isWhole = text !== null && !isTruncated && !text.includes(REPLACEMENT)
  return isWhole ? { text } : readBytes(client, repository, path, blob.oid)
}

const UNAVAILABLE: Content = { reason: 'unavailable' }

/** A blob that GitHub named before, and gave no text of. */
async function readLost(
  client: Client,
  repository: RepositoryName,
  path: string,
  sha: string,
): Promise<Content> {
  try {
    return await readBytes(client, repository, path, sha)
  } catch (error) {
    if (classify(error) === 'missing') return UNAVAILABLE
    throw error
  }
}

/** GraphQL may show bytes that are not UTF-8 like this; only the bytes themselves can tell. */
const REPLACEMENT = '\uFFFD'

/** A blob through REST, which cuts nothing below 100 MB: long, binary and oddly encoded files. */
async function readBytes(
  client: Client,
  { owner, repo }: RepositoryName,
  path: string,
  sha: string,
): Promise<Content> {
  const { data } = await client.rest.git.getBlob({ owner, repo, file_sha: sha })
  const bytes = Buffer.from(data.content, 'base64')
  const encoding = UTF_16[bytes.subarray(0, 2).toString('hex')]
  const looked = new TextDecoder(encoding ?? 'latin1').decode(bytes)
  if (!mayBeCortex(looked, path)) return { reason: 'foreign' }
  if (encoding) return { reason: 'not-utf8' }
  if (bytes.includes(0)) return { reason: 'binary' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return { reason: 'not-utf8' }
  }
}

/** Byte order marks. */
const UTF_16: Readonly<Record<string, string>> = { fffe: 'utf-16le', feff: 'utf-16be' }
