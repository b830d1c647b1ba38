import { findUnexpanded } from '../cortex/facts/variables.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'variable-not-expanded',
  category: 'availability',
  severity: 'error',
  summary: 'Command contains `$NAME`, which nothing expands',
  why: `
    Kubernetes starts \`command\` and \`args\` without a shell and expands only \`$(NAME)\`.
    The program gets \`$NAME\` as a literal string, for example as its port. Most programs
    then fail at startup, and the pods never become ready.
  `,
  cortex: [
    {
      fact: '`command` and `args` go to Kubernetes as they are written; Cortex expands nothing.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The program itself expands variables in its arguments.'],
  versions: { from: 36 },
  inspect: {
    *container(container, { api }) {
      for (const { key, index, expanded, variable, isSure } of findUnexpanded(container)) {
        yield {
          at: [key, index],
          severity: isSure ? 'error' : 'warning',
          message: `${quote(variable.written)} in \`${key}\` of container ${quote(container.name)} of API ${quote(api.name)} is not expanded: ${isSure ? '' : 'unless the image starts a shell, '}the program gets the literal string ${quote(variable.written)}, because Kubernetes expands only \`$(${variable.name})\`.`,
          fix: {
            title: `Change to \`$(${variable.name})\``,
            safety: 'unsafe',
            edits: [{ op: 'set', path: [key, index], value: expanded }],
          },
        }
      }
    },
  },
})
