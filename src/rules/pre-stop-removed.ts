import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'pre-stop-removed',
  category: 'availability',
  severity: 'info',
  summary: '`pre_stop` hook removed; in-flight requests may be dropped',
  why: `
    The \`pre_stop\` hook runs before the container receives SIGTERM and gives in-flight
    requests time to finish. Without it, they are dropped at every rolling update and
    scale-down, unless the server drains connections itself.
  `,
  cortex: [
    {
      fact: 'Pods of RealtimeAPIs and AsyncAPIs have 60 seconds to stop, which no key changes.',
      source: 'pkg/operator/resources/realtimeapi/k8s_specs.go',
    },
  ],
  quiet: ['The server drains its requests on SIGTERM.'],
  versions: { from: 41 },
  compare: {
    container: {
      *modified(before, after, { api }) {
        if (!before.pre_stop || after.pre_stop) return

        yield {
          at: ['pre_stop'],
          message: `\`pre_stop\` removed from container ${quote(after.name)} of API ${quote(api.name)}: in-flight requests may be dropped when the container is terminated.`,
          fix: {
            title: 'Restore `pre_stop`',
            safety: 'safe',
            edits: [{ op: 'restore', path: ['pre_stop'] }],
          },
        }
      },
    },
  },
})
