import type { Config } from '../../review/config.ts'
import type { Finding } from '../../review/finding.ts'
import { hideOf } from '../../review/hide.ts'
import type { Updates } from '../../review/outlook/updates.ts'
import type { Review } from '../../review/review.ts'
import { listSilent, type UntoldFinding } from '../../review/silence/silence.ts'
import { hideInData } from '../../secrets/hide.ts'
import { toRange } from '../../text/text.ts'
import { rulePage } from '../address.ts'
import { conclude } from '../check.ts'
import { documentAt } from '../documents.ts'
import { showsSecret } from '../secrets.ts'
import { listChanges } from '../summary/changes.ts'
import { toJsonBill } from './bill-json.ts'
import { toJsonCoverage } from './coverage-json.ts'

export interface JsonOptions {
  readonly failOn: Config['failOn']
  /** The version of Cortex Review. */
  readonly version: string
  /** The address of the folder with the rules' pages, without a slash at its end. */
  readonly docsUrl: string
  /** The commit that was reviewed. */
  readonly commit?: string
}

export type JsonFinding = ReturnType<typeof toJsonFinding>
export type JsonReport = ReturnType<typeof toJson>

/** The report's form; it rises when a key changes its meaning or goes. */
const FORM = 1

/**
 * A review as plain data, stable over releases; `schemas/report.json` describes it.
 *
 * Lines and columns count from 1, columns in UTF-16 units; the end of a range is just past it.
 */
export function toJson(review: Review, { failOn, version, docsUrl, commit }: JsonOptions) {
  const { conclusion, counts } = conclude(review, failOn)
  const report = {
    form: FORM,
    tool: { name: 'cortex-review', version },
    ...(commit !== undefined && { commit }),
    conclusion,
    complete: review.coverage.isComplete,
    coverage: toJsonCoverage(review.coverage),
    'fail-on': failOn,
    counts,
    files: review.files.map(({ path, kind, version: range }) => ({ path, kind, cortex: range })),
    findings: review.findings.map((finding) => describeFinding(finding, review, docsUrl)),
    ignored: review.ignored.map(({ finding, ...how }) => ({
      finding: describeFinding(finding, review, docsUrl),
      ...how,
    })),
    accepted: review.accepted.map(({ finding, ...how }) => ({
      finding: describeFinding(finding, review, docsUrl),
      ...how,
    })),
    ...listExceptions(review),
    silent: listSilent(review).map(({ finding, silence }) => ({
      finding: describeUntold(finding),
      ...silence,
    })),
    changes: listChanges(review),
    updates: toJsonUpdates(review.updates),
    bills: review.bills.map(toJsonBill),
    failures: review.failures.map(({ rule, path, error }) => ({
      rule,
      path,
      error: error.message,
    })),
    unreadable: review.unreadable.map(({ path, side, reason }) => ({ path, side, reason })),
  }
  return hideInData(report, hideOf(review))
}

/** Only audits have some. */
function listExceptions({ exceptions }: Review) {
  if (exceptions.length === 0) return {}
  const listed = exceptions.map(({ rules, ...rest }) => {
    return { rules: rules.map(({ id }) => id), ...rest }
  })
  return { exceptions: listed }
}

function toJsonUpdates({ clusters, apis }: Updates) {
  return {
    clusters: clusters.map(({ path, cluster, plan }) => ({
      path,
      cluster,
      'fields-to-update': plan.fieldsToUpdate,
      'groups-to-add': plan.groupsToAdd,
      'groups-to-remove': plan.groupsToRemove,
      'groups-to-update': plan.groupsToUpdate.map(({ name }) => name),
      refused: plan.refusals.map((refusal) => refusal.path.join('.')),
      'instances-over-limit': plan.instancesOverLimit,
    })),
    apis: apis.map(({ path, name, kind, action, podsReplaced, isByGroups, changed, capacity }) => ({
      path,
      name,
      kind,
      action,
      'pods-replaced': podsReplaced,
      ...(isByGroups && { 'by-node-groups': true }),
      changed,
      ...(capacity && {
        capacity: {
          replicas: capacity.replicas,
          'least-ready': capacity.leastReady,
          rounds: capacity.rounds,
          ...(capacity.isStuck && { stuck: true }),
        },
      }),
    })),
  }
}

/** A finding as plain data, without the secrets of its files. */
export function toJsonFinding(finding: Finding, review: Review, docsUrl: string) {
  return hideInData(describeFinding(finding, review, docsUrl), hideOf(review))
}

/** Without its message, which repeats values of files that nobody may have touched. */
function describeUntold({ rule, severity, location, subject, fingerprint }: UntoldFinding) {
  return { rule: rule.id, severity, location, subject, fingerprint }
}

function describeFinding(finding: Finding, review: Review, docsUrl: string) {
  const { rule, severity, message, location, subject, fingerprint, handle } = finding
  return {
    rule: rule.id,
    category: rule.category,
    severity,
    message,
    location,
    subject,
    fingerprint,
    handle,
    docs: rulePage(docsUrl, rule),
    ...(finding.fix &&
      !showsSecret(finding.fix, review) && { fix: toJsonFix(finding.fix, review) }),
  }
}

function toJsonFix(fix: NonNullable<Finding['fix']>, review: Review) {
  const { title, safety, path, edits, doubt } = fix
  const document = documentAt(review.after, path)
  return {
    title,
    safety,
    path,
    edits: document
      ? edits.map((edit) => ({ range: toRange(document.lines, edit), text: edit.text }))
      : [],
    ...(doubt !== undefined && { doubt }),
  }
}
