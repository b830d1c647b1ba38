import type { Fix, Log, ReportingDescriptor, Result, Run } from 'sarif'
import type { Finding, FindingFix } from '../../review/finding.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import type { RuleMeta, Severity } from '../../review/rule.ts'
import { hideInData } from '../../secrets/hide.ts'
import { onceFor } from '../../text/once.ts'
import { type SourceRange, toRange } from '../../text/text.ts'
import { truncate } from '../../text/truncate.ts'
import type { YamlDocument } from '../../yaml/document.ts'
import { encodePath, rulePage } from '../address.ts'
import { placeOnHead } from '../comment/head-place.ts'
import { describeCoverage, describeLeftOut, explainUnassigned } from '../coverage-text.ts'
import { documentAt } from '../documents.ts'
import { renderRuleText } from '../rule-text.ts'
import { showsSecret } from '../secrets.ts'
import { hashLines } from './line-hash.ts'

export interface SarifOptions {
  /** The version of Cortex Review. */
  readonly version: string
  /** The address of the folder with the rules' pages, without a slash at its end. */
  readonly docsUrl: string
  /** The address of the project. */
  readonly homepage: string
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'
export const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const

/** GitHub refuses a run with more; the most severe findings come first. */
export const MOST_RESULTS = 25_000
const LONGEST_SUMMARY = 1_024

/** GitHub's scale for security alerts, only of what opens a cluster to others. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  error: '8.0',
  warning: '5.0',
  info: '2.0',
}

/**
 * A review as a SARIF 2.1.0 log, as GitHub's code scanning takes it.
 *
 * Ignored findings are left out: code scanning knows no suppressions and would show them.
 */
export function toSarif(review: Review, rules: readonly RuleMeta[], options: SarifOptions): Log {
  const known = collectRules(review, rules)
  const indexes = new Map(known.map(({ id }, index) => [id, index]))
  const results = review.findings
    .slice(0, MOST_RESULTS)
    .map((finding) => toResult(finding, review, indexes.get(finding.rule.id) ?? 0))
  const said = hideInData({ results, invocations: [toInvocation(review)] }, hideOf(review))
  return toLog(said, known, options)
}

/** A log of one run. */
export function toLog(
  run: Omit<Run, 'tool'>,
  rules: readonly RuleMeta[],
  options: SarifOptions,
): Log {
  const driver = {
    name: 'Cortex Review',
    semanticVersion: options.version,
    informationUri: options.homepage,
    rules: rules.map((rule) => toDescriptor(rule, options)),
  }
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', ...run }],
  }
}

/** All rules, and those that only the engine has. */
function collectRules(review: Review, rules: readonly RuleMeta[]): readonly RuleMeta[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  for (const { rule } of review.findings) if (!byId.has(rule.id)) byId.set(rule.id, rule)
  return [...byId.values()]
}

function toDescriptor(rule: RuleMeta, { docsUrl }: SarifOptions): ReportingDescriptor {
  const text = renderRuleText(rule)
  return {
    id: rule.id,
    shortDescription: { text: truncate(rule.summary, LONGEST_SUMMARY) },
    fullDescription: { text: `${rule.summary}.` },
    helpUri: rulePage(docsUrl, rule),
    help: { text, markdown: text },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: [rule.category],
      ...(rule.category === 'exposure' && {
        'security-severity': SECURITY_SEVERITY[rule.severity],
      }),
    },
  }
}

function toResult(finding: Finding, review: Review, ruleIndex: number): Result {
  const { path, range } = placeOnHead(finding, review)
  const { rule, severity, message, fix, fingerprint } = finding
  const document = documentAt(review.after, path)
  const isOffered = fix && fix.doubt === undefined && !showsSecret(fix, review)
  const fixed = isOffered ? toFix(fix, review) : undefined
  return {
    ruleId: rule.id,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: escapeLinks(message) },
    locations: [
      { physicalLocation: { artifactLocation: toArtifact(path), region: toRegion(range) } },
    ],
    // The upload fills in the hash of the line only where there is a checkout.
    partialFingerprints: {
      'cortexReview/v1': fingerprint,
      ...(document && { primaryLocationLineHash: hashesOf(document)[range.start.line - 1] ?? '' }),
    },
    ...(fixed && { fixes: [fixed] }),
  }
}

const hashesOf = onceFor(({ text }: YamlDocument) => hashLines(text))

function toFix({ title, path, edits }: FindingFix, review: Review): Fix | undefined {
  const document = documentAt(review.after, path)
  if (!document || edits.length === 0) return undefined

  const replacements = edits.map((edit) => ({
    deletedRegion: toRegion(toRange(document.lines, edit)),
    ...(edit.text && { insertedContent: { text: edit.text } }),
  }))
  return {
    description: { text: escapeLinks(title) },
    artifactChanges: [{ artifactLocation: toArtifact(path), replacements }],
  }
}

function toInvocation({ failures, coverage }: Review) {
  const { isComplete, leftOut, notes } = coverage
  return {
    executionSuccessful: failures.length === 0,
    toolExecutionNotifications: [
      ...failures.map(({ rule, path, error }) =>
        note('error', `Rule ${rule} failed on ${path}: ${error.message}`),
      ),
      note(isComplete ? 'note' : 'warning', describeCoverage(coverage)),
      ...leftOut.map((file) => ({
        ...note('warning', `${file.path} was not judged: ${describeLeftOut(file)}.`),
        locations: [{ physicalLocation: { artifactLocation: toArtifact(file.path) } }],
      })),
      ...notes.map((text) => note('warning', text)),
      ...[explainUnassigned(coverage)].flatMap((advice) =>
        advice ? [note('warning', `${advice.text}\n${advice.lines.join('\n')}`)] : [],
      ),
    ],
  }
}

/** What there is to say of a run. */
export function note(level: 'error' | 'warning' | 'note', text: string) {
  return { level, message: { text: escapeLinks(text) } }
}

/** Relative to the root of the repository. */
export function toArtifact(path: string) {
  return { uri: encodePath(path) }
}

/** A range as SARIF counts. */
export function toRegion({ start, end }: SourceRange) {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  }
}

/** Brackets make links in messages of SARIF, such as those in a name; see 3.11.6 of the standard. */
export function escapeLinks(text: string): string {
  return text.replace(/(?<!\\)(\\*)([[\]])/g, '$1$1\\$2')
}
