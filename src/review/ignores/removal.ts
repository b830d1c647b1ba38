import type { CortexFile, Workspace } from '../../cortex/files/subject.ts'
import { findVersion } from '../../cortex/files/version.ts'
import { groupBy } from '../../text/group-by.ts'
import { applyEdits, type TextEdit } from '../../text/text.ts'
import { parseDocument } from '../../yaml/document.ts'
import type { Finding } from '../finding.ts'
import { DOUBTS } from '../fixes/doubts.ts'
import { meaningOf } from '../identity/meaning.ts'

/** How many characters are parsed to prove removals. */
const MOST_PARSED = 5_000_000

/**
 * Proves the fixes that remove comments, each by itself and all of a file at once: the file parses,
 * says what it said, for the same versions of Cortex, and only the comments are gone. What does not
 * is left out; what there is no time for has a doubt.
 */
export function proveRemovals(
  findings: readonly Finding[],
  { files }: Workspace,
): readonly Finding[] {
  const byPath = groupBy(findings, ({ location }) => location.path)
  const byFile = new Map(files.map((file) => [file.path, file]))
  let parsed = 0
  const proven = new Map<Finding, Finding>()

  for (const [path, ofFile] of byPath) {
    const file = byFile.get(path)
    const edits = ofFile.flatMap(({ fix }) => fix?.edits ?? [])
    const goTogether = file !== undefined && (edits.length < 2 || isHarmless(file, edits))
    for (const finding of ofFile) {
      const { fix, ...plain } = finding
      if (!fix || !file) continue
      const doubt = parsed > MOST_PARSED ? DOUBTS.untried : goTogether ? undefined : DOUBTS.depends
      parsed += file.document.text.length
      if (doubt) proven.set(finding, { ...plain, fix: { ...fix, doubt } })
      else if (!isHarmless(file, fix.edits)) proven.set(finding, plain)
    }
  }
  return findings.map((finding) => proven.get(finding) ?? finding)
}

/** Whether edits take away comments and nothing else, one each. */
function isHarmless({ document, kind }: CortexFile, edits: readonly TextEdit[]): boolean {
  const text = applyEdits(document.text, edits)
  const { root, problems, oddities, comments } = parseDocument(text)
  const later = findVersion(root, kind, text)
  const earlier = findVersion(document.root, kind, document.text)
  return (
    problems.length === 0 &&
    oddities.length === document.oddities.length &&
    comments.length === document.comments.length - edits.length &&
    meaningOf(root) === meaningOf(document.root) &&
    later.from === earlier.from &&
    later.to === earlier.to
  )
}
