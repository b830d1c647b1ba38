import { info, warning } from '@actions/core'
import type { Client } from '../github/client.ts'
import { classify, messageOf } from '../github/refusal.ts'
import { type Tracked, trackIssue } from '../github/write/tracking-issue.ts'
import { isTracking, renderTrackingIssue } from '../report/audit/issue.ts'
import type { AuditReport } from '../report/audit/model.ts'
import { hideInText } from '../secrets/hide.ts'
import { connect, type Step } from './connect.ts'

/**
 * Tracks what an audit found in one issue of the workflow's repository, or in one of each audited
 * repository. What cannot be written changes nothing else.
 */
export async function trackFindings(
  step: Step,
  audit: AuditReport,
  connectAudit: () => Promise<Client>,
): Promise<void> {
  const { reportIssue = 'false' } = step.given
  if (reportIssue === 'false') return
  const { environment } = step
  const own = environment['GITHUB_REPOSITORY'] ?? ''
  const run = `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${own}/actions/runs/${environment['GITHUB_RUN_ID'] ?? ''}`
  if (reportIssue === 'true') return track(await connect(step), own, audit, run)
  const client = await connectAudit()
  const emptied = audit.without.filter(({ name }) =>
    audit.gone.some((each) => each.repository === name),
  )
  for (const { name } of [...audit.repositories, ...emptied]) {
    await track(client, name, toPart(audit, name), run)
  }
}

/** What concerns one repository: the others are no business of its readers. */
function toPart(audit: AuditReport, name: string): AuditReport {
  const repositories = audit.repositories.filter((each) => each.name === name)
  const gone = audit.gone.filter((each) => each.repository === name)
  return { ...audit, repositories, failures: [], without: [], across: [], gone }
}

async function track(client: Client, name: string, audit: AuditReport, run: string): Promise<void> {
  const [owner = '', repo = ''] = name.split('/')
  const { title, body, isOpen } = renderTrackingIssue(audit, run)
  // While something could not be looked at, nobody knows that nothing is left.
  const isUnsure = !isOpen && audit.failures.length > 0
  if (isUnsure)
    return info(`The tracking issue of ${name} stays: not all repositories were audited.`)
  try {
    const wanted = { title, body: hideInText(body), isOpen }
    info(
      `Tracking issue of ${name}: ${WORDS[await trackIssue(client, { owner, repo }, wanted, isTracking)]}.`,
    )
  } catch (error) {
    const remedy = ['denied', 'missing'].includes(classify(error))
      ? ' Grant the token `issues: write`.'
      : ''
    warning(`The tracking issue of ${name} was not written: ${messageOf(error)}.${remedy}`)
  }
}

const WORDS: Readonly<Record<Tracked, string>> = {
  created: 'created',
  updated: 'updated',
  closed: 'closed',
  reopened: 'reopened',
  unchanged: 'unchanged',
  muted: 'left closed, since it was closed as not planned',
  none: 'not needed',
}
