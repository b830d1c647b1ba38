import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'job-command-empty',
  category: 'validity',
  severity: 'error',
  summary: 'The command of a job is an empty list',
  why: `
    A BatchAPI or TaskAPI has to say its \`command\`, as Cortex starts it through a
    program of its own. An empty list passes the check at deploy, but when a job is
    submitted the operator takes its first word, and fails.
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
        message: `Every job of API ${quote(api.name)} fails when it is submitted: the \`command\` of container ${quote(name)} is empty.`,
      }
    },
  },
})
