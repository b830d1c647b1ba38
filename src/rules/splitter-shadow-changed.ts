import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'splitter-shadow-changed',
  category: 'availability',
  severity: 'warning',
  summary: 'Traffic splitter target becomes a shadow or stops being one',
  why: `
    A shadow gets copies of requests, and its responses are discarded; its weight is the
    percentage that is copied. Without \`shadow\`, the same weight is the percentage of live
    requests. This one key decides whether users see its responses.
  `,
  cortex: [
    {
      fact: 'The weight of a shadow is the share of requests that is copied; it is not part of the sum of 100.',
      source: 'pkg/types/spec/validations.go',
    },
    { fact: 'At most one API of a splitter is a shadow.', source: 'pkg/types/spec/validations.go' },
  ],
  quiet: ['The shadow has been validated and takes over on purpose.'],
  versions: { from: 31 },
  compare: {
    api: {
      *modified(before, after) {
        for (const [index, { name, weight, shadow }] of (after.apis ?? []).entries()) {
          const was = before.apis?.find((target) => target.name === name)
          if (!was || was.shadow === shadow) continue

          const [what, splitter] = [`API ${quote(name)}`, `traffic splitter ${quote(after.name)}`]
          yield {
            at: ['apis', index, 'shadow'],
            message: shadow
              ? `${what} becomes a shadow in ${splitter}: it gets a copy of ${weight}% of requests, and its responses are discarded.`
              : `${what} is no longer a shadow in ${splitter}: it now serves ${weight}% of live requests.`,
          }
        }
      },
    },
  },
})
