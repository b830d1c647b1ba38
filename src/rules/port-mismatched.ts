import { findServerPort, type ServerPort } from '../cortex/facts/server-port.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'port-mismatched',
  category: 'availability',
  severity: 'error',
  summary: 'Server listens on another port than `pod.port`',
  why: `
    Cortex sends requests to \`pod.port\` and checks that port before a pod becomes ready.
    If the server listens on another port, no pod becomes ready and the rolling update
    stalls. Kubernetes expands \`$(CORTEX_PORT)\` in \`command\` and \`args\`, which keeps
    the two equal.
  `,
  cortex: [
    {
      fact: 'Containers learn the port from `CORTEX_PORT`, and Kubernetes expands `$(CORTEX_PORT)` in `command`, `args` and `env`.',
      source: 'pkg/workloads/k8s.go',
    },
    {
      fact: 'Cortex adds a TCP check of `pod.port` if no probe of the pod checks that port.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The server also listens on `pod.port`, set in its code or in a file of the image.'],
  supersedes: ['port-changed'],
  versions: { from: 36 },
  inspect: {
    *api(api, { isWritten }) {
      const port = api.pod?.port
      const found = findServerPort(api)
      if (port === undefined || !found || found.port === port) return

      const path = ['pod', 'port']
      yield {
        at: path,
        severity: found.isSaid ? 'error' : 'warning',
        message: `\`port\` of API ${quote(api.name)} is ${quoteOrDefault(port, isWritten(path))}: ${describe(found)}, so no pod becomes ready.`,
        fix: {
          title: `Set \`port: ${found.port}\``,
          safety: 'unsafe',
          edits: [{ op: 'set', path, value: found.port }],
        },
      }
    },
  },
})

function describe({ container, server, port, isSaid }: ServerPort): string {
  const name = server === 'server' ? 'the server' : quote(server)
  return `${name} in container ${quote(container.name)} listens on ${isSaid ? '' : 'its default '}port ${port}`
}
