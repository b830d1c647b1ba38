import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'container-name-taken',
  category: 'validity',
  severity: 'error',
  summary: 'A container of a job has the name of one that Cortex adds',
  why: `
    Kubernetes takes no two containers of one name in a pod. Cortex does not
    check the name, so the API is deployed and only its jobs fail.
  `,
  cortex: [
    {
      fact: 'Names `proxy` and `dequeuer` are refused; `kubexit` is not.',
      source: 'pkg/types/spec/validations.go',
    },
    { fact: 'Pods of jobs get an init container `kubexit`.', source: 'pkg/workloads/init.go' },
  ],
  versions: { from: 36 },
  inspect: {
    *container({ name }, { api }) {
      if (name !== 'kubexit' || (api.kind !== 'BatchAPI' && api.kind !== 'TaskAPI')) return

      yield {
        at: ['name'],
        message: `No job of API ${quote(api.name)} can start: Cortex adds a container \`kubexit\` itself.`,
      }
    },
  },
})
