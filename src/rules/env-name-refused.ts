import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'env-name-refused',
  category: 'validity',
  severity: 'error',
  summary: 'Environment variable name is not valid in Kubernetes',
  why: `
    Cortex rejects only names with its own prefixes, but Kubernetes allows only letters,
    digits, \`_\`, \`-\`, and \`.\`, and no leading digit. It rejects the pods, so the API
    does not come up, or keeps its old version.
  `,
  cortex: [
    {
      fact: 'Only names that begin with `CORTEX_` or `KUBEXIT_` are rejected.',
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
          message: `Environment variable ${quote(variable)} of container ${quote(name)} of API ${quote(api.name)} has an invalid name: Kubernetes rejects the pods.`,
          refuses: 'api',
        }
      }
    },
  },
})

/** What Kubernetes takes, but for `.` and what begins with `..`. */
const NAME = /^(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/
