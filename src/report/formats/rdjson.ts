import type { Finding } from '../../review/finding.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import { hideInData } from '../../secrets/hide.ts'
import { type SourceRange, toRange } from '../../text/text.ts'
import type { YamlDocument } from '../../yaml/document.ts'
import { rulePage } from '../address.ts'
import { placeOnHead } from '../comment/head-place.ts'
import { documentAt, lineAt } from '../documents.ts'
import { showsSecret } from '../secrets.ts'
import { makeVisible } from '../visible.ts'

export interface RdjsonOptions {
  /** The address of the folder with the rules' pages, without a slash at its end. */
  readonly docsUrl: string
  readonly homepage: string
}

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const

/** A review as Reviewdog Diagnostic Format, a `DiagnosticResult`. */
export function toRdjson(review: Review, { docsUrl, homepage }: RdjsonOptions) {
  const diagnostics = review.findings.map((finding) => toDiagnostic(finding, review, docsUrl))
  return {
    source: { name: 'Cortex Review', url: homepage },
    diagnostics: hideInData(diagnostics, hideOf(review)),
  }
}

function toDiagnostic(finding: Finding, review: Review, docsUrl: string) {
  const { path, range } = placeOnHead(finding, review)
  const document = documentAt(review.after, path)
  const suggestions = document ? toSuggestions(finding, document, review) : []
  return {
    message: makeVisible(finding.message),
    location: { path, range: toRdRange(range, document) },
    severity: SEVERITIES[finding.severity],
    code: { value: finding.rule.id, url: rulePage(docsUrl, finding.rule) },
    ...(suggestions.length > 0 && { suggestions }),
  }
}

/** Suggestions have no path of their own, so a fix of another file is left out. */
function toSuggestions({ fix }: Finding, document: YamlDocument, review: Review) {
  if (!fix || fix.doubt !== undefined || showsSecret(fix, review)) return []
  if (documentAt(review.after, fix.path) !== document) return []
  return fix.edits.map((edit) => ({
    range: toRdRange(toRange(document.lines, edit), document),
    text: edit.text,
  }))
}

const encoder = new TextEncoder()

/** Columns count bytes of UTF-8. */
function toRdRange({ start, end }: SourceRange, document: YamlDocument | undefined) {
  const column = (position: SourceRange['start']) => {
    if (!document) return position.column
    return encoder.encode(lineAt(document, position.line).slice(0, position.column - 1)).length + 1
  }
  return {
    start: { line: start.line, column: column(start) },
    end: { line: end.line, column: column(end) },
  }
}
