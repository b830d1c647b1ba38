import type { ConfigurePlan, Refusal } from '../../cortex/verdict/configure.ts'
import type { ApiUpdate, ClusterUpdate, Updates } from '../../review/outlook/updates.ts'
import { groupBy } from '../../text/group-by.ts'
import { count } from '../check.ts'
import { code, shortCode } from '../markdown.ts'
import { renderData } from './changes.ts'
import { FEW_ROWS, type Section, toTable } from './section.ts'

/** What applying the change would do: one table for clusters, one for APIs. */
export function listUpdateSections(updates: Updates): readonly Section[] {
  const { clusters, apis } = describeUpdates(updates)
  const isOne = updates.clusters.length === 1
  const isBlocked = updates.clusters.some(({ plan }) => plan.refusals.length > 0)
  return [
    {
      title: 'Effect of `cortex cluster configure`',
      ...toTable(
        ['Cluster', 'Action', 'Target'],
        clusters.map(({ cluster, action, target }) => [
          isOne ? '' : shortCode(cluster),
          action,
          target,
        ]),
      ),
      noun: 'action',
      mostOpen: FEW_ROWS,
      ...(isBlocked && { note: BLOCKED }),
    },
    {
      title: 'Effect of `cortex deploy`',
      ...toTable(
        ['API', 'Changed keys', 'Pods', 'During the update'],
        apis.map(({ names, changed, pods, meanwhile }) => [
          listNames(names),
          changed.map(code).join(', '),
          pods,
          meanwhile,
        ]),
      ),
      noun: 'API',
      mostOpen: FEW_ROWS,
    },
  ]
}

/** What `cortex cluster configure` does to one thing; `target` is Markdown. */
export interface ClusterAction {
  readonly cluster: string
  readonly action: string
  readonly target: string
}

/** What `cortex deploy` does to an API, or to all of a rejected file. */
export interface ApiAction {
  readonly names: readonly string[]
  readonly changed: readonly string[]
  readonly pods: string
  readonly meanwhile: string
}

/** The updates in words, with `code` in them. */
export function describeUpdates({ clusters, apis }: Updates): {
  readonly clusters: readonly ClusterAction[]
  readonly apis: readonly ApiAction[]
} {
  const rejected = groupBy(
    apis.filter(({ isFileRefused }) => isFileRefused),
    ({ path }) => path,
  )
  return {
    clusters: clusters.flatMap(describeCluster),
    apis: [
      ...[...rejected.values()].map((ofFile) => ({
        names: ofFile.map(({ name }) => name),
        changed: [],
        pods: '⛔ not deployed: Cortex rejects the file',
        meanwhile: '',
      })),
      ...apis.filter(({ isFileRefused }) => !isFileRefused).map(describeApi),
    ],
  }
}

export const BLOCKED = 'One rejected key blocks the whole file: nothing is applied.'

/** A plan that is refused does nothing at all, whatever else is in it. */
function describeCluster({ cluster, plan }: ClusterUpdate): readonly ClusterAction[] {
  const steps = plan.refusals.length > 0 ? refusalSteps(plan) : updateSteps(plan)
  return steps.map(([action, target]) => ({ cluster, action, target }))
}

type Step = readonly [action: string, target: string]

function refusalSteps({ refusals }: ConfigurePlan): readonly Step[] {
  return refusals.map((refusal) => [
    '⛔ rejected',
    `${nameKey(refusal)}: ${renderValue(refusal.before)} → ${renderValue(refusal.after)}`,
  ])
}

/** A key of a node group by the name of the group. */
function nameKey({ path, group }: Refusal): string {
  if (group === undefined) return shortCode(path.join('.'))
  const key = path[0] === 'node_groups' ? path.slice(2) : path
  const name = `node group ${shortCode(group)}`
  return key.length === 0 ? name : `${shortCode(key.join('.'))} of ${name}`
}

function updateSteps(plan: ConfigurePlan): readonly Step[] {
  const { fieldsToUpdate, groupsToAdd, groupsToRemove, groupsToUpdate, instancesOverLimit } = plan
  const scaled = groupsToUpdate.map(
    ({ name, changes }): Step => [
      'scale',
      `node group ${shortCode(name)}: ${changes
        .map(
          ({ key, before, after }) => `${code(key)} ${renderValue(before)} → ${renderValue(after)}`,
        )
        .join(', ')}`,
    ],
  )
  const tooMany = `${count(instancesOverLimit, 'instance')} above the limit of 100 per update`
  return [
    ...fieldsToUpdate.map((field): Step => ['update', code(field)]),
    ...groupsToAdd.map((group): Step => ['add', `node group ${shortCode(group)}`]),
    ...groupsToRemove.map((group): Step => ['remove', `node group ${shortCode(group)}`]),
    ...scaled,
    ...(instancesOverLimit > 0 ? [['⛔ rejected', tooMany] as const] : []),
  ]
}

function describeApi(update: ApiUpdate): ApiAction {
  const { name, changed, capacity } = update
  const ready = capacity && `${capacity.leastReady} of ${count(capacity.replicas, 'replica')}`
  const course = capacity?.isStuck
    ? '⛔ never ends: no node for a new pod'
    : count(capacity?.rounds ?? 0, 'batch', 'batches')
  const meanwhile = capacity && `at least ${ready} ready, ${course}`
  return { names: [name], changed, pods: describePods(update), meanwhile: meanwhile ?? '' }
}

function describePods({ action, kind, podsReplaced, isByGroups }: ApiUpdate): string {
  if (action === 'create') return 'created'
  if (action === 'refused') return '⛔ Cortex rejects the deploy'
  if (action === 'absent') return 'keep running: `cortex deploy` never deletes APIs'
  if (kind === 'TrafficSplitter') return 'none'
  if (podsReplaced === null) return 'running jobs keep the old spec'
  if (isByGroups) return 'rolling update of all pods, after the node groups are updated'
  return podsReplaced ? 'rolling update of all pods' : 'not restarted'
}

const MOST_NAMES = 8

function listNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  const shown = names.slice(0, MOST_NAMES).map((name) => shortCode(name))
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}

function renderValue(value: unknown): string {
  return value === undefined || value === null ? 'not set' : shortCode(renderData(value))
}
