import {
  type FileContent,
  LARGEST_FILE,
  LARGEST_LOOK,
  readContent,
  readText,
  UNAVAILABLE,
} from '../../cortex/files/content.ts'
import type { Client } from '../client.ts'
import { classify } from '../refusal.ts'
import { query } from './ask.ts'
import type { RepositoryName } from './event.ts'
import {
  type Answer,
  type Blob,
  type ConversationPage,
  isBlob,
  type ObjectName,
  type PullRequestNode,
  QueryTooLarge,
} from './query.ts'

/** A file that is to be read. */
export interface Wanted {
  readonly path: string
  readonly name: ObjectName
}

/** Where files are read from, and how much a run may still look through that is too large. */
export interface Source extends RepositoryName {
  readonly client: Client
  readonly budget: { bytes: number }
}

export interface Batch {
  /** In the order of the files. */
  readonly contents: readonly FileContent[]
  /** What GraphQL said of them. */
  readonly objects: Answer['objects']
  readonly pullRequest: PullRequestNode | undefined
}

/** 25 to 50 blobs a request are sensible. */
const BATCH = 50
/** What is larger than a config is looked through only so far in a run, and then reported. */
const MOST_LOOKS = 4 * LARGEST_LOOK

/** A repository to read from. */
export function openSource(client: Client, { owner, repo }: RepositoryName): Source {
  return { client, owner, repo, budget: { bytes: MOST_LOOKS } }
}

/** Splits files into batches that one request can bring. */
export function toBatches<T>(files: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(files.length / BATCH)
  return Array.from({ length: count }, (_, at) => files.slice(at * BATCH, (at + 1) * BATCH))
}

/** The contents of files, in batches; the page of the conversation comes with the first one. */
export async function readFiles(
  source: Source,
  files: readonly Wanted[],
  page?: ConversationPage,
): Promise<Batch> {
  const [first = [], ...others] = toBatches(files)
  const { pullRequest, ...found } = await readBatch(source, first, page)
  const contents = [...found.contents]
  const objects = [...found.objects]
  for (const batch of others) {
    const next = await readBatch(source, batch)
    contents.push(...next.contents)
    objects.push(...next.objects)
  }
  return { contents, objects, pullRequest }
}

/** One request; what is too large for GitHub is halved. */
async function readBatch(
  source: Source,
  files: readonly Wanted[],
  page?: ConversationPage,
): Promise<Batch> {
  if (files.length === 0 && !page) return { contents: [], objects: [], pullRequest: undefined }
  try {
    const names = files.map(({ name }) => name)
    const { objects, pullRequest } = await query(source.client, source, names, page)
    const contents: FileContent[] = []
    for (const [at, wanted] of files.entries()) {
      contents.push(await toContent(source, wanted, objects[at] ?? null))
    }
    return { contents, objects, pullRequest }
  } catch (error) {
    if (!(error instanceof QueryTooLarge)) throw error
    const half = Math.ceil(files.length / 2)
    const first = await readBatch(source, files.slice(0, half), page)
    const second = await readBatch(source, files.slice(half))
    return {
      ...first,
      contents: [...first.contents, ...second.contents],
      objects: [...first.objects, ...second.objects],
    }
  }
}

async function toContent(
  source: Source,
  { path, name }: Wanted,
  object: Answer['objects'][number],
): Promise<FileContent> {
  if (!isBlob(object)) return 'oid' in name ? readLost(source, path, name.oid) : UNAVAILABLE
  const { text, byteSize, oid } = object
  if (text !== null && isWhole(object, text)) return readText(path, text, byteSize)
  if (byteSize > LARGEST_FILE) {
    if (byteSize > Math.min(LARGEST_LOOK, source.budget.bytes)) {
      return readContent(path, new Uint8Array(), byteSize)
    }
    source.budget.bytes -= byteSize
  }
  return readLost(source, path, oid, byteSize)
}

/** Whether a text is all that the blob holds; only the bytes themselves can tell more. */
function isWhole({ isTruncated, byteSize }: Blob, text: string): boolean {
  return !isTruncated && Buffer.byteLength(text) === byteSize && !DOUBTFUL.test(text)
}

/** GraphQL may show bytes that are not UTF-8 like this. */
const DOUBTFUL = /[\0\uFFFD]/

/** A blob that GitHub named before, through REST, which cuts nothing below 100 MB. */
export async function readLost(
  { client, owner, repo }: Source,
  path: string,
  sha: string,
  size?: number,
): Promise<FileContent> {
  try {
    const { data } = await client.rest.git.getBlob({ owner, repo, file_sha: sha })
    const bytes = Buffer.from(data.content, 'base64')
    return readContent(path, bytes, Math.max(size ?? 0, data.size ?? 0, bytes.length))
  } catch (error) {
    if (classify(error) === 'missing') return UNAVAILABLE
    throw error
  }
}
