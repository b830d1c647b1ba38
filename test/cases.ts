import { readFileSync, writeFileSync } from 'node:fs'
import { type Case, fillCases, parseCases } from '../src/docs/cases.ts'
import type { Finding } from '../src/review/finding.ts'
import { applyEdits } from '../src/text/text.ts'

export {
  type Case,
  readChange,
  renderFindings,
  renderFixes,
  reviewSides,
} from '../src/docs/cases.ts'

/** Reads the cases of a Markdown file: one for each `##` heading. Throws on an unknown block. */
export function readCases(path: string): readonly Case[] {
  return parseCases(readFileSync(path, 'utf8'))
}

/** The texts of the new side after the fix of one finding. */
export function applyFix(
  after: ReadonlyMap<string, string>,
  { fix }: Finding,
): ReadonlyMap<string, string> {
  const text = fix && after.get(fix.path)
  if (!fix || fix.doubt || text === undefined) return after
  return new Map(after).set(fix.path, applyEdits(text, fix.edits))
}

/** Rewrites the `findings` and `diff` blocks of a case file. */
export function updateCases(path: string, results: Parameters<typeof fillCases>[1]): void {
  writeFileSync(path, fillCases(readFileSync(path, 'utf8'), results))
}
