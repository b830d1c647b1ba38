import type { Located } from '../cortex/files/subject.ts'
import type { Cluster, NodeGroup } from '../cortex/tables/cluster-types.ts'
import { NEWEST_VERSION } from '../cortex/values/version-range.ts'
import {
  type ConfigurePlan,
  MAX_INSTANCES_TO_ADD,
  type Refusal,
} from '../cortex/verdict/configure.ts'
import { judgeConfigure } from '../cortex/verdict/update.ts'
import { defineRule, type Fix, type Problem } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import { findNode } from '../yaml/tree.ts'

export default defineRule({
  id: 'cluster-change-refused',
  category: 'validity',
  severity: 'error',
  precedence: -1,
  summary: '`cortex cluster configure` rejects this change',
  why: `
    \`cortex cluster configure\` can add, remove, and resize node groups and change their
    priority, the certificate, and the two allowlists. Any other change makes it reject the
    whole file without naming the key. Make such a change separately, or on a new cluster.
  `,
  cortex: [
    {
      fact: 'On a running cluster, only `ssl_certificate_arn`, the two allowlists, the set of node groups, and their `min_instances`, `max_instances`, and `priority` can change; any other difference makes Cortex reject the whole file.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'The comparison uses the config stored in the cluster, with defaults filled in, not the file in the repository; writing out a default is not a change.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'The order of `availability_zones`, `subnets`, `iam_policy_arns` and `instance_distribution` counts, that of node groups does not.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'One update adds at most 100 instances over those that run, counted by `min_instances`.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The cluster does not exist yet, or will be recreated from this file.'],
  versions: { from: NEWEST_VERSION },
  compare: {
    cluster: {
      *modified(before, after, { subject, earlier }) {
        const plan = earlier && planOf(earlier, subject)
        if (!plan) return

        const refusals = plan.refusals.filter(
          ({ group, path }) =>
            group === undefined &&
            isWritten(path, path, earlier, subject) &&
            !isOfNodes(path, before, after),
        )
        for (const { refusal, others, what } of withoutRepetition(refusals)) {
          const more = nameOthers(others.length, what)
          const key = `${quote(refusal.path.join('.'))}${more}`
          const fix = leave([refusal, ...others])
          yield {
            at: refusal.path,
            severity: what === 'tags' && isAlone(plan) ? 'warning' : 'error',
            message: `${key} cannot change on running cluster ${quote(after.cluster_name)}: \`cortex cluster configure\` rejects the whole file${nameBlocked(plan)}; ${wayOut(refusal)}.`,
            ...(fix && { fix }),
          }
        }
      },
    },
    nodeGroup: {
      *modified(_before, after, { subject, earlier, cluster }) {
        const plan = earlier && planOf(earlier, subject)
        if (!plan) return

        const refusals = plan.refusals.filter(
          ({ group, path }) =>
            group === after.name && isWritten(path.slice(2), path, earlier, subject),
        )
        yield* describeGroup(after, refusals, plan)
        yield* checkGrowth(after, plan, cluster)
      },

      *added(after, { subject, comparison, cluster }) {
        const earlier = comparison.otherClusterOf(subject)
        const plan = earlier && planOf(earlier, subject)
        if (plan) yield* checkGrowth(after, plan, cluster)
      },
    },
  },
})

/** One finding for a group, at the first of its keys: another name is the way out for all of them. */
function* describeGroup(
  { name }: NodeGroup,
  refusals: readonly Refusal[],
  plan: ConfigurePlan,
): Iterable<Problem> {
  const [first] = refusals
  if (!first) return

  const keys = enumerate(refusals.map(({ path }) => quote(path.slice(2).join('.'))))
  const fix = leave(refusals)
  yield {
    at: first.path.slice(2),
    message: `${keys} of node group ${quote(name)} cannot change on a running cluster: \`cortex cluster configure\` rejects the whole file${nameBlocked(plan)}; add a node group under a new name and remove this one later.`,
    ...(fix && { fix }),
  }
}

interface Plan extends ConfigurePlan {
  /** The groups that ask for more instances than before. */
  readonly growing: readonly string[]
}

function planOf(earlier: Located, subject: Located): Plan | undefined {
  const { plan } = judgeConfigure(earlier.file.document, subject.file.document)
  if (!plan) return undefined

  const growing = plan.groupsToUpdate
    .filter(({ changes }) => changes.some(({ key, before, after }) => isGrowth(key, before, after)))
    .map(({ name }) => name)
  return { ...plan, growing: [...growing, ...plan.groupsToAdd] }
}

function isGrowth(key: string, before: unknown, after: unknown): boolean {
  return key === 'min_instances' && Number(after) > Number(before)
}

/** Too many instances are said of one group, though all together ask for them. */
function* checkGrowth(
  { name }: NodeGroup,
  { instancesOverLimit, growing }: Plan,
  { cluster_name }: Cluster,
): Iterable<Problem> {
  if (instancesOverLimit === 0 || growing[0] !== name) return

  const added = MAX_INSTANCES_TO_ADD + instancesOverLimit
  yield {
    at: ['min_instances'],
    message: `\`min_instances\` of cluster ${quote(cluster_name)} adds ${added} instances in one update: \`cortex cluster configure\` adds at most ${MAX_INSTANCES_TO_ADD} and rejects the whole file.`,
  }
}

function nameOthers(count: number, what = ''): string {
  if (count === 0) return ''
  return ` and ${count} other ${count === 1 ? what.slice(0, -1) : what}`
}

/** What the plan would do, did it not refuse. */
function listBlocked(plan: ConfigurePlan): readonly string[] {
  const { fieldsToUpdate, groupsToAdd, groupsToRemove, groupsToUpdate } = plan
  return [
    ...fieldsToUpdate.map(quote),
    ...groupsToUpdate.flatMap(({ name, changes }) =>
      changes.map(({ key }) => `\`${key}\` of node group ${quote(name)}`),
    ),
    ...groupsToAdd.map((name) => `new node group ${quote(name)}`),
    ...groupsToRemove.map((name) => `removal of node group ${quote(name)}`),
  ]
}

function nameBlocked(plan: ConfigurePlan): string {
  const blocked = listBlocked(plan)
  return blocked.length > 0 ? `, including ${enumerate(blocked)}` : ''
}

/** Whether a change is refused that nothing else waits for. */
function isAlone(plan: ConfigurePlan): boolean {
  return listBlocked(plan).length === 0
}

/** Nodes that are made public need no gateway: one change, of which `nodes-made-public` tells. */
function isOfNodes([key]: KeyPath, before: Cluster, after: Cluster): boolean {
  const areMadePublic =
    before.subnet_visibility === 'private' && after.subnet_visibility === 'public'
  return key === 'nat_gateway' && areMadePublic
}

/** A default that follows another key is refused with that key. */
function isWritten(at: KeyPath, path: KeyPath, earlier: Located, subject: Located): boolean {
  const old = findNode(earlier.file.document.root, [...earlier.path, ...at])
  return Boolean(old ?? findNode(subject.file.document.root, path))
}

interface Group {
  readonly refusal: Refusal
  readonly others: readonly Refusal[]
  /** What all of them are, where there is more than one, or may be. */
  readonly what?: 'images' | 'tags'
}

function withoutRepetition(refusals: readonly Refusal[]): readonly Group[] {
  const tags = refusals.filter(({ path }) => path[0] === 'tags')
  const images = refusals.filter(({ path }) => String(path[0]).startsWith('image_'))
  const rest = refusals.filter((each) => !tags.includes(each) && !images.includes(each))
  return [
    ...rest.map((refusal) => ({ refusal, others: [] })),
    ...together(tags, 'tags'),
    ...together(images, 'images'),
  ]
}

function together([first, ...others]: readonly Refusal[], what: 'images' | 'tags') {
  return first ? [{ refusal: first, others, what }] : []
}

function wayOut({ path: [key] }: Refusal): string {
  if (key === 'cluster_name' || key === 'region') return 'it would look for another cluster'
  return 'create a new cluster for this'
}

function leave(refusals: readonly Refusal[]): Fix | undefined {
  const paths = refusals.map(({ path, group }) => (group === undefined ? path : path.slice(2)))
  const [first] = paths
  if (!first) return undefined

  const title =
    paths.length > 1 ? 'Restore the previous values' : `Restore ${quote(first.join('.'))}`
  return { title, safety: 'safe', edits: paths.map((path) => ({ op: 'restore', path })) }
}
