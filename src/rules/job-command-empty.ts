import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'job-command-empty',
  category: 'validity',
  severity: 'error',
  summary: '`command` of a batch or task job is an empty list',
  why: `
    BatchAPIs and TaskAPIs require \`command\`, because Cortex starts it through a wrapper.
    An empty list passes validation, but the operator then reads its first element when a
    job is submitted, and fails.
  `,
  cortex: [
    {
      fact: '`command` is required for BatchAPI and TaskAPI, but may be an empty list.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'The first word of the command is taken when a job is submitted; there is none.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  versions: { from: 36 },
  inspect: {
    *container({ name, command }, { api }) {
      if (api.kind !== 'BatchAPI' && api.kind !== 'TaskAPI') return
      if (command === null || command.length > 0) return

      yield {
        at: ['command'],
        message: `\`command\` of container ${quote(name)} of API ${quote(api.name)} is empty: every job fails when it is submitted.`,
      }
    },
  },
})
