import { findWrongTargets } from '../cortex/facts/splitter.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'splitter-target-of-wrong-kind',
  category: 'validity',
  severity: 'error',
  summary: 'Traffic splitter targets an API that is not a RealtimeAPI',
  why: `
    A traffic splitter can only route to RealtimeAPIs. Cortex checks the kind of every
    target, in the file and in the cluster, and rejects the whole file if one is of another
    kind.
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
          message: `Traffic splitter ${quote(name)} targets ${quote(api.value.name)}${place}, which is of kind ${quote(api.value.kind)}: it can only target RealtimeAPIs, so Cortex rejects the deploy.`,
          refuses: 'file',
          causes: [{ subject: api, at: ['kind'] }],
        }
      }
    },
  },
})
