import { join } from 'node:path'
import { isBehindLink, isHardLinked, readFileStart, rewriteFile } from '../git/files.ts'
import { show } from '../report/formats/ansi.ts'
import type { ChangeSet, FileTree } from '../review/change-set.ts'
import type { FindingFix } from '../review/finding.ts'
import { isInTheWay } from '../review/fixes/doubts.ts'
import { hideOf } from '../review/hide.ts'
import { type Review, review } from '../review/review.ts'
import type { Rule } from '../review/rule.ts'
import { UserError } from '../settings/user-error.ts'
import { diffTexts, renderPatch } from '../text/hunks.ts'
import { applyEdits } from '../text/text.ts'
import type { Task } from './task.ts'

export interface Fixed {
  /** What is left. */
  readonly judged: Review
  readonly changes: ChangeSet
  /** What was changed, as a patch. */
  readonly patch: string
}

/** Each round leaves fewer findings; so many have no change that a person makes. */
const MOST_ROUNDS = 100

/**
 * Applies the fixes of the findings to the reviewed files in the working tree, and judges again
 * until there is none to apply, so that a second run changes nothing.
 *
 * Throws a UserError if a file changed since it was read, or is reached through a link; then none is
 * written.
 */
export function applyFixes(
  first: Review,
  { changes: given, options, root }: Task,
  { rules, which }: { readonly rules: readonly Rule[]; readonly which: 'safe' | 'all' },
): Fixed {
  // Others were read for what they say of these.
  const reviewed = new Set(
    // What is behind a link is fixed where it is.
    first.files.flatMap(({ path }) => (given.links?.after.has(path) ? [] : [path])),
  )
  let judged = first
  let changes = given
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const wanted = judged.findings.flatMap(({ fix }) => (fix && isWanted(fix, which) ? [fix] : []))
    const chosen = choose(wanted.filter(({ path }) => reviewed.has(path)))
    if (chosen.length === 0) break
    const after = applyAll(changes.after, chosen)
    changes = { ...changes, after, hunks: rediff({ ...changes, after }) }
    judged = review(changes, options, rules)
  }

  const fixed = [...changes.after].flatMap(([path, text]): FixedFile[] => {
    const before = given.after.get(path) ?? ''
    return text === before ? [] : [{ path, before, text }]
  })
  writeFiles(root, fixed)
  return { judged, changes, patch: hideOf(judged)(fixed.map(renderFilePatch).join('')) }
}

function isWanted({ safety }: FindingFix, which: 'safe' | 'all'): boolean {
  return which === 'all' || safety === 'safe'
}

/** All that are proven together; else the first that is only in another one's way. */
function choose(fixes: readonly FindingFix[]): readonly FindingFix[] {
  const offered = fixes.filter(({ doubt }) => doubt === undefined)
  return offered.length > 0 ? offered : fixes.filter(({ doubt }) => isInTheWay(doubt)).slice(0, 1)
}

function applyAll(texts: FileTree, fixes: readonly FindingFix[]): FileTree {
  const fixed = new Map(texts)
  for (const path of new Set(fixes.map((fix) => fix.path))) {
    const edits = fixes.flatMap((fix) => (fix.path === path ? fix.edits : []))
    fixed.set(path, applyEdits(texts.get(path) ?? '', edits))
  }
  return fixed
}

function rediff({ before, after, renames, hunks }: ChangeSet): ChangeSet['hunks'] {
  const paths = [...after.keys()].filter((path) => hunks.has(path))
  const fresh = paths.map((path) => {
    const old = before.get(renames.get(path) ?? path) ?? ''
    return [path, diffTexts(old, after.get(path) ?? '')] as const
  })
  return new Map([...hunks, ...fresh])
}

interface FixedFile {
  readonly path: string
  readonly before: string
  readonly text: string
}

/** Writes all files or, as far as can be told beforehand, none. */
function writeFiles(root: string, files: readonly FixedFile[]): void {
  for (const { path, before } of files) {
    if (isBehindLink(root, path)) {
      throw new UserError(
        `${show(path)} is reached through a link, so nothing was fixed.`,
        'Run the command where the file is.',
      )
    }
    if (isHardLinked(join(root, path))) {
      throw new UserError(
        `${show(path)} is also at another path (a hard link), so nothing was fixed.`,
        'Replace the link by a copy.',
      )
    }
    if (readFileStart(join(root, path))?.bytes.toString('utf8') !== before) throw changed(path)
  }
  for (const { path, before, text } of files) writeFile(join(root, path), before, text)
}

function writeFile(path: string, before: string, text: string): void {
  let isWritten: boolean
  try {
    isWritten = rewriteFile(path, before, text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(
      `${show(path)} cannot be written: ${show(reason)}`,
      'Check who may write the file.',
    )
  }
  if (!isWritten) throw changed(path)
}

function changed(path: string): UserError {
  return new UserError(
    `${show(path)} changed while it was reviewed, so nothing was fixed.`,
    'Run the command again.',
  )
}

/** For people: nothing in it acts on a terminal. */
function renderFilePatch({ path, before, text }: FixedFile): string {
  const rows = renderPatch(diffTexts(before, text)).split('\n')
  const lines = [`--- a/${path}`, `+++ b/${path}`, ...rows]
  return `${lines.map((line) => show(line.replace(/\r$/, ''))).join('\n')}\n`
}
