import type { Comparison } from '../cortex/compare/comparison.ts'
import { findGone, isGone } from '../cortex/facts/removal.ts'
import { findLeftTarget } from '../cortex/facts/splitter.ts'
import type { CortexFile, Located } from '../cortex/files/subject.ts'
import { defineRule } from '../review/rule.ts'
import { onceFor } from '../text/once.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'splitter-target-removed',
  category: 'availability',
  severity: 'error',
  summary: 'Removed API is still a target of a traffic splitter',
  why: `
    Cortex does not delete an API that a deployed traffic splitter targets, and rejects a
    splitter with a missing target. As long as the splitter lists the API, it can neither be
    deleted nor recreated from these files.
  `,
  cortex: [
    {
      fact: 'To delete a RealtimeAPI to which a deployed splitter refers is rejected.',
      source: 'pkg/operator/resources/resources.go',
    },
  ],
  quiet: ['The API is deployed from files that this repository does not have.'],
  supersedes: ['api-removed'],
  compare: {
    api: {
      *removed(before, { subject, comparison }) {
        const left = isGone(subject, comparison) && findLeftTarget(subject, comparison)
        if (!left) return

        const { splitter, target } = left
        yield {
          at: [],
          message: `API ${quote(before.name)} removed, but traffic splitter ${quote(splitter.value.name)} still routes ${target.weight}% of its requests to it: Cortex does not delete the API while the splitter lists it.`,
          affects: findGoneFile(subject, comparison),
        }
      },
    },
  },
})

/** The file of an API, if it is gone and splitters still list all that was in it. */
function findGoneFile(removed: Located<'api'>, comparison: Comparison): readonly Located[] {
  if (comparison.otherFileOf(removed.file) || !areAllLeft(comparison)(removed.file)) return []
  return comparison.before.subjects('file').filter(({ file }) => file === removed.file)
}

/** Asked for every API of a file. */
const areAllLeft = onceFor((comparison: Comparison) =>
  onceFor((file: CortexFile) =>
    findGone(file, comparison).every((api) => findLeftTarget(api, comparison)),
  ),
)
