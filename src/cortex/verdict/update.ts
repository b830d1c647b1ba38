import type { YamlDocument } from '../../yaml/document.ts'
import type { Cluster } from '../tables/cluster-types.ts'
import { judgeApiFile } from './api.ts'
import { judgeClusterFile } from './cluster.ts'
import { type ConfigurePlan, planConfigure } from './configure.ts'
import type { DeployedApi } from './deployment.ts'
import { type EffectiveMap, type EffectiveValue, isMap, textAt } from './effective.ts'
import { type ApiRollout, planRollout } from './rollout.ts'
import type { Verdict } from './verdict.ts'

/** What updating with a file comes to; without a plan, one of the files is refused as such. */
export interface Update<P> {
  readonly before: Verdict
  readonly after: Verdict
  readonly plan?: P
}

/**
 * Judges `cortex cluster configure` with a new file, as Cortex 0.42.1; the old file stands for the
 * running cluster.
 */
export function judgeConfigure(before: YamlDocument, after: YamlDocument): Update<ConfigurePlan> {
  const known = configured.get(after)
  if (known?.document === before) return known.update

  const update = judgeConfigureAnew(before, after)
  configured.set(after, { document: before, update })
  return update
}

/** Every node group of a file asks for the same plan. */
const configured = new WeakMap<
  YamlDocument,
  { readonly document: YamlDocument; readonly update: Update<ConfigurePlan> }
>()

function judgeConfigureAnew(before: YamlDocument, after: YamlDocument): Update<ConfigurePlan> {
  const verdicts = {
    before: judgeClusterFile(before, { purpose: 'configure' }),
    after: judgeClusterFile(after, { purpose: 'configure' }),
  }
  const [old, now] = [verdicts.before.effective, verdicts.after.effective]
  return isMap(old) && isMap(now) ? { ...verdicts, plan: planConfigure(old, now) } : verdicts
}

/**
 * Judges `cortex deploy` of a new file, as Cortex 0.42.1; the old file stands for what is deployed.
 *
 * Without a cluster, node groups and sizes are not checked.
 */
export function judgeRollout(
  before: YamlDocument,
  after: YamlDocument,
  cluster?: Cluster,
): Update<readonly ApiRollout[]> {
  const surroundings = cluster ? { cluster } : {}
  const old = judgeApiFile(before, surroundings)
  const deployed = specsOf(old.effective).map(toDeployed)
  const now = judgeApiFile(after, { ...surroundings, deployed })
  const verdicts = { before: old, after: now }
  if (!old.ok || now.problems.some(({ stage }) => stage !== 'deploy')) return verdicts

  // A problem of one API leaves the others to be deployed, so the specs are needed all the same.
  const specs = now.effective ?? judgeApiFile(after, surroundings).effective
  return { ...verdicts, plan: planRollout(specsOf(old.effective), specsOf(specs)) }
}

function specsOf(value: EffectiveValue | undefined): readonly EffectiveMap[] {
  return Array.isArray(value) ? value.filter(isMap) : []
}

function toDeployed(api: EffectiveMap): DeployedApi {
  const { networking } = api
  const endpoint = isMap(networking) ? textAt(networking, 'endpoint') : ''
  return { name: textAt(api, 'name'), kind: textAt(api, 'kind'), endpoint }
}
