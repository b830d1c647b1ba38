import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readTree } from '../git/audit.ts'
import { readCommitted } from '../git/committed.ts'
import { findOrigin } from '../git/origin.ts'
import { readText } from '../git/read-text.ts'
import { resolveCommit } from '../git/revisions.ts'
import { renderAuditJunit } from '../report/audit/exports.ts'
import { describeCounts } from '../report/audit/markdown.ts'
import { createAudit } from '../report/audit/merge.ts'
import { type AuditReport, totalsOf } from '../report/audit/model.ts'
import { OWNER_FILES, readOwners } from '../report/audit/owners.ts'
import { readAuditReport } from '../report/audit/read.ts'
import { toAuditedRepository } from '../report/audit/repository.ts'
import { show } from '../report/formats/ansi.ts'
import type { JsonOptions } from '../report/formats/json.ts'
import { toSafeJson } from '../report/formats/safe-json.ts'
import { rowsToCsv } from '../report/html/client/state.ts'
import { renderHtml } from '../report/html/page.ts'
import { listFindingRows } from '../report/html/rows.ts'
import { createSelection, findClusterPaths } from '../review/selection.ts'
import type { OutputFormat } from '../settings/field.ts'
import { UserError } from '../settings/user-error.ts'
import { VERSION } from '../version.ts'
import type { Judged } from './task.ts'
import type { Terminal } from './terminal.ts'

/** How a report is put together. */
interface Means extends Omit<JsonOptions, 'version'> {
  readonly terminal: Terminal
}

/** The review of a repository as a page, or as the JSON that later audits are compared with. */
export function renderAudit(task: Judged, { terminal, ...links }: Means): string {
  const { judged, options, root } = task
  const now = new Date().toISOString()
  const commit = task.commit ?? findSameCommit(task)
  const repository = toAuditedRepository(judged, {
    ...findOrigin(root, terminal.env),
    ...links,
    ...(commit !== undefined && { commit }),
    version: VERSION,
    date: now,
    ownersOf: readOwners(findOwners(task)),
    clusterPathsOf: (path) => findClusterPaths(path, options),
  })
  const audit = createAudit({
    version: VERSION,
    created: now,
    repositories: [repository],
    earlier:
      options.compare === undefined
        ? undefined
        : readEarlier(resolve(terminal.cwd, options.compare)),
  })
  return printAudit(audit, options.format)
}

/** An audit of one repository or of many in a format that has room for it. */
export function printAudit(audit: AuditReport, format: OutputFormat): string {
  if (format === 'html') return renderHtml(audit)
  if (format === 'junit') return renderAuditJunit(audit)
  if (format === 'csv') return rowsToCsv(listFindingRows(audit))
  return format === 'pretty' ? summarize(audit) : `${toSafeJson(audit)}\n`
}

/** A line a repository that is not fine, and one for all. */
function summarize(audit: AuditReport): string {
  const { repositories, without, failures } = audit
  const found = repositories
    .filter(({ report }) => report.findings.length > 0)
    .map(({ name, report: { counts } }) => `${show(name)}: ${describeCounts(counts)}`)
  const failed = failures.map(({ repository, reason }) => `${show(repository)}: ${show(reason)}`)
  const all = repositories.length + without.length + failures.length
  const sum = `${describeCounts(totalsOf(audit))} in ${repositories.length} of ${all} repositories`
  return [...found, ...failed, sum].map((line) => `${line}\n`).join('')
}

/** Reads the report of an earlier audit. Throws a UserError if the file holds none. */
export function readEarlier(path: string): AuditReport {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new UserError(`${show(path)} cannot be read.`, 'Check the path given to `--compare`.')
  }
  return readAuditReport(text)
}

/** The commit that is checked out, if it has what was judged, so that links lead to the same lines. */
function findSameCommit({ root, changes, options }: Judged): string | undefined {
  try {
    const { commit } = resolveCommit(root, 'HEAD')
    const paths = [...changes.after.keys()]
    const { after } = readTree({ root, commit, paths }, createSelection(options))
    return paths.every((path) => after.get(path) === changes.after.get(path)) ? commit : undefined
  } catch {
    // No repository, no commit yet, or one that is not read: then there are no links.
    return undefined
  }
}

function findOwners({ root, commit }: Judged): string | undefined {
  for (const path of OWNER_FILES) {
    try {
      const text =
        commit === undefined ? readText(join(root, path), root) : readCommitted(root, commit, path)
      if (text !== undefined) return text
    } catch (error) {
      if (!(error instanceof UserError)) throw error
    }
  }
  return undefined
}
