import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'shared-memory-repeated',
  category: 'validity',
  severity: 'error',
  summary: 'Two containers of a pod ask for shared memory',
  why: `
    Cortex mounts the shared memory of one container into all that come after it.
    A second container with \`shm\` gets two mounts at \`/dev/shm\`, and Kubernetes
    refuses the pod, so that the API does not come up, or keeps its old version.
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
        message: `Kubernetes refuses the pods of API ${quote(name)}: containers ${names.join(' and ')} both ask for \`shm\`.`,
      }
    },
  },
})
