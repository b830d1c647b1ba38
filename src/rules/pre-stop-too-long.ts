import type { Handler } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'pre-stop-too-long',
  category: 'availability',
  severity: 'info',
  summary: '`pre_stop` hook uses up the 60-second grace period',
  why: `
    Pods have a fixed termination grace period of 60 seconds, which includes the
    \`pre_stop\` hook. The server can use only what is left to finish its requests; then the
    container is killed. Cortex has no key to extend the period.
  `,
  cortex: [
    {
      fact: 'The grace period of the pods of a RealtimeAPI or AsyncAPI is always 60 seconds.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  versions: { from: 41 },
  inspect: {
    *container({ name, pre_stop }, { api }) {
      const seconds = pre_stop ? sleepOf(pre_stop) : 0
      if (seconds < GRACE) return

      yield {
        at: ['pre_stop', 'exec', 'command'],
        message: `\`pre_stop\` of container ${quote(name)} of API ${quote(api.name)} sleeps for ${seconds} seconds: the container is killed when the ${GRACE}-second grace period ends.`,
      }
    },
  },
})

const GRACE = 60
const SECONDS: ReadonlyMap<string, number> = new Map([
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
])

/** How long a hook sleeps, as far as its command says. */
function sleepOf({ exec }: Handler): number {
  const match = /(?:^|[\s/;&])sleep\s+(\d{1,6})([smhd]?)(?=$|[\s;&])/.exec(
    (exec?.command ?? []).join(' '),
  )
  return Number(match?.[1] ?? 0) * (SECONDS.get(match?.[2] ?? '') ?? 1)
}
