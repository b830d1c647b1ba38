import { findGone, isElsewhere, isFileGone } from '../cortex/removal.ts'
import { findLeftTarget } from '../cortex/splitter.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../source/wording.ts'

export default defineRule({
  id: 'api-removed',
  category: 'capacity',
  severity: 'warning',
  summary: 'An API is no longer in the file, but stays deployed',
  why: `
    An API that is taken out of the file keeps its replicas, its endpoint and
    its costs, and no deploy updates it any longer.
  `,
  reference: ['API-3', 'API-32', 'FACT-6'],
  cortex: [
    {
      fact: 'A deploy creates and updates the APIs of its file and looks at no others.',
      source: 'pkg/operator/resources/resources.go',
    },
  ],
  quiet: ['The API was deleted already, or never deployed.'],
  versions: { from: 36 },
  compare: {
    api: {
      *removed(before, { subject, workspace, workspaceBefore }) {
        const sides = { before: workspaceBefore, after: workspace }
        if (before.name === '' || isFileGone(subject, sides) || isElsewhere(subject, sides)) return

        yield {
          at: [],
          message: `${before.kind === 'TrafficSplitter' ? 'Traffic splitter' : 'API'} ${quote(before.name)} stays deployed without a spec: \`cortex deploy\` deletes nothing, only \`cortex delete ${before.name}\` does.`,
        }
      },
    },
    file: {
      *removed(_before, { subject, workspace, workspaceBefore }) {
        const sides = { before: workspaceBefore, after: workspace }
        const gone = findGone(subject.file, sides)
        // Of an API that a splitter still lists, another rule says more.
        const left = gone.filter((api) => !findLeftTarget(api, workspaceBefore, workspace))
        const told = left.length > 0 ? left : gone
        if (told.length === 0) return

        const names = enumerate(told.map(({ value }) => quote(value.name)))
        const isOne = told.length === 1
        yield {
          at: [],
          message: `API${isOne ? '' : 's'} ${names} stay${isOne ? 's' : ''} deployed without ${isOne ? 'a spec' : 'specs'}: \`cortex deploy\` deletes nothing, only \`cortex delete\` does.`,
        }
      },
    },
  },
})
