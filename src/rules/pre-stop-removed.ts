import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'pre-stop-removed',
  category: 'availability',
  severity: 'info',
  summary: 'A container is stopped without its hook',
  why: `
    \`pre_stop\` runs before a container is told to stop, and gives the requests that
    it works on time to end. Without it they are cut off at every rollout and
    scale-down, unless the program itself waits for them.
  `,
  cortex: [
    {
      fact: 'Pods of RealtimeAPIs and AsyncAPIs have 60 seconds to stop, which no key changes.',
      source: 'pkg/operator/resources/realtimeapi/k8s_specs.go',
    },
  ],
  quiet: ['The program finishes its requests by itself when it is told to stop.'],
  versions: { from: 41 },
  compare: {
    container: {
      *modified(before, after, { api }) {
        if (!before.pre_stop || after.pre_stop) return

        yield {
          at: ['pre_stop'],
          message: `Container ${quote(after.name)} of API ${quote(api.name)} is stopped without warning: its \`pre_stop\` hook is gone.`,
          fix: {
            title: 'Keep the hook',
            safety: 'safe',
            edits: [{ op: 'restore', path: ['pre_stop'] }],
          },
        }
      },
    },
  },
})
