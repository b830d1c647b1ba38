import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'
import { findNode } from '../yaml/tree.ts'

export default defineRule({
  id: 'number-not-finite',
  category: 'validity',
  severity: 'error',
  summary: 'Number is infinite or not a number (`.inf`, `.nan`)',
  why: `
    The YAML values \`.inf\` and \`.nan\` are numbers and pass the validation of Cortex. But
    Cortex stores the spec as JSON, which cannot represent them, and the deploy fails.
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
          message: `${quote(key.value)} of API ${quote(name)} is ${quote(value.source)}: Cortex cannot store it as JSON, and the deploy fails.`,
        }
      }
    },
  },
})
