import { placeFindings } from '../report/comment/placement.ts'
import { toAnnotations } from '../report/formats/annotations.ts'
import { renderConcise } from '../report/formats/concise.ts'
import { toCodeQuality } from '../report/formats/gitlab.ts'
import { toJson } from '../report/formats/json.ts'
import { renderJunit } from '../report/formats/junit.ts'
import { toRdjson } from '../report/formats/rdjson.ts'
import { toSafeJson } from '../report/formats/safe-json.ts'
import { toSarif } from '../report/formats/sarif.ts'
import { renderTerminal } from '../report/formats/terminal.ts'
import { renderWorkflowCommands } from '../report/formats/workflow-commands.ts'
import { renderJobSummary } from '../report/summary/summary.ts'
import type { ChangeSet } from '../review/change-set.ts'
import type { Rule } from '../review/rule.ts'
import type { Options, OutputFormat } from '../settings/field.ts'
import { HOMEPAGE, VERSION } from '../version.ts'
import { DOCS_URL } from './docs.ts'
import { toPayloads } from './payloads.ts'
import type { Judged } from './task.ts'
import { type Terminal, USUAL_WIDTH, wantsColor } from './terminal.ts'

interface Means {
  readonly rules: readonly Rule[]
  readonly terminal: Terminal
}

type Renderer = (task: Judged, means: Means) => string | Promise<string>

/** A review in the format that was asked for. */
export async function renderReview(task: Judged, means: Means): Promise<string> {
  return RENDERERS[task.options.format](task, means)
}

const RENDERERS: Readonly<Record<OutputFormat, Renderer>> = {
  pretty: ({ judged, options, changes }, { terminal }) =>
    renderTerminal(judged, {
      color: options.output === undefined && wantsColor(options.color, terminal),
      width: terminal.columns ?? USUAL_WIDTH,
      failOn: options.failOn,
      ...overviewOf(options, changes),
      command: terminal.name,
    }),
  json: (task) => print(toJson(task.judged, { version: VERSION, ...linksOf(task) })),
  sarif: ({ judged }, { rules }) =>
    print(toSarif(judged, rules, { version: VERSION, homepage: HOMEPAGE, docsUrl: DOCS_URL })),
  markdown: (task) =>
    renderJobSummary(task.judged, placeFindings(task.judged, new Map(), 0), linksOf(task)),
  concise: ({ judged }) => renderConcise(judged),
  annotations: ({ judged, options }) =>
    renderWorkflowCommands(toAnnotations(judged, options.commentSeverity)),
  gitlab: ({ judged }) => print(toCodeQuality(judged)),
  junit: ({ judged, options }) => renderJunit(judged, options.failOn),
  rdjson: ({ judged }) => print(toRdjson(judged, { homepage: HOMEPAGE, docsUrl: DOCS_URL })),
  github: (task) => print(toPayloads(task)),
  html: renderLater,
  'audit-json': renderLater,
  csv: renderLater,
}

/** Loads what only few runs need. */
async function renderLater(task: Judged, { terminal }: Means): Promise<string> {
  const { renderAudit } = await import('./audit-report.ts')
  return renderAudit(task, { terminal, ...linksOf(task) })
}

/** Files that a person names are shown with their lines, a repository by its rules. */
function overviewOf({ all, statistics }: Options, { basis }: ChangeSet) {
  if (statistics) return { overview: 'statistics' as const }
  if (!basis?.isAudit || (basis.named ?? []).length > 0) return {}
  return { overview: all ? ('all' as const) : ('first' as const) }
}

function linksOf({ options: { failOn }, commit }: Judged) {
  return { failOn, docsUrl: DOCS_URL, ...(commit !== undefined && { commit }) }
}

function print(value: object): string {
  return `${toSafeJson(value)}\n`
}
