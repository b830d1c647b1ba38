import { isDeepStrictEqual } from 'node:util'
import { readCluster } from '../src/cortex/tables/cluster.ts'
import type { ConfigurePlan } from '../src/cortex/verdict/configure.ts'
import { isUpToDate } from '../src/cortex/verdict/configure.ts'
import type { ApiRollout } from '../src/cortex/verdict/rollout.ts'
import { judgeConfigure, judgeRollout, type Update } from '../src/cortex/verdict/update.ts'
import { JUDGED_VERSION } from '../src/cortex/verdict/verdict.ts'
import { parseDocument } from '../src/yaml/document.ts'
import type { ConformanceCase } from './conformance-case.ts'

/** Says in what way the plan of an update disagrees with a case; undefined if it agrees. */
export function compareConfigure(item: ConformanceCase): string | undefined {
  const update = judgeConfigure(parseDocument(item.old ?? ''), parseDocument(item.new ?? ''))
  const { plan } = update
  const isAccepted = plan !== undefined && isAllowed(plan)
  if (isAccepted !== item.ok) return describe(item, isAccepted, update)
  return plan && item.ok ? differ(summarize(plan), item.effective, ['plan']) : undefined
}

/** The same of a rollout. */
export function compareRollout(item: ConformanceCase): string | undefined {
  const cluster = item.cluster === undefined ? undefined : parseDocument(item.cluster).root
  const update = judgeRollout(
    parseDocument(item.old ?? ''),
    parseDocument(item.new ?? ''),
    cluster && readCluster(cluster, JUDGED_VERSION),
  )
  const isAccepted = update.plan?.every(({ action }) => action !== 'refused') ?? false
  if (isAccepted !== item.ok) return describe(item, isAccepted, update)
  if (!update.plan || !item.effective) {
    return Boolean(update.plan) === Boolean(item.effective) ? undefined : 'only one has a plan'
  }
  return differ({ apis: update.plan.map(toCase) }, item.effective, ['reason'])
}

function isAllowed({ refusals, instancesOverLimit }: ConfigurePlan): boolean {
  return refusals.length === 0 && instancesOverLimit === 0
}

function summarize(plan: ConfigurePlan) {
  return {
    fields_to_update: plan.fieldsToUpdate,
    has_changes: !isUpToDate(plan),
    node_groups_to_add: plan.groupsToAdd,
    node_groups_to_remove: plan.groupsToRemove,
    node_groups_to_update: plan.groupsToUpdate.map(({ name }) => name),
  }
}

function toCase({ name, kind, action, podsReplaced }: ApiRollout) {
  return { name, kind, action, pods_replaced: podsReplaced }
}

function describe(item: ConformanceCase, isAccepted: boolean, update: Update<unknown>): string {
  const ours = [...update.before.problems, ...update.after.problems].map(({ message }) => message)
  const verdict = isAccepted ? 'accepted' : 'refused'
  return `${verdict} by us, not by Cortex: ${ours[0] ?? ''} ${item.path ?? item.error ?? ''}`
}

/** Compares as JSON, less the keys that are written for people. */
function differ(ours: unknown, theirs: unknown, left: readonly string[]): string | undefined {
  const plain = (value: unknown) =>
    JSON.parse(JSON.stringify(value, (key, inner) => (left.includes(key) ? undefined : inner)))
  if (isDeepStrictEqual(plain(ours), plain(theirs))) return undefined
  return `${JSON.stringify(plain(ours))}, to Cortex ${JSON.stringify(plain(theirs))}`
}
