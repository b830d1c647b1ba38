import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'shared-memory-repeated',
  category: 'validity',
  severity: 'error',
  summary: 'Two containers of a pod set `shm`',
  why: `
    Cortex mounts the shared memory of one container into all containers after it. A second
    container with \`shm\` gets two mounts at \`/dev/shm\`, and Kubernetes rejects the pod.
    The API does not come up, or keeps its old version.
  `,
  cortex: [
    {
      fact: 'All containers of a pod share one list of mounts, to which each `shm` adds `/dev/shm`.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  versions: { from: 36 },
  inspect: {
    *api({ name, pod }) {
      const [first, second] = [...(pod?.containers.entries() ?? [])].filter(
        ([, { compute }]) => compute.shm !== null,
      )
      if (!first || !second) return

      const names = [first, second].map(([, container]) => quote(container.name))
      yield {
        at: ['pod', 'containers', second[0], 'compute', 'shm'],
        message: `\`shm\` is set on two containers of API ${quote(name)}: ${names.join(' and ')} would both mount \`/dev/shm\`, so Kubernetes rejects the pods.`,
        refuses: 'api',
      }
    },
  },
})
