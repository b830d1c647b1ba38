import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'env-name-refused',
  category: 'validity',
  severity: 'error',
  summary: 'Kubernetes refuses the name of an environment variable',
  why: `
    Cortex takes any name that does not begin with its own prefixes, but Kubernetes wants
    letters, digits, \`_\`, \`-\` and \`.\`, and no digit at first. It refuses the pods, so
    that the API does not come up, or keeps its old version.
  `,
  cortex: [
    {
      fact: 'Only names that begin with `CORTEX_` or `KUBEXIT_` are refused.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  versions: { from: 36 },
  inspect: {
    *container({ name, env }, { api }) {
      for (const variable of Object.keys(env)) {
        if (NAME.test(variable)) continue

        yield {
          at: ['env', variable],
          message: `Kubernetes refuses the pods of API ${quote(api.name)}: container ${quote(name)} has a variable called ${quote(variable)}.`,
        }
      }
    },
  },
})

/** What Kubernetes takes, but for `.` and what begins with `..`. */
const NAME = /^(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/
