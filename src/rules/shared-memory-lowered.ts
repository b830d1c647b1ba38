import type { Api, Container } from '../cortex/tables/api-types.ts'
import { parseQuantity, toNumber } from '../cortex/values/quantity.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'shared-memory-lowered',
  category: 'availability',
  severity: 'warning',
  summary: 'Shared memory (`shm`) lowered or removed',
  why: `
    Without \`shm\`, a container has 64 MiB of shared memory. Multi-process data loaders and
    multi-GPU communication use it and crash with a bus error when it runs out, often only
    under load.
  `,
  cortex: [
    {
      fact: '`shm` becomes a volume in memory at `/dev/shm`, of this size; all containers of a pod share one list of mounts.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The program no longer uses several processes.'],
  versions: { from: 36 },
  compare: {
    container: {
      *modified(before, after, { api }) {
        const [was, now] = [before.compute.shm, after.compute.shm]
        const size = was === null ? undefined : sizeOf(was)
        if (size === undefined || hasSharedBefore(after, api)) return
        if (now !== null && !((sizeOf(now) ?? size) < size / 2)) return

        const what = `container ${quote(after.name)} of API ${quote(api.name)}`
        yield {
          at: ['compute', 'shm'],
          severity: before.image === after.image ? 'warning' : 'info',
          message:
            now === null
              ? `\`shm\` removed from ${what}: it has 64 MiB of shared memory instead of ${quote(`${was}`)}, and data loaders can crash.`
              : `\`shm\` lowered from ${quote(`${was}`)} to ${quote(now)} on ${what}: multi-process data loaders can crash with a bus error.`,
          fix: {
            title: `Restore ${quote(`shm: ${was}`)}`,
            safety: 'safe',
            edits: [{ op: 'restore', path: ['compute', 'shm'] }],
          },
        }
      },
    },
  },
})

function sizeOf(text: string): number | undefined {
  const quantity = parseQuantity(text)
  return quantity && toNumber(quantity)
}

/** Cortex mounts the shared memory of one container into all that come after it. */
function hasSharedBefore({ name }: Container, { pod }: Api): boolean {
  const containers = pod?.containers ?? []
  const index = containers.findIndex((container) => container.name === name)
  return containers.slice(0, index).some(({ compute }) => compute.shm !== null)
}
