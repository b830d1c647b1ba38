import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DOCS_URL } from '../src/cli/docs.ts'
import { renderComment } from '../src/report/comment/comment.ts'
import { type PlacedFinding, placeFindings } from '../src/report/comment/placement.ts'
import { DEFAULT_CONFIG } from '../src/review/config.ts'
import { review } from '../src/review/review.ts'
import type { Rule } from '../src/review/rule.ts'
import { diffTexts, type Hunk } from '../src/text/hunks.ts'
import { type CommentPicture, type DiffRow, drawComment } from './comment-picture.ts'

/** The picture of the README: the first comment on the example, as an SVG. Throws if there is none. */
export function drawPicture(root: string, rules: readonly Rule[]): string {
  const before = readTree(join(root, 'examples/before'))
  const after = readTree(join(root, 'examples/after'))
  const hunks = new Map(
    [...after].map(([path, text]) => [path, diffTexts(before.get(path) ?? '', text)] as const),
  )
  const changes = { before, after, hunks, renames: new Map(), unreadable: [] }
  const { inline } = placeFindings(review(changes, DEFAULT_CONFIG, rules), hunks, 1)
  const [first] = inline
  if (!first) throw new Error('The example has no finding that can be a comment')
  return drawComment(pictureOf(first, hunks.get(first.anchor.path) ?? []))
}

function readTree(root: string): ReadonlyMap<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const paths = names.filter((name) => name.endsWith('.yaml')).toSorted()
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

const MOST_ROWS = 3

function pictureOf(placed: PlacedFinding, hunks: readonly Hunk[]): CommentPicture {
  const { path, line } = placed.anchor
  const rows = hunks.flatMap((hunk) => hunk.lines.map(toRow))
  const end = rows.findIndex(({ type, number }) => type !== 'removed' && number === line)
  const replaced = rows.filter(({ type, number }) => type !== 'removed' && number === line)
  return {
    path,
    rows: rows.slice(Math.max(0, end + 1 - MOST_ROWS), end + 1),
    body: renderComment(placed, { docsUrl: DOCS_URL }),
    replaced: placed.suggestion ? replaced : [],
    line,
  }
}

function toRow(line: Hunk['lines'][number]): DiffRow {
  const number = line.type === 'removed' ? line.before : line.after
  return { type: line.type, number, text: line.text }
}
