import { problemAt, type SchemaProblem } from '../../schema/problem.ts'
import { isTextMap, readField } from '../../schema/read.ts'
import { type Complaint, type Field, map } from '../../schema/schema.ts'
import { onceFor } from '../../text/once.ts'
import type { YamlDocument } from '../../yaml/document.ts'
import { findNode, type YamlNode } from '../../yaml/tree.ts'
import { API_KINDS, apiTables, identityFields } from '../tables/api.ts'

import type { Cluster } from '../tables/cluster-types.ts'
import type { WrittenApi } from '../tables/written-api.ts'
import { checkDeployment, type DeployedApi } from './deployment.ts'
import { effectiveApi } from './effective-api.ts'
import type { JudgedApi } from './judged-api.ts'
import {
  accepted,
  JUDGED_NAME,
  JUDGED_VERSION,
  toVerdictProblem,
  type Verdict,
  type VerdictProblem,
  verdictOnText,
} from './verdict.ts'

export interface ApiJudgement {
  /** The cluster that the file is deployed to; without it, node groups and sizes are not checked. */
  readonly cluster?: Cluster
  /** What is deployed there; without it, nothing is said of what only the cluster knows. */
  readonly deployed?: readonly DeployedApi[]
}

/** Judges an API file as Cortex 0.42.1, as far as the file and what is given tell. */
export function judgeApiFile(document: YamlDocument, surroundings?: ApiJudgement): Verdict {
  return surroundings ? judgeIn(document, surroundings) : judgeAlone(document)
}

const judgeAlone = onceFor((document: YamlDocument) => judgeIn(document, {}))

function judgeIn(document: YamlDocument, surroundings: ApiJudgement): Verdict {
  if (document.problems.length > 0) return verdictOnText(document.problems)

  const items = itemsOf(document.root)
  if (!items) return refused([toVerdictProblem(problemAt([], NOT_A_LIST, 'value'))])
  if (items.length === 0) return refused([toVerdictProblem(problemAt([], NO_APIS, 'relation'))])

  const strange = items.flatMap((item, index) => (isTextMap(item) ? [] : [index]))
  if (strange.length > 0) {
    return refused(strange.map((at) => toVerdictProblem(problemAt([at], NOT_A_MAP, 'value'))))
  }
  return judgeSpecs(items, surroundings)
}

function judgeSpecs(items: readonly YamlNode[], surroundings: ApiJudgement): Verdict {
  const found: SchemaProblem[] = []
  const judged = items.flatMap((item, index) => judgeSpec(item, index, found) ?? [])
  const problems = [
    ...found.map(toVerdictProblem),
    ...judged.flatMap((spec) => spec.problems.map(toVerdictProblem)),
    ...checkDeployment(judged, surroundings),
  ]
  if (problems.length > 0) return refused(problems)
  return accepted(() => judged.map(({ api, kind }) => effectiveApi(api, kind)))
}

/** Only a spec that has a kind can be judged by the keys of that kind. */
function judgeSpec(node: YamlNode, index: number, found: SchemaProblem[]): JudgedApi | undefined {
  const read = (table: Field<WrittenApi>, report: (problem: SchemaProblem) => void) =>
    readField(table, node, { version: JUDGED_VERSION, versionName: JUDGED_NAME, report }, [index])

  const written = findNode(node, ['kind'])
  const kind = API_KINDS.find((known) => written?.kind === 'string' && written.value === known)
  if (kind === undefined) {
    read(identityTable, (problem) => problem.code !== 'unknown-key' && found.push(problem))
    return undefined
  }
  const problems: SchemaProblem[] = []
  const api = read(apiTables[kind], (problem) => problems.push(problem))
  return api && { index, kind, api, problems }
}

const identityTable = map<WrittenApi>('What every spec has.', identityFields)

function itemsOf(root: YamlNode | undefined): readonly YamlNode[] | undefined {
  if (!root || root.kind === 'null') return []
  return root.kind === 'list' ? root.items : undefined
}

const NO_APIS: Complaint = { code: 'no-apis', message: 'must have at least one API' }
const NOT_A_LIST: Complaint = {
  code: 'not-a-list',
  message: 'must be a list of APIs, each starting with `- `, even for a single API',
}
const NOT_A_MAP: Complaint = { code: 'not-a-map', message: 'must be a map with string keys' }

function refused(problems: readonly VerdictProblem[]): Verdict {
  return { ok: false, problems }
}
