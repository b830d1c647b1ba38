import { findFirstOwner } from '../cortex/files/namesakes.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'api-name-repeated',
  category: 'availability',
  severity: 'warning',
  summary: 'Same API name in two files of one cluster',
  why: `
    API names are unique in a cluster, but Cortex checks for duplicates only within one
    file. Deploying the second file updates the API of the first, or fails if the kinds
    differ.
  `,
  cortex: [
    {
      fact: 'An API that is deployed under the name of a running one updates it; another kind is rejected.',
      source: 'pkg/operator/resources/resources.go',
    },
  ],
  quiet: [
    'The files are variants of which only one is deployed, for example for CPUs and for GPUs.',
  ],
  versions: { from: 36 },
  inspect: {
    *api({ name, kind }, { subject, workspace }) {
      // Of two, the later one says it.
      const other = findFirstOwner(subject, workspace, 'name')
      if (!other || name === '') return

      const effect =
        other.value.kind === kind
          ? 'the file that is deployed last replaces the API of the other'
          : `the file that is deployed last is rejected, because the kinds ${quote(other.value.kind)} and ${quote(kind)} differ`
      yield {
        at: ['name'],
        message: `API ${quote(name)} is defined in both ${quote(other.file.path)} and ${quote(subject.file.path)}: ${effect}.`,
        causes: [{ subject: other, at: ['name'] }],
      }
    },
  },
})
