import { findFirstOwner } from '../cortex/files/namesakes.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'api-name-repeated',
  category: 'availability',
  severity: 'warning',
  summary: 'Two files of one cluster have an API of the same name',
  why: `
    A cluster has one API of a name. Cortex compares names within a file only: whichever
    of two files is deployed last replaces the API of the other, or is refused if the
    kinds differ.
  `,
  cortex: [
    {
      fact: 'An API that is deployed under the name of a running one updates it; another kind is refused.',
      source: 'pkg/operator/resources/resources.go',
    },
  ],
  quiet: ['The files are variants of which only one is deployed, e.g. for CPUs and for GPUs.'],
  versions: { from: 36 },
  inspect: {
    *api({ name, kind }, { subject, workspace }) {
      // Of two, the later one says it.
      const other = findFirstOwner(subject, workspace, 'name')
      if (!other || name === '') return

      const effect =
        other.value.kind === kind
          ? 'the one deployed last replaces the API of the other'
          : `the one deployed last is rejected, because the kinds ${quote(other.value.kind)} and ${quote(kind)} differ`
      yield {
        at: ['name'],
        message: `API ${quote(name)} is in both ${quote(other.file.path)} and ${quote(subject.file.path)}: of two files for one cluster, ${effect}.`,
        causes: [{ subject: other, at: ['name'] }],
      }
    },
  },
})
