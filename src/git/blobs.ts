import { LARGEST_FILE } from './content.ts'
import { startGit } from './run.ts'

/** Receives an object asked for; `bytes` are cut at the size limit and valid only in the call. */
export type BlobVisitor = (index: number, bytes: Buffer, size: number) => void

export interface BlobReader {
  /** Reads objects by name and visits those that exist, in order; can be called once. */
  read(names: readonly string[], visit: BlobVisitor): Promise<void>
  /** Lets Git go if nothing is to be read. */
  close(): void
}

/**
 * Starts one `git cat-file --batch`, the quickest way to many contents.
 *
 * It starts before the names are known, so that Git is ready by then.
 */
export function openBlobs(cwd: string): BlobReader {
  const git = startGit(cwd, ['cat-file', '--batch', '--buffer'])

  return {
    async read(names, visit) {
      git.input.end(names.map((name) => `${name}\n`).join(''))
      const push = splitBatch(visit)
      for await (const chunk of git.output) push(chunk)
      await git.done
    },
    close: () => git.input.end(),
  }
}

const LINE_FEED = 10

/**
 * Takes the output of `git cat-file --batch` piece by piece: per object a line `id type size`, the
 * content and a line break; `name missing` for an object that does not exist.
 */
export function splitBatch(visit: BlobVisitor): (chunk: Buffer) => void {
  let index = 0
  let rest: Buffer = Buffer.alloc(0)
  let skip = 0

  return (chunk) => {
    const news = chunk.subarray(Math.min(skip, chunk.length))
    skip -= chunk.length - news.length
    const bytes = rest.length > 0 ? Buffer.concat([rest, news]) : news
    let at = 0

    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, at)) {
      const size = sizeIn(bytes.toString('latin1', at, end))
      const start = end + 1
      const stop = start + Math.min(size ?? 0, LARGEST_FILE)
      if (stop > bytes.length) break

      if (size !== undefined) visit(index, bytes.subarray(start, stop), size)
      index += 1
      at = size === undefined ? start : start + size + 1
      skip = Math.max(at - bytes.length, 0)
    }
    rest = bytes.subarray(at)
  }
}

function sizeIn(header: string): number | undefined {
  const size = / (\d+)$/.exec(header)?.[1]
  return size === undefined ? undefined : Number(size)
}
