import { endingSoon, ownersOf, SOON_DAYS } from '../audit/exceptions.ts'
import type { AuditReport, Exposure } from '../audit/model.ts'
import { NOT_JUDGED } from '../coverage-text.ts'
import { format } from './plots.ts'
import { type Html, html, link, prose } from './text.ts'

type Cell = string | Html

interface Table {
  readonly id: string
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** The tables beside that of the findings; those without rows are left out. */
export function renderTables(audit: AuditReport): Html {
  const tables = [
    listCrossings,
    listEnding,
    listGone,
    listRepositories,
    listClusters,
    listGaps,
  ].map((list) => list(audit))
  return html`${tables.filter(({ rows }) => rows.length > 0).map(renderTable)}`
}

function renderTable({ id, title, head, rows }: Table): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><div class="wide" tabindex="0" role="group" aria-label="${title}"><table><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div></section>
`
}

function listGone({ gone }: AuditReport): Table {
  return {
    id: 'gone',
    title: 'Resolved since the last report',
    head: ['Repository', 'Rule', 'File', 'Finding'],
    rows: gone.map(({ repository, finding: { rule, path, message } }) => [
      repository,
      rule,
      path,
      prose(message),
    ]),
  }
}

function listCrossings({ across = [] }: AuditReport): Table {
  return {
    id: 'across',
    title: 'Across repositories',
    head: ['Conflict', 'Where'],
    rows: across.map(({ message, places }) => [
      prose(message),
      places.map(({ repository, path }) => `${repository}: ${path}`).join(', '),
    ]),
  }
}

function listEnding(audit: AuditReport): Table {
  return {
    id: 'ending',
    title: `Exceptions that end within ${SOON_DAYS} days`,
    head: ['Ends on', 'Repository', 'Rule', 'File', 'Reason', 'Owner'],
    rows: endingSoon(audit).map(({ until, repository, finding, reason }) => [
      until,
      repository.name,
      finding.rule,
      finding.location.path,
      reason,
      ownersOf(repository, finding.location.path),
    ]),
  }
}

function listRepositories({ repositories, created }: AuditReport): Table {
  const isOne = repositories.length <= 1
  return {
    id: 'repositories',
    title: 'Repositories',
    head: ['Repository', 'Errors', 'Warnings', 'Notes', 'Accepted', 'Commit', 'Read'],
    rows: isOne
      ? []
      : repositories.map(({ name, url, commit, audited, report: { counts } }) => [
          link(url, name),
          String(counts.error),
          String(counts.warning),
          String(counts.info),
          String(counts.ignored + counts.accepted),
          commit?.slice(0, 7) ?? '',
          audited.slice(0, 10) + (audited < created.slice(0, 10) ? ' (taken over)' : ''),
        ]),
  }
}

const EXPOSURES: Readonly<Record<Exposure, string>> = {
  public: 'any address',
  restricted: 'listed addresses',
  internal: 'internal',
  unknown: 'not known',
}

function listClusters({ repositories }: AuditReport): Table {
  return {
    id: 'clusters',
    title: 'Clusters',
    head: [
      'Repository',
      'File',
      'Cluster',
      'Region',
      'APIs',
      'API load balancer',
      'Operator load balancer',
      'On-demand, spot (max)',
      'US dollars a month',
      'Owner',
    ],
    rows: repositories.flatMap((repository) =>
      repository.clusters.map(
        ({ path, name: cluster, region, apis, exposure, instances, monthly }) => [
          repository.name,
          path,
          cluster,
          region,
          String(apis),
          EXPOSURES[exposure.api],
          EXPOSURES[exposure.operator],
          `${instances['on-demand']}, ${instances.spot}`,
          monthly ? `${format(monthly['at-min'])} to ${format(monthly['at-max'])}` : 'not known',
          ownersOf(repository, path),
        ],
      ),
    ),
  }
}

function listGaps({ repositories, failures, notes = [] }: AuditReport): Table {
  return {
    id: 'gaps',
    title: 'Not judged',
    head: ['Repository', 'What', 'Why'],
    rows: [
      ...notes.map((note) => ['', '', note]),
      ...failures.map(({ repository, reason }) => [repository, 'the whole repository', reason]),
      ...repositories.flatMap(({ name, report: { coverage, failures: rules } }) => [
        ...coverage['left-out'].map(({ path, line, reason }) => [
          name,
          line === undefined ? path : `${path}:${line}`,
          NOT_JUDGED[reason],
        ]),
        ...coverage.unassigned.apis.map((path) => [name, path, 'no cluster is known for it']),
        ...coverage.notes.map((note) => [name, '', note]),
        ...rules.map(({ rule, path, error }) => [name, path, `rule ${rule} failed: ${error}`]),
      ]),
    ],
  }
}
