import type { LineOrigin } from '../review/ignores/exceptions.ts'
import { readCommitted } from './committed.ts'
import { GitError, runGit } from './run.ts'

/** A file whose lines are looked up. */
export interface Blamed {
  readonly path: string
  /** What was judged: a line that is not committed like this has no origin. */
  readonly text: string
  readonly lines: readonly number[]
}

/**
 * When and by whom lines were last changed, by their numbers. Nothing is known of files that differ
 * from the commit, and of lines that are older than what this clone has.
 */
export function blameLines(
  root: string,
  commit: string,
  { path, text, lines }: Blamed,
): ReadonlyMap<number, LineOrigin> {
  try {
    if (readCommitted(root, commit, path) !== text) return new Map()
    const ranges = lines.flatMap((line) => ['-L', `${line},${line}`])
    const args = ['blame', '--line-porcelain', ...ranges, commit, '--', path]
    const shallow = runGit(root, ['rev-parse', '--is-shallow-repository']).toString('utf8')
    return parseBlame(runGit(root, args).toString('utf8'), shallow.trim() === 'true')
  } catch (error) {
    if (error instanceof GitError) return new Map()
    throw error
  }
}

/** Reads what Git prints of each line: a head, keys with values, and the line after a tab. */
function parseBlame(output: string, isShallow: boolean): ReadonlyMap<number, LineOrigin> {
  const origins = new Map<number, LineOrigin>()
  for (const block of output.split(/^\t.*\n?/m)) {
    const [head = '', ...rows] = block.split('\n')
    const line = Number(head.split(' ')[2])
    const valueOf = (key: string) =>
      rows.find((row) => row.startsWith(`${key} `))?.slice(key.length + 1)
    const time = Number(valueOf('author-time'))
    const by = valueOf('author')
    // The history of a shallow clone ends at a boundary, to which all that is older belongs.
    const isCut = isShallow && rows.includes('boundary')
    if (!line || !time || by === undefined || isCut) continue
    origins.set(line, { since: new Date(time * 1000).toISOString().slice(0, 10), by })
  }
  return origins
}
