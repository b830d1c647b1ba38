import { findFirstOwner } from '../cortex/files/namesakes.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'endpoint-taken',
  category: 'validity',
  severity: 'error',
  summary: 'Two APIs of one cluster have the same endpoint',
  why: `
    Cortex refuses to deploy an API or a traffic splitter whose endpoint another one of
    the cluster has, a slash at the end aside. Within a file it says so at once; of two
    files, whichever is deployed last is refused as a whole.
  `,
  cortex: [
    {
      fact: 'The endpoints of a file are compared with those of all other deployed APIs.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  quiet: ['Only one of the two is ever deployed.'],
  versions: { from: 36 },
  inspect: {
    *api({ name, networking: { endpoint } }, { subject, workspace }) {
      // Of two, the later one says it; that of the same name is another matter.
      const other = findFirstOwner(subject, workspace, 'endpoint')
      if (!other || name === '' || other.value.name === name) return

      yield {
        at: ['networking', 'endpoint'],
        message: `APIs ${quote(other.value.name)} (${quote(other.file.path)}) and ${quote(name)} (${quote(subject.file.path)}) are of one cluster and have the same endpoint ${quote(endpoint)}: Cortex refuses the one that is deployed last.`,
        causes: [{ subject: other, at: ['networking', 'endpoint'] }],
      }
    },
  },
})
