import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'container-name-taken',
  category: 'validity',
  severity: 'error',
  summary: 'Container name `kubexit` conflicts with a Cortex container',
  why: `
    Container names must be unique in a pod. Cortex does not check this one, so the API is
    deployed and all of its jobs fail.
  `,
  cortex: [
    {
      fact: 'Names `proxy` and `dequeuer` are rejected; `kubexit` is not.',
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
        message: `Container name \`kubexit\` in API ${quote(api.name)} is reserved: Cortex adds an init container with this name, so no job can start.`,
      }
    },
  },
})
