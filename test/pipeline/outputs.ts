import { toPayloads } from '../../src/cli/payloads.ts'
import { placeFindings } from '../../src/report/comment/placement.ts'
import { toAnnotations } from '../../src/report/formats/annotations.ts'
import { toJson } from '../../src/report/formats/json.ts'
import { toSarif } from '../../src/report/formats/sarif.ts'
import { renderTerminal } from '../../src/report/formats/terminal.ts'
import { renderJobSummary } from '../../src/report/summary/summary.ts'
import type { ChangeSet } from '../../src/review/change-set.ts'
import type { Review } from '../../src/review/review.ts'
import { rules } from '../../src/rules/index.ts'
import { DEFAULT_OPTIONS } from '../../src/settings/fields.ts'

const DOCS = 'https://docs.example/rules'
const JSON_OPTIONS = { failOn: 'error', docsUrl: DOCS, version: '1.0.0' } as const
const TOOL = { version: '1.0.0', homepage: 'https://docs.example', docsUrl: DOCS }

/** All texts in which a review is shown to anybody, by what they are. */
export function renderEverything(
  judged: Review,
  changes: ChangeSet,
): Readonly<Record<string, string>> {
  const nowhere = placeFindings(judged, new Map(), 0)
  return {
    terminal: renderTerminal(judged, { color: false, width: 80, failOn: 'error' }),
    'coloured terminal': renderTerminal(judged, { color: true, width: 120, failOn: 'error' }),
    json: JSON.stringify(toJson(judged, JSON_OPTIONS)),
    sarif: JSON.stringify(toSarif(judged, rules, TOOL)),
    annotations: JSON.stringify(toAnnotations(judged, 'info')),
    'job summary': renderJobSummary(judged, nowhere, JSON_OPTIONS),
    'comments and summary': JSON.stringify(
      toPayloads({ judged, changes, options: DEFAULT_OPTIONS, root: '.' }),
    ),
    failures: judged.failures.map(({ error }) => error.stack).join('\n'),
  }
}
