import { isBuiltInProbe, portOf } from '../cortex/facts/probe.ts'
import type { Api, Probe } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'readiness-probe-missing',
  category: 'availability',
  severity: 'info',
  summary: 'Nothing asks an API whether it can answer before it gets requests',
  why: `
    Without a readiness probe of \`pod.port\` Cortex only checks that the port is open.
    A server that listens before its model is loaded gets requests that it cannot
    answer, at every start, scale-up and rollout. A probe with \`http_get\` asks the
    program itself.
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
          message: `API ${quote(api.name)} counts as ready once port ${quote(`${port}`)} is open: no readiness probe asks whether it can answer.`,
        }
        return
      }
      const asks = portOf(first.probe)
      if (probes.some(({ probe }) => (portOf(probe) ?? port) === port)) return

      const path = ['pod', 'containers', first.index, 'readiness_probe']
      yield {
        at: [...path, first.probe.http_get ? 'http_get' : 'tcp_socket', 'port'],
        message: `No readiness probe of API ${quote(api.name)} asks port ${quote(`${port}`)}, where requests arrive: that of container ${quote(first.name)} asks ${quote(`${asks}`)}.`,
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
