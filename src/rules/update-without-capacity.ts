import type { Api } from '../cortex/tables/api-types.ts'
import { planRollingUpdate, type RollingUpdate } from '../cortex/values/rolling-update.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'update-without-capacity',
  category: 'availability',
  severity: 'error',
  summary: 'Rolling update can stop all replicas before new ones are ready',
  why: `
    An update that can stop all replicas that \`min_replicas\` guarantees is an outage until
    a new replica is ready. Kubernetes rounds \`max_unavailable\` down and \`max_surge\` up;
    if both are 0, it stops one replica first.
  `,
  cortex: [
    {
      fact: '`max_surge` and `max_unavailable` are `25%` by default; both zero is rejected.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'They are handed to Kubernetes as they are.',
      source: 'pkg/operator/resources/realtimeapi/k8s_specs.go',
    },
  ],
  quiet: [
    'There is no capacity for a surge replica, for example no second GPU, and the downtime is accepted.',
    'Many more replicas than `min_replicas` are always running.',
  ],
  inspect: {
    *api(api) {
      const { name, autoscaling, update_strategy } = api
      const replicas = autoscaling?.min_replicas ?? 0
      const plan = update_strategy && planRollingUpdate(update_strategy, replicas)
      if (!update_strategy || !plan || replicas === 0 || plan.unavailable < replicas) return

      const key = plan.isForced ? 'max_surge' : 'max_unavailable'
      yield {
        at: ['update_strategy', key],
        severity: isTolerable(api, plan) ? 'warning' : 'error',
        message: `Rolling update can stop ${phraseReplicas(replicas)} of API ${quote(name)} at once: \`${key}\` is ${quote(update_strategy[key])}, so every deploy causes an outage.`,
        fix: {
          title: `Set ${enumerate(fixUp(plan).map(({ path, value }) => quote(`${String(path.at(-1))}: ${String(value)}`)))}`,
          safety: 'unsafe',
          edits: fixUp(plan),
        },
      }
    },
  },
})

/** Where there is no second GPU, the old replica has to go first; Async requests wait. */
function isTolerable({ kind, pod, compute }: Api, { surge }: RollingUpdate): boolean {
  const computes = [...(pod?.containers.map((each) => each.compute) ?? []), compute]
  const needsDevice = computes.some((each) => each && each.gpu + each.inf > 0)
  return kind === 'AsyncAPI' || (surge === 0 && needsDevice)
}

function phraseReplicas(replicas: number): string {
  if (replicas === 1) return 'the only replica'
  return replicas === 2 ? 'both replicas' : `all ${replicas} replicas`
}

function fixUp({ surge, isForced }: RollingUpdate) {
  const moreFirst = { op: 'set', path: ['update_strategy', 'max_surge'], value: '25%' } as const
  const noneGoes = { op: 'set', path: ['update_strategy', 'max_unavailable'], value: 0 } as const
  return [...(surge === 0 ? [moreFirst] : []), ...(isForced ? [] : [noneGoes])]
}
