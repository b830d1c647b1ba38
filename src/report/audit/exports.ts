import type { Log, Result } from 'sarif'
import type { RuleMeta } from '../../review/rule.ts'
import { SEVERITIES } from '../comment/placement.ts'
import type { JsonFinding } from '../formats/json.ts'
import { type Case, renderSuites, type Suite } from '../formats/junit.ts'
import {
  escapeLinks,
  LEVELS,
  MOST_RESULTS,
  note,
  type SarifOptions,
  toArtifact,
  toLog,
  toRegion,
} from '../formats/sarif.ts'
import type { AuditedRepository, AuditReport } from './model.ts'

/** An audit as JUnit XML: a test suite for each file of each repository. */
export function renderAuditJunit({ repositories, failures }: AuditReport): string {
  const lost = failures.map(
    ({ repository, reason }): Suite => ({
      name: repository,
      cases: [],
      failures: [{ rule: 'not audited', message: reason }],
    }),
  )
  return renderSuites([...repositories.flatMap(toSuites), ...lost])
}

function toSuites({ name, report }: AuditedRepository): readonly Suite[] {
  const failOn = report['fail-on']
  const cases = report.findings.map((finding): Case => {
    const { rule, severity, message, location } = finding
    const { path, range } = location
    const isFailure =
      failOn !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn)
    return { rule, severity, message, path, line: range.start.line, isFailure }
  })
  const paths = [...report.files, ...cases, ...report.failures].map(({ path }) => path)
  return [...new Set(paths)].map((path) => ({
    name: `${name}: ${path}`,
    cases: cases.filter((each) => each.path === path),
    failures: report.failures
      .filter((failure) => failure.path === path)
      .map(({ rule, error }) => ({ rule, message: error })),
  }))
}

/** A repository's part of an audit as a SARIF 2.1.0 log, for its code scanning. */
export function toAuditSarif(
  { report }: AuditedRepository,
  rules: readonly RuleMeta[],
  options: SarifOptions,
): Log {
  const known = collectRules(report.findings, rules)
  const indexes = new Map(known.map(({ id }, index) => [id, index]))
  const results = report.findings
    .slice(0, MOST_RESULTS)
    .map((finding) => toResult(finding, indexes.get(finding.rule) ?? 0))
  const lost = report.coverage['left-out'].map(({ path }) =>
    note('warning', `${path} was not judged.`),
  )
  const invocation = {
    executionSuccessful: report.failures.length === 0,
    toolExecutionNotifications: [
      ...report.failures.map(({ rule, path, error }) =>
        note('error', `Rule ${rule} failed on ${path}: ${error}`),
      ),
      ...lost,
    ],
  }
  // What code scanning tells this analysis from others by.
  const automationDetails = { id: 'cortex-review/' }
  return toLog({ automationDetails, results, invocations: [invocation] }, known, options)
}

/** The rules of the findings; of one's own, only what findings tell is known. */
function collectRules(
  findings: readonly JsonFinding[],
  rules: readonly RuleMeta[],
): readonly RuleMeta[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const used = new Map(
    findings.map(({ rule: id, category, severity, message }): [string, RuleMeta] => [
      id,
      byId.get(id) ?? { id, category, severity, summary: id, why: message },
    ]),
  )
  return [...used.values()]
}

function toResult(finding: JsonFinding, ruleIndex: number): Result {
  const { rule, severity, message, location, fingerprint, fix } = finding
  const replacements = (fix?.edits ?? []).map(({ range, text }) => ({
    deletedRegion: toRegion(range),
    ...(text && { insertedContent: { text } }),
  }))
  const isOffered = fix && fix.doubt === undefined && replacements.length > 0
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: escapeLinks(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: toArtifact(location.path),
          region: toRegion(location.range),
        },
      },
    ],
    partialFingerprints: { 'cortexReview/v1': fingerprint },
    ...(isOffered && {
      fixes: [
        {
          description: { text: escapeLinks(fix.title) },
          artifactChanges: [{ artifactLocation: toArtifact(fix.path), replacements }],
        },
      ],
    }),
  }
}
