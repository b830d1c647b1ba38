import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DOCS_URL } from '../../src/cli/docs.ts'
import { renderComment } from '../../src/report/comment/comment.ts'
import { type PlacedFinding, placeFindings } from '../../src/report/comment/placement.ts'
import { renderTerminal } from '../../src/report/formats/terminal.ts'
import { renderSummary } from '../../src/report/summary/summary.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { review } from '../../src/review/review.ts'
import type { Rule } from '../../src/review/rule.ts'
import { diffTexts, type Hunk } from '../../src/text/hunks.ts'

/** What the pictures show: the tool's own output on the example. */
export interface Scene {
  /** The first comment, below the lines of the diff that it stands on. */
  readonly comment: {
    readonly path: string
    readonly rows: readonly DiffRow[]
    readonly body: string
    readonly replaced: readonly DiffRow[]
  }
  /** The Markdown of the summary. */
  readonly summary: string
  /** The first finding at a terminal, with colors. */
  readonly terminal: string
}

export interface DiffRow {
  readonly type: 'context' | 'added' | 'removed'
  readonly number: number
  readonly text: string
}

const REPOSITORY = 'https://github.com/acme/shop'
const COMMIT = '4be2d60f1c0a9e7b3d5f8a6c2e1b4d7f9a0c3e5d'
const COLUMNS = 96

/** Reviews the example. Throws if nothing of it can be a comment. */
export function makeScene(root: string, rules: readonly Rule[]): Scene {
  const before = readTree(join(root, 'examples/before'))
  const after = readTree(join(root, 'examples/after'))
  const hunks = new Map(
    [...after].map(([path, text]) => [path, diffTexts(before.get(path) ?? '', text)] as const),
  )
  const changes = { before, after, hunks, renames: new Map(), unreadable: [] }
  const judged = review(changes, DEFAULT_CONFIG, rules)
  const placement = placeFindings(judged, hunks, 25)
  const first = placement.inline.find(({ suggestion }) => suggestion)
  if (!first) throw new Error('The example has no finding that can be a comment')
  const links = { docsUrl: DOCS_URL, failOn: 'error', commit: COMMIT } as const
  const addresses = { repositoryUrl: REPOSITORY, diffUrl: `${REPOSITORY}/pull/7/files` }
  const terminal = renderTerminal(
    { ...judged, findings: [first.finding] },
    { color: true, width: COLUMNS, failOn: 'error' },
  )
  return {
    comment: commentOf(first, hunks.get(first.anchor.path) ?? []),
    summary: renderSummary(judged, placement, { ...links, ...addresses }),
    terminal: `$ cortex-review review\n${terminal}`,
  }
}

function readTree(root: string): ReadonlyMap<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const paths = names.filter((name) => name.endsWith('.yaml')).toSorted()
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

const MOST_ROWS = 4

function commentOf(placed: PlacedFinding, hunks: readonly Hunk[]): Scene['comment'] {
  const { path, line } = placed.anchor
  const rows = hunks.flatMap((hunk) => hunk.lines.map(toRow))
  const end = rows.findIndex(({ type, number }) => type !== 'removed' && number === line)
  return {
    path,
    rows: rows.slice(Math.max(0, end + 1 - MOST_ROWS), end + 1),
    body: renderComment(placed, { docsUrl: DOCS_URL }),
    replaced: rows.filter(({ type, number }) => type !== 'removed' && number === line),
  }
}

function toRow(line: Hunk['lines'][number]): DiffRow {
  const number = line.type === 'removed' ? line.before : line.after
  return { type: line.type, number, text: line.text }
}
