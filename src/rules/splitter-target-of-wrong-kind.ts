import { findWrongTargets } from '../cortex/facts/splitter.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'splitter-target-of-wrong-kind',
  category: 'validity',
  severity: 'error',
  summary: 'A traffic splitter lists an API that is no RealtimeAPI',
  why: `
    A traffic splitter can only send requests to RealtimeAPIs. Cortex looks at the
    kind of each API that it lists, in the file and in the cluster, and refuses the
    whole file if one is of another kind.
  `,
  cortex: [
    {
      fact: 'Every API of a splitter has to be a RealtimeAPI, deployed or in the same file.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  versions: { from: 36 },
  inspect: {
    *api({ name }, { subject, workspace }) {
      for (const { index, api } of findWrongTargets(subject, workspace)) {
        const place = api.file === subject.file ? '' : ` (${quote(api.file.path)})`
        yield {
          at: ['apis', index, 'name'],
          message: `Cortex refuses traffic splitter ${quote(name)}: ${quote(api.value.name)}${place} is of kind ${quote(api.value.kind)}, not \`RealtimeAPI\`.`,
          causes: [{ subject: api, at: ['kind'] }],
        }
      }
    },
  },
})
