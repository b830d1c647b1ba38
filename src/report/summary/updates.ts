import type { ConfigurePlan } from '../../cortex/verdict/configure.ts'
import type { ApiUpdate, ClusterUpdate, Updates } from '../../review/outlook/updates.ts'
import { count } from '../check.ts'
import { code, shortCode, tableRow } from '../markdown.ts'
import { renderData } from './changes.ts'
import type { Section } from './section.ts'

/** What applying the change would do: one table for clusters, one for APIs. */
export function listUpdateSections({ clusters, apis }: Updates): readonly Section[] {
  return [
    {
      title: 'What `cortex cluster configure` would do',
      header: ['Cluster', 'Step', 'What'],
      rows: clusters.flatMap(renderCluster),
      noun: 'step',
    },
    {
      title: 'What `cortex deploy` would do',
      header: ['API', 'Changed', 'Its pods', 'Meanwhile'],
      rows: apis.map(renderApi),
      noun: 'API',
    },
  ]
}

/** A plan that is refused does nothing at all, whatever else is in it. */
function renderCluster({ cluster, plan }: ClusterUpdate): readonly string[] {
  const steps = plan.refusals.length > 0 ? refusalSteps(plan) : updateSteps(plan)
  return steps.map((cells) => tableRow([shortCode(cluster), ...cells]))
}

function refusalSteps({ refusals }: ConfigurePlan): readonly (readonly string[])[] {
  const steps = refusals.map(({ path, before, after }) => [
    '⛔ refused',
    `${shortCode(path.join('.'))}: ${renderValue(before)} → ${renderValue(after)}`,
  ])
  return [...steps, ['', 'A refused key blocks the whole file: nothing of it is applied.']]
}

function updateSteps(plan: ConfigurePlan): readonly (readonly string[])[] {
  const { fieldsToUpdate, groupsToAdd, groupsToRemove, groupsToUpdate, instancesOverLimit } = plan
  const scaled = groupsToUpdate.map(({ name, changes }) => [
    'scale',
    `${shortCode(name)}: ${changes
      .map(
        ({ key, before, after }) => `${code(key)} ${renderValue(before)} → ${renderValue(after)}`,
      )
      .join(', ')}`,
  ])
  return [
    ...fieldsToUpdate.map((field) => ['update', code(field)]),
    ...groupsToAdd.map((group) => ['add', `node group ${shortCode(group)}`]),
    ...groupsToRemove.map((group) => ['remove', `node group ${shortCode(group)}`]),
    ...scaled,
    ...(instancesOverLimit > 0
      ? [['⛔ refused', `${count(instancesOverLimit, 'instance')} more than one run may add`]]
      : []),
  ]
}

function renderApi(update: ApiUpdate): string {
  const { name, changed, capacity } = update
  const ready = capacity && `${capacity.leastReady} of ${count(capacity.replicas, 'replica')}`
  const course = capacity?.isStuck
    ? '⛔ never ends: no node for a new pod'
    : count(capacity?.rounds ?? 0, 'round')
  const meanwhile = capacity && `at least ${ready} ready, ${course}`
  return tableRow([
    shortCode(name),
    changed.map(code).join(', '),
    describePods(update),
    meanwhile ?? '',
  ])
}

function describePods(update: ApiUpdate): string {
  const { action, kind, podsReplaced, isFileRefused, isByGroups } = update
  if (isFileRefused) return '⛔ nothing of the file is deployed: Cortex refuses it'
  if (action === 'create') return 'new'
  if (action === 'refused') return '⛔ the deployment is refused'
  if (action === 'absent') return 'keep running: deploying does not delete an API'
  if (kind === 'TrafficSplitter') return 'it has none'
  if (podsReplaced === null) return 'jobs keep the spec that they were started with'
  if (isByGroups) return 'all replaced, a few at a time, once the node groups are updated'
  return podsReplaced ? 'all replaced, a few at a time' : 'keep running'
}

function renderValue(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : shortCode(renderData(value))
}
