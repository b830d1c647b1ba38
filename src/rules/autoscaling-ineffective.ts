import type { Api, Autoscaling } from '../cortex/tables/api-types.ts'
import { renderDuration } from '../cortex/values/duration.ts'
import { type Context, defineRule, type Problem } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'autoscaling-ineffective',
  category: 'latency',
  severity: 'info',
  summary: 'Autoscaling settings delay or disable scaling',
  why: `
    The autoscaler adds replicas once in-flight requests per replica, averaged over
    \`window\`, exceed \`target_in_flight\` for \`upscale_stabilization_period\`. A target
    above \`max_concurrency\` means a standing queue; long periods mean that replicas arrive
    after the load.
  `,
  cortex: [
    {
      fact: 'Queued requests count as in-flight, like those being processed.',
      source: 'pkg/proxy/breaker.go',
    },
  ],
  quiet: ['The number of replicas is fixed, or changes over days, on purpose.'],
  versions: { from: 36 },
  inspect: {
    *api(api, context) {
      const { autoscaling } = api
      if (!autoscaling) return

      yield* findStandingQueue(api, autoscaling, context)
      yield* findDelay(api, autoscaling)
      yield* findIdleSettings(api, autoscaling, context)
    },
  },
})

function* findStandingQueue(
  { name, pod }: Api,
  { target_in_flight: target }: Autoscaling,
  { isWritten }: Context<'api'>,
): Iterable<Problem> {
  const concurrency = pod?.max_concurrency
  const at = ['autoscaling', 'target_in_flight']
  if (target === undefined || concurrency === undefined || target <= concurrency) return
  if (!isWritten(at)) return

  yield {
    at,
    message: `\`target_in_flight\` is ${quote(`${target}`)} but \`max_concurrency\` is ${concurrency} on API ${quote(name)}: each replica runs with queued requests before another is added.`,
  }
}

const LONGEST_DELAY = 600_000_000_000

function* findDelay({ name }: Api, autoscaling: Autoscaling): Iterable<Problem> {
  const { window, upscale_stabilization_period: period } = autoscaling
  if (window + period <= LONGEST_DELAY) return

  yield {
    at: ['autoscaling', window > period ? 'window' : 'upscale_stabilization_period'],
    message: `Scale-up of API ${quote(name)} can take up to ${renderDuration(window + period)} to start: \`window\` is ${quote(renderDuration(window))}, and \`upscale_stabilization_period\` is ${quote(renderDuration(period))}.`,
  }
}

const TUNING = [
  'target_in_flight',
  'window',
  'upscale_stabilization_period',
  'downscale_stabilization_period',
  'max_upscale_factor',
  'max_downscale_factor',
  'upscale_tolerance',
  'downscale_tolerance',
] as const

/** A fixed number of replicas is fine, unless somebody tuned how it should change. */
function* findIdleSettings(
  { name }: Api,
  { min_replicas, max_replicas }: Autoscaling,
  { isWritten }: Context<'api'>,
): Iterable<Problem> {
  const tuned = TUNING.filter((key) => isWritten(['autoscaling', key]))
  const [first] = tuned
  if (!first || min_replicas !== max_replicas) return

  const keys = enumerate(tuned.map((key) => quote(key)))
  yield {
    at: ['autoscaling', 'max_replicas'],
    message: `API ${quote(name)} always runs ${max_replicas} ${max_replicas === 1 ? 'replica' : 'replicas'}: \`min_replicas\` equals \`max_replicas\`, so ${keys} ${tuned.length === 1 ? 'has' : 'have'} no effect.`,
  }
}
