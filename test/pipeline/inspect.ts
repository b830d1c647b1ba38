import { parseMarker } from '../../src/report/comment/marker.ts'
import { type Annotation, toAnnotations } from '../../src/report/formats/annotations.ts'
import { toJson } from '../../src/report/formats/json.ts'
import { toSarif } from '../../src/report/formats/sarif.ts'
import { renderTerminal } from '../../src/report/formats/terminal.ts'
import { renderJobSummary, renderSummary } from '../../src/report/summary/summary.ts'
import type { ChangeSet } from '../../src/review/change-set.ts'
import type { Config } from '../../src/review/config.ts'
import type { Finding } from '../../src/review/finding.ts'
import { type Review, review } from '../../src/review/review.ts'
import { rules } from '../../src/rules/index.ts'
import { withoutCode } from './markdown.ts'
import { placeComments } from './suggestion-faults.ts'

const DOCS = 'https://docs.example/rules'
const OPTIONS = { failOn: 'error', docsUrl: DOCS, commit: '0123456789abcdef' } as const
const TOOL = { version: '1.0.0', homepage: 'https://docs.example', docsUrl: DOCS }

/**
 * Takes a change through everything that a run does, and lists what is wrong with the outcome; the
 * problems are all of ours, whatever the change is. Throws what the pipeline throws.
 */
export function findFaults(changeSet: ChangeSet, config: Config): readonly string[] {
  const judged = review(changeSet, config, rules)
  const again = review(changeSet, config, rules)
  return [
    ...judged.failures.map(({ rule, error }) => `${rule} throws: ${error.stack}`),
    ...judged.findings.flatMap((finding) => [...faultsOfFinding(finding, changeSet)]),
    ...faultsOfNames(judged),
    ...faultsOfPlacement(judged, changeSet),
    ...faultsOfTerminal(judged),
    ...faultsOfData(judged),
    ...(textOf(judged) === textOf(again) ? [] : ['the review is not the same twice']),
  ]
}

/** Two findings with one name would share a comment, or an acceptance. */
function* faultsOfNames({ findings, ignored }: Review): Iterable<string> {
  const all = [...findings, ...ignored.map(({ finding }) => finding)]
  for (const key of ['fingerprint', 'handle'] as const) {
    const names = new Set(all.map((finding) => finding[key]))
    if (names.size < all.length) yield `${all.length - names.size} findings share a ${key}`
  }
}

/** All of a review that is shown. */
function textOf(judged: Review): string {
  return JSON.stringify([toJson(judged, { ...OPTIONS, version: '1' }), judged.findings])
}

function* faultsOfFinding(finding: Finding, { before, after }: ChangeSet): Iterable<string> {
  const { rule, message, location, fix } = finding
  if (!/^[A-Z`].*\.$/s.test(message)) yield `${rule.id} says ${JSON.stringify(message)}`

  const text = (location.side === 'before' ? before : after).get(location.path)
  if (text === undefined) yield `${rule.id} is in ${location.path}, which is not there`
  const lines = (text ?? '').split('\n')
  const { start, end } = location.range
  const isOrdered = start.line < end.line || (start.line === end.line && start.column <= end.column)
  const isInside = [start, end].every(
    ({ line, column }) => column >= 1 && column <= (lines[line - 1]?.length ?? -1) + 1,
  )
  if (!isOrdered || !isInside) yield `${rule.id} is at ${JSON.stringify(location.range)}`

  if (fix && after.get(fix.path) === undefined) yield `${rule.id} repairs ${fix.path}`
}

function* faultsOfPlacement(judged: Review, changeSet: ChangeSet): Iterable<string> {
  const { placement, bodies, faults } = placeComments(judged, changeSet)
  const { inline, onFiles, summaryOnly } = placement
  const said = inline.length + onFiles.length + summaryOnly.length
  if (said !== judged.findings.length) yield 'a finding is lost'
  yield* faults
  for (const body of bodies) yield* faultsOfMarkdown(body, 'finding')

  yield* faultsOfMarkdown(renderSummary(judged, placement, OPTIONS), 'summary')
  const summary = renderJobSummary(judged, placement, OPTIONS)
  yield* faultsOfMarkdown(`${summary}\n<!-- cortex-review:v1 summary -->`, 'summary')
  if (Buffer.byteLength(summary) > 1024 * 1024) yield 'the job summary is too long'
}

/** Tags that are our own. */
const OWN_HTML = /<\/?(?:sub|details|summary|b|br|code)>/g

function* faultsOfMarkdown(body: string, kind: 'finding' | 'summary'): Iterable<string> {
  if (parseMarker(body)?.kind !== kind) yield `no marker at the end of ${JSON.stringify(body)}`
  if (body.length > 65_536) yield 'a comment is too long'
  // Lines of a suggestion are literal, all else is made visible.
  if (/[^\P{Cc}\n\t]/u.test(body)) yield `a control character in ${JSON.stringify(body)}`
  if (/\p{Cs}/u.test(body)) yield `half a character in ${JSON.stringify(body)}`

  const text = withoutCode(body.split('\n').slice(0, -1).join('\n')).replace(OWN_HTML, '')
  const raw = /<|-->|@[a-z0-9]|(?<!&)#\d|GH-\d|(?<!\()\bhttps?:\/\/|www\.|\$/i.exec(text)
  if (raw) yield `${raw[0]} is raw in ${JSON.stringify(text)}`
}

/** What our own colours are made of. */
const STYLE = new RegExp(`${String.fromCodePoint(0x1b)}\\[[\\d;]*m`, 'g')

function* faultsOfTerminal(judged: Review): Iterable<string> {
  for (const color of [true, false]) {
    const text = renderTerminal(judged, { color, width: 80, failOn: 'error' })
    const plain = color ? text.replace(STYLE, '') : text
    const control = /[^\P{Cc}\n]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u.exec(plain)
    if (control) yield `a control character on the terminal: ${JSON.stringify(control)}`
  }
}

function* faultsOfData(judged: Review): Iterable<string> {
  for (const annotation of toAnnotations(judged, 'info')) yield* faultsOfAnnotation(annotation)

  for (const { results = [] } of toSarif(judged, rules, TOOL).runs) {
    for (const { locations = [], message } of results) {
      if (/(?<!\\)(?:\\\\)*[[\]]/.test(message.text ?? '')) yield 'SARIF has a link'
      for (const { physicalLocation } of locations) {
        const { startLine = 0, endLine = startLine } = physicalLocation?.region ?? {}
        if (startLine < 1 || endLine < startLine) yield 'SARIF has a wrong region'
      }
    }
  }
}

function* faultsOfAnnotation(annotation: Annotation): Iterable<string> {
  const { message, startLine = 1, endLine = 1, startColumn = 1, endColumn = 1 } = annotation
  if (/\p{Cc}/u.test(message)) yield `a control character in ${JSON.stringify(message)}`
  if (message.length > 4_096) yield 'an annotation is too long'
  if (startLine < 1 || endLine < startLine || endColumn < startColumn) {
    yield `an annotation is at ${startLine}:${startColumn} to ${endLine}:${endColumn}`
  }
}
