import type { Handler } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'pre-stop-too-long',
  category: 'availability',
  severity: 'info',
  summary: 'A hook takes all the time that a container has to stop',
  why: `
    A container has 60 seconds to stop, and the time that \`pre_stop\` takes is part of
    them. What is left is for the program to end its requests; after that it is
    killed, and Cortex has no key to give it longer.
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
        message: `Container ${quote(name)} of API ${quote(api.name)} is killed during its \`pre_stop\` hook: that sleeps for ${seconds} seconds, and there are only ${GRACE} to stop.`,
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
