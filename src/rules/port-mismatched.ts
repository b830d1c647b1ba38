import { findServerPort, type ServerPort } from '../cortex/facts/server-port.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import type { KeyPath } from '../text/text.ts'
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
          edits: [path, ...listProbePorts(api, port)].map((key) => ({
            op: 'set',
            path: key,
            value: found.port,
          })),
        },
      }
    },
  },
})

/** The ports of the probes that check the port of the API, and are to check the same one as it. */
function listProbePorts({ pod }: Api, port: number): readonly KeyPath[] {
  return (pod?.containers ?? []).flatMap((container, index) =>
    PROBES.flatMap((name) => {
      const way = WAYS.find((each) => container[name]?.[each]?.port === port)
      return way ? [['pod', 'containers', index, name, way, 'port']] : []
    }),
  )
}

const PROBES = ['readiness_probe', 'liveness_probe'] as const
const WAYS = ['http_get', 'tcp_socket'] as const

function describe({ container, server, port, isSaid }: ServerPort): string {
  const name = server === 'server' ? 'the server' : quote(server)
  return `${name} in container ${quote(container.name)} listens on ${isSaid ? '' : 'its default '}port ${port}`
}
