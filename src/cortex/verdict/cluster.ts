import { problemAt, type SchemaProblem } from '../../schema/problem.ts'
import { readField } from '../../schema/read.ts'
import type { Complaint } from '../../schema/schema.ts'
import { onceFor } from '../../text/once.ts'
import type { YamlDocument } from '../../yaml/document.ts'
import { clusterTable } from '../tables/cluster.ts'
import type { WrittenCluster } from '../tables/written-cluster.ts'
import { effectiveCluster } from './effective-cluster.ts'
import {
  accepted,
  JUDGED_NAME,
  JUDGED_VERSION,
  toVerdictProblem,
  type Verdict,
  verdictOnText,
} from './verdict.ts'

export interface ClusterJudgement {
  /** A new cluster has limits of its own, which a running one has left behind. */
  readonly purpose?: 'create' | 'configure'
}

/** Judges a cluster file as Cortex 0.42.1, as far as the file alone tells. */
export function judgeClusterFile(
  document: YamlDocument,
  { purpose = 'create' }: ClusterJudgement = {},
): Verdict {
  return purpose === 'create' ? judgeCreation(document) : judgeUpdate(document)
}

const judgeCreation = onceFor((document: YamlDocument) =>
  toVerdict(document, (cluster, found) => [...found, ...checkCreation(cluster, found)]),
)
const judgeUpdate = onceFor((document: YamlDocument) =>
  toVerdict(document, (_, found) => found.filter((problem) => !isOverwritten(problem))),
)

type Selection = (
  cluster: WrittenCluster,
  found: readonly SchemaProblem[],
) => readonly SchemaProblem[]

function toVerdict(document: YamlDocument, select: Selection): Verdict {
  if (document.problems.length > 0) return verdictOnText(document.problems)
  const read = readDocument(document)
  if (!read) {
    const complaint = { code: 'empty-file', message: 'must have at least a `region`' }
    return { ok: false, problems: [toVerdictProblem(problemAt([], complaint, 'value'))] }
  }
  const { cluster, found } = read
  const problems = (cluster ? select(cluster, found) : found).map(toVerdictProblem)
  if (problems.length > 0 || !cluster) return { ok: false, problems }
  return accepted(() => effectiveCluster(cluster))
}

/** What Cortex reads, and what it complains of whatever the purpose is; undefined of nothing. */
const readDocument = onceFor(({ root }: YamlDocument) => {
  if (!root || root.kind === 'null') return undefined
  const found: SchemaProblem[] = []
  const cluster = readField(clusterTable, root, {
    version: JUDGED_VERSION,
    versionName: JUDGED_NAME,
    report: (problem) => found.push(problem),
  })
  return { cluster, found }
})

/** An update puts the running cluster's own id in the place of one that the file has. */
export function isOverwritten({
  code,
  path: [key],
}: Pick<SchemaProblem, 'code' | 'path'>): boolean {
  return code === 'own-key' && key === 'cluster_uid'
}

const MOST_INSTANCES_AT_FIRST = 200

function* checkCreation(
  { node_groups }: WrittenCluster,
  found: readonly SchemaProblem[],
): Iterable<SchemaProblem> {
  const isWrong = (index: number, key: string) =>
    found.some(({ path }) => path[0] === 'node_groups' && path[1] === index && path[2] === key)
  const groups = node_groups ?? []

  for (const [index, { max_instances }] of groups.entries()) {
    if (max_instances !== 0 || isWrong(index, 'max_instances')) continue
    yield problemAt(['node_groups', index], EMPTY_GROUP, 'relation')
  }
  const sum = groups.reduce((total, group) => total + group.min_instances, 0)
  if (sum <= MOST_INSTANCES_AT_FIRST) return
  const message = `must not exceed ${MOST_INSTANCES_AT_FIRST} instances in total for a new cluster; \`min_instances\` add up to ${sum}`
  yield problemAt(['node_groups'], { code: 'too-many-instances', message }, 'relation')
}

const EMPTY_GROUP: Complaint = {
  code: 'empty-group',
  at: ['max_instances'],
  message: 'must not be 0 for a new cluster; it can be set to 0 later',
}
