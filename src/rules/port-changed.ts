import { programsOf } from '../cortex/facts/programs.ts'
import type { Api, Container } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'port-changed',
  category: 'availability',
  severity: 'warning',
  summary: '`pod.port` changed but the containers did not',
  why: `
    Cortex sends requests to \`pod.port\` and passes the number to the containers as
    \`CORTEX_PORT\`. A server that listens on a fixed port does not follow: its pods never
    become ready, the rolling update stalls, and new replicas cannot serve.
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
  quiet: ['The program reads `CORTEX_PORT` by itself.', 'The image changed under the same tag.'],
  versions: { from: 36 },
  compare: {
    api: {
      *modified(before, after, { earlier, isWritten }) {
        const was = before.pod?.port
        const now = after.pod?.port
        if (was === undefined || now === undefined || was === now) return
        if (before.kind !== after.kind || programsOf(before) !== programsOf(after)) return
        if (followsPort(after) || isProbed(after, now)) return

        yield {
          at: ['pod', 'port'],
          message: `\`port\` changed from ${quote(`${was}`)} to ${quoteOrDefault(now, isWritten(['pod', 'port']))} on API ${quote(after.name)}: its containers are unchanged, and if they still listen on ${quote(`${was}`)}, no pod becomes ready.`,
          fix: {
            title: restoreTitle(earlier, ['pod', 'port']),
            safety: 'safe',
            edits: [{ op: 'restore', path: ['pod', 'port'] }],
          },
        }
      },
    },
  },
})

function followsPort(api: Api): boolean {
  return programsOf(api).includes('CORTEX_PORT')
}

/** A probe of the new port tells that something listens there. */
function isProbed({ pod }: Api, port: number): boolean {
  return pod?.containers.some((container) => probedPorts(container).includes(port)) ?? false
}

function probedPorts({ readiness_probe, liveness_probe }: Container) {
  return [readiness_probe, liveness_probe].flatMap((probe) => [
    probe?.http_get?.port,
    probe?.tcp_socket?.port,
  ])
}
