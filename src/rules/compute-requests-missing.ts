import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'compute-requests-missing',
  category: 'capacity',
  severity: 'warning',
  summary: 'A container does not say how much memory or CPU it needs',
  why: `
    Kubernetes packs pods by what they request, and Cortex sets no limits. Without
    a memory request any number of replicas ends up on one node until it runs out
    of memory; without a CPU request Cortex asks for 200m, and for nothing at all if
    the key is null.
  `,
  cortex: [
    {
      fact: '`cpu` is `200m` if it is left out and not requested at all if it is null; `mem` is only requested where it is written.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'CPU and memory become requests without limits; GPUs and Inferentia chips become both.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: [
    'A sidecar requests memory and needs next to no CPU.',
    'The jobs of a task API run alone on their nodes.',
  ],
  versions: { from: 36 },
  inspect: {
    *container({ name, compute }, { api, isWritten }) {
      const isTask = api.kind === 'TaskAPI'
      const isSidecar = api.pod?.containers[0]?.name !== name
      const asksForCpu = isWritten(['compute', 'cpu']) && compute.cpu !== null
      const lacksCpu = !asksForCpu && !isTask && (compute.cpu === null || !isSidecar)
      if (compute.mem !== null && !lacksCpu) return

      const isSerious = compute.mem === null ? !isTask : compute.cpu === null
      yield {
        at: ['compute', compute.mem === null ? 'mem' : 'cpu'],
        severity: isSerious ? 'warning' : 'info',
        message: `Container ${quote(name)} of API ${quote(api.name)} ${describe(compute, asksForCpu)}.`,
      }
    },
  },
})

function describe(
  { cpu, mem }: { readonly cpu: string | null; readonly mem: string | null },
  asksForCpu: boolean,
): string {
  if (mem !== null) return cpu === null ? 'requests no CPU' : `requests the default ${cpu} of CPU`
  if (asksForCpu) return 'requests no memory'
  if (cpu === null) return 'requests neither memory nor CPU'
  return `requests no memory and the default ${cpu} of CPU`
}
