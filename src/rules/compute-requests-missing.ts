import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'compute-requests-missing',
  category: 'capacity',
  severity: 'warning',
  summary: 'Container has no memory or CPU request',
  why: `
    Kubernetes schedules pods by their requests, and Cortex sets no limits. Without a memory
    request, replicas pile up on one node until it runs out of memory. Without a CPU
    request, Cortex requests 200m, or nothing if \`cpu\` is null.
  `,
  cortex: [
    {
      fact: '`cpu` is `200m` if it is left out and not requested at all if it is null; `mem` is only requested where it is written.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'CPU and memory become requests without limits; GPUs and Inferentia chips become requests and limits.',
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
        message: `Container ${quote(name)} of API ${quote(api.name)} has ${describe(compute, asksForCpu)}.`,
      }
    },
  },
})

function describe(
  { cpu, mem }: { readonly cpu: string | null; readonly mem: string | null },
  asksForCpu: boolean,
): string {
  if (mem !== null) {
    return cpu === null
      ? 'no CPU request: `cpu` is null, so Kubernetes reserves no CPU for it'
      : `the default CPU request of ${quote(cpu)}: set \`cpu\` to what it needs`
  }
  const packed = 'any number of pods can be packed onto one node'
  if (asksForCpu) return `no memory request: ${packed} until it runs out of memory`
  if (cpu === null) return `no memory or CPU request: ${packed}`
  return `no memory request and the default CPU request of ${quote(cpu)}: many pods can be packed onto one node`
}
