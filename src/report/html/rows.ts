import { encodePath } from '../address.ts'
import { listExceptions, ownersOf } from '../audit/exceptions.ts'
import type { AuditedRepository, AuditReport, FindingDetails } from '../audit/model.ts'
import type { JsonFinding } from '../formats/json.ts'
import type { CodeRow, FindingRow } from './row.ts'

/** All findings of an audit, the most severe first, then what is accepted. */
export function listFindingRows({ repositories }: AuditReport): readonly FindingRow[] {
  const found = repositories.flatMap((repository) =>
    repository.report.findings.map((finding, at) =>
      toRow(repository, finding, repository.details[at]),
    ),
  )
  const excepted = repositories.flatMap((repository) =>
    listExceptions(repository).map(
      ({ finding, reason, until }): FindingRow => ({
        ...toRow(repository, finding, undefined),
        owner: ownersOf(repository, finding.location.path),
        state: 'excepted',
        reason: until === undefined ? reason : `${reason} (until ${until})`,
      }),
    ),
  )
  const rank = { error: 0, warning: 1, info: 2 }
  return [...found.toSorted((a, b) => rank[a.severity] - rank[b.severity]), ...excepted]
}

function toRow(
  repository: AuditedRepository,
  finding: JsonFinding,
  details: FindingDetails | undefined,
): FindingRow {
  const { rule, category, severity, message, location, docs, fix } = finding
  const line = location.range.start.line
  return {
    repo: repository.name,
    severity,
    rule,
    category,
    path: location.path,
    line,
    message,
    owner: details?.owners.join(' ') ?? '',
    since: (details?.since ?? '').slice(0, 'YYYY-MM-DD'.length),
    state: details?.new ? 'new' : 'open',
    reason: '',
    url: location.side === 'before' ? '' : lineUrl(repository, location.path, line),
    docs,
    code: (details?.frame ?? []).map(toCode),
    fixTitle: fix
      ? fix.doubt === undefined
        ? fix.title
        : `${fix.title} (not offered, since ${fix.doubt})`
      : '',
    fix: (details?.fix ?? []).map(toCode),
  }
}

function toCode({ type, number = 0, text }: FindingDetails['frame'][number]): CodeRow {
  return [type, number, text]
}

function lineUrl({ url, commit }: AuditedRepository, path: string, line: number): string {
  if (url === undefined || commit === undefined || !/^https?:/.test(url)) return ''
  return `${url}/blob/${encodePath(commit)}/${encodePath(path)}#L${line}`
}
