import { isBuiltInProbe, portOf } from '../cortex/facts/probe.ts'
import type { Api, Probe } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'readiness-probe-missing',
  category: 'availability',
  severity: 'info',
  summary: 'API has no readiness probe beyond the TCP port check',
  why: `
    Without a readiness probe on \`pod.port\`, Cortex only checks that the port accepts TCP
    connections. A server that opens its port before its model is loaded gets requests it
    cannot answer, at every start, scale-up, and rolling update. An \`http_get\` probe
    checks the server itself.
  `,
  cortex: [
    {
      fact: 'Without a probe that asks `pod.port` Cortex adds a TCP check of it.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The server opens its port only once it can answer.'],
  versions: { from: 36 },
  inspect: {
    *api(api) {
      const port = api.pod?.port
      const probes = listProbes(api).filter(({ probe }) => !isBuiltInProbe(probe, port))
      if (api.kind === 'TaskAPI' || port === undefined || !api.pod?.containers.length) return
      const [first] = probes
      if (!first) {
        yield {
          at: ['pod', 'containers', 0],
          message: `API ${quote(api.name)} is checked only for an open port: without a readiness probe, it receives requests as soon as port ${quote(`${port}`)} accepts connections.`,
        }
        return
      }
      const asks = portOf(first.probe)
      if (probes.some(({ probe }) => (portOf(probe) ?? port) === port)) return

      const path = ['pod', 'containers', first.index, 'readiness_probe']
      yield {
        at: [...path, first.probe.http_get ? 'http_get' : 'tcp_socket', 'port'],
        message: `Readiness probe of container ${quote(first.name)} of API ${quote(api.name)} checks port ${quote(`${asks}`)}: requests go to port ${quote(`${port}`)}, which no probe checks.`,
      }
    },
  },
})

interface PlacedProbe {
  readonly probe: Probe
  readonly index: number
  readonly name: string
}

function listProbes({ pod }: Api): readonly PlacedProbe[] {
  return (pod?.containers ?? []).flatMap(({ name, readiness_probe: probe }, index) =>
    probe ? [{ probe, index, name }] : [],
  )
}
