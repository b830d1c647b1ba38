import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFileStart } from '../git/files.ts'
import type { ChangeSet, FileTree } from '../review/change-set.ts'
import type { Finding, FindingFix } from '../review/finding.ts'
import { hideOf } from '../review/hide.ts'
import { type Review, review } from '../review/review.ts'
import type { Rule } from '../review/rule.ts'
import { UserError } from '../review/user-error.ts'
import { diffTexts, renderPatch } from '../source/hunks.ts'
import { applyEdits, type TextEdit } from '../source/text.ts'
import type { Task } from './judge.ts'

export interface Fixed {
  /** What is left. */
  readonly judged: Review
  readonly changes: ChangeSet
  /** What was changed, as a patch. */
  readonly patch: string
}

/** Fixes that touch each other are applied one after the other; more rounds would be a cycle. */
const MOST_ROUNDS = 10

/**
 * Applies the fixes of the findings to the files in the working tree, and judges again.
 *
 * Throws a UserError if a file changed since it was read; then none is written.
 */
export function applyFixes(
  first: Review,
  { changes: given, options, root }: Task,
  { rules, which }: { readonly rules: readonly Rule[]; readonly which: 'safe' | 'all' },
): Fixed {
  let judged = first
  let changes = given
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const after = fixOnce(changes.after, judged.findings, which)
    if (!after) break
    changes = { ...changes, after, hunks: rediff({ ...changes, after }) }
    judged = review(changes, options, rules)
  }

  const fixed = [...changes.after].filter(([path, text]) => text !== given.after.get(path))
  for (const [path] of fixed) checkUnchanged(join(root, path), given.after.get(path) ?? '')
  for (const [path, text] of fixed) writeFileSync(join(root, path), text)
  const patch = fixed.map(([path, text]) =>
    renderFilePatch(path, given.after.get(path) ?? '', text),
  )
  return { judged, changes, patch: hideOf(judged)(patch.join('')) }
}

/** The texts after the fixes that do not touch each other; undefined if there is none. */
function fixOnce(
  texts: FileTree,
  findings: readonly Finding[],
  which: 'safe' | 'all',
): FileTree | undefined {
  const chosen = new Map<string, readonly TextEdit[]>()
  for (const { fix } of findings) {
    if (!fix || !isWanted(fix, which)) continue
    const before = chosen.get(fix.path) ?? []
    if (!fix.edits.some((edit) => before.some((other) => touches(edit, other)))) {
      chosen.set(fix.path, [...before, ...fix.edits])
    }
  }
  if (chosen.size === 0) return undefined

  const fixed = new Map(texts)
  for (const [path, edits] of chosen) fixed.set(path, applyEdits(texts.get(path) ?? '', edits))
  return fixed
}

function isWanted({ safety }: FindingFix, which: 'safe' | 'all'): boolean {
  return which === 'all' || safety === 'safe'
}

function touches(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end
}

function rediff({ before, after, renames, hunks }: ChangeSet): ChangeSet['hunks'] {
  const paths = [...after.keys()].filter((path) => hunks.has(path))
  const fresh = paths.map((path) => {
    const old = before.get(renames.get(path) ?? path) ?? ''
    return [path, diffTexts(old, after.get(path) ?? '')] as const
  })
  return new Map([...hunks, ...fresh])
}

function checkUnchanged(path: string, text: string): void {
  if (readFileStart(path)?.bytes.toString('utf8') === text) return
  throw new UserError(
    `${path} changed while it was reviewed, so nothing was fixed.`,
    'Run the command again.',
  )
}

function renderFilePatch(path: string, before: string, after: string): string {
  return `--- a/${path}\n+++ b/${path}\n${renderPatch(diffTexts(before, after))}\n`
}
