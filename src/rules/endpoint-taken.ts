import { findFirstOwner } from '../cortex/files/namesakes.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'endpoint-taken',
  category: 'validity',
  severity: 'error',
  summary: 'Two APIs of a cluster use the same endpoint',
  why: `
    Cortex rejects an API or traffic splitter whose endpoint another one of the cluster
    uses; a trailing slash makes no difference. Within one file it reports this immediately.
    Of two files, the one deployed last is rejected as a whole.
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
        message: `Endpoint ${quote(endpoint)} is used by APIs ${quote(other.value.name)} (${quote(other.file.path)}) and ${quote(name)} (${quote(subject.file.path)}): Cortex rejects the one that is deployed last.`,
        causes: [{ subject: other, at: ['networking', 'endpoint'] }],
      }
    },
  },
})
