import { isBuiltInProbe, portOf } from '../cortex/facts/probe.ts'
import { findOwner } from '../cortex/files/owner.ts'
import type { Api, Probe } from '../cortex/tables/api-types.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'readiness-probe-removed',
  category: 'availability',
  severity: 'warning',
  summary: 'Readiness probe removed or moved to another port',
  why: `
    Without a readiness probe, Cortex only checks that \`pod.port\` accepts TCP connections.
    A server that opens its port before its model is loaded then gets requests it cannot
    answer, at every start, scale-up, and rolling update.
  `,
  cortex: [
    {
      fact: 'Without a probe that asks `pod.port` Cortex adds a TCP check of it.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The server opens its port only once it can answer.'],
  supersedes: ['readiness-probe-missing'],
  versions: { from: 36 },
  compare: {
    container: {
      *modified(before, after, { api, workspace }) {
        const was = before.readiness_probe
        const now = after.readiness_probe
        if (!was || isBuiltInProbe(was, api.pod?.port)) return

        const owner = findOwner(api, workspace)
        const affects = owner ? [owner] : []
        const problems = now
          ? findMove(was, now, api, after.name)
          : hasProbe(api)
            ? []
            : [describeRemoval(api, after.name)]
        for (const problem of problems) yield { ...problem, affects }
      },
    },
  },
})

function hasProbe({ pod }: Api): boolean {
  return pod?.containers.some(({ readiness_probe }) => readiness_probe) ?? false
}

function describeRemoval(api: Api, container: string): Problem {
  const at = ['readiness_probe']
  return {
    at,
    message: `\`readiness_probe\` removed from container ${quote(container)} of API ${quote(api.name)}: pods become ready as soon as the port accepts TCP connections.`,
    fix: {
      title: 'Restore `readiness_probe`',
      safety: 'safe',
      edits: [{ op: 'restore', path: at }],
    },
  }
}

/** A probe that left the port where requests arrive, while no other one asks there. */
function* findMove(
  was: Probe,
  now: Probe,
  { name, pod }: Api,
  container: string,
): Iterable<Problem> {
  const port = pod?.port
  if (port === undefined || portOf(was) !== port) return
  const ports = pod?.containers.flatMap(({ readiness_probe: probe }) =>
    probe ? [portOf(probe) ?? port] : [],
  )
  if (ports?.includes(port)) return

  const path = ['readiness_probe', now.http_get ? 'http_get' : 'tcp_socket', 'port']
  yield {
    at: path,
    message: `Readiness probe of container ${quote(container)} of API ${quote(name)} moved to port ${quote(`${portOf(now)}`)}: requests still go to port ${quote(`${port}`)}, which no probe checks.`,
    fix: {
      title: `Set the probe port to \`${port}\``,
      safety: 'safe',
      edits: [{ op: 'set', path, value: port }],
    },
  }
}
