import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'
import { findNode } from '../yaml/tree.ts'

export default defineRule({
  id: 'number-not-finite',
  category: 'validity',
  severity: 'error',
  summary: 'A number is infinite, or none at all',
  why: `
    YAML's \`.inf\` and \`.nan\` are numbers, so Cortex's checks let them pass. But it
    saves the spec of an API as JSON, which cannot say them: the deploy fails.
  `,
  cortex: [
    {
      fact: 'Decimal numbers are only held against their limits, which `.inf` and `.nan` can pass.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'The spec is stored as JSON, where these numbers cannot be written.',
      source: 'pkg/operator/resources/resources.go',
    },
  ],
  inspect: {
    *api({ name }, { subject: { file, path } }) {
      const section = findNode(file.document.root, [...path, 'autoscaling'])
      if (section?.kind !== 'map') return

      for (const { key, value } of section.entries) {
        if (key.kind !== 'string' || value.kind !== 'float' || Number.isFinite(value.value))
          continue
        yield {
          at: ['autoscaling', key.value],
          message: `Cortex cannot save API ${quote(name)}: ${quote(key.value)} is ${quote(value.source)}, which is no finite number.`,
        }
      }
    },
  },
})
