import type { Comparison } from '../cortex/compare/comparison.ts'
import { findGone, findHeir, isGone } from '../cortex/facts/removal.ts'
import { findLeftTarget } from '../cortex/facts/splitter.ts'
import type { Located } from '../cortex/files/subject.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'api-removed',
  category: 'capacity',
  severity: 'warning',
  summary: 'API removed from the config but still deployed',
  why: `
    \`cortex deploy\` creates and updates the APIs of a file and ignores all others. An API
    that is removed from the file keeps its replicas, its endpoint, and its cost, and is
    never updated again.
  `,
  cortex: [
    {
      fact: 'A deploy creates and updates the APIs of its file and looks at no others.',
      source: 'pkg/operator/resources/resources.go',
    },
    {
      fact: 'Cortex rejects an endpoint that another deployed API uses, based on what is deployed before this deploy.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  quiet: ['The API was deleted already, or never deployed.'],
  // Up to 0.12 a deploy deleted what its file no longer had.
  versions: { from: 13 },
  compare: {
    api: {
      *removed(_before, { subject, comparison }) {
        if (!comparison.otherFileOf(subject.file) || !isGone(subject, comparison)) return

        yield { at: [], message: describe(subject, comparison) }
      },
    },
    file: {
      *removed(_before, { subject, comparison }) {
        const gone = findGone(subject.file, comparison)
        // Of an API that a splitter still lists, another rule says more.
        const left = gone.filter((api) => !findLeftTarget(api, comparison))
        const told = left.length > 0 ? left : gone
        if (told.length === 0) return

        const [one] = told
        yield {
          at: [],
          message: one && told.length === 1 ? describe(one, comparison) : describeAll(told),
        }
      },
    },
  },
})

function describe(removed: Located<'api'>, comparison: Comparison): string {
  const { name, kind, networking } = removed.value
  const what = kind === 'TrafficSplitter' ? 'Traffic splitter' : 'API'
  const heir = findHeir(removed, comparison)
  const remedy = quote(`cortex delete ${name}`)
  const consequence = heir
    ? `Cortex rejects endpoint ${quote(networking.endpoint)} for ${quote(heir.value.name)} until you run ${remedy}`
    : `\`cortex deploy\` never deletes APIs, so run ${remedy}`
  return `${what} ${quote(name)} removed from the config but still deployed: ${consequence}.`
}

function describeAll(removed: readonly Located<'api'>[]): string {
  const names = enumerate(removed.map(({ value }) => quote(value.name)))
  return `APIs ${names} removed from the config but still deployed: \`cortex deploy\` never deletes APIs, so run \`cortex delete\` for each.`
}
