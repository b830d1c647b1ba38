import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

const KEY = 'ssl_certificate_arn'

export default defineRule({
  id: 'certificate-replaced',
  category: 'availability',
  severity: 'info',
  summary: 'The APIs of a cluster get another certificate',
  why: `
    Cortex takes the HTTPS listener of the API load balancer down and makes a new
    one with the other certificate. HTTPS fails for that short time; plain HTTP
    goes on.
  `,
  cortex: [
    {
      fact: 'To change the certificate, the annotation and the HTTPS listener are deleted and made anew.',
      source: 'manager/install.sh',
    },
  ],
  quiet: ['The change is applied when there is little traffic, or clients try again.'],
  versions: { from: 17 },
  compare: {
    cluster: {
      *modified(before, after) {
        const [was, now] = [before[KEY], after[KEY]]
        if (was === undefined || now === undefined || was === now) return
        // Another cluster has listeners of its own.
        if (before.cluster_name !== after.cluster_name || before.region !== after.region) return

        yield {
          at: [KEY],
          message: `HTTPS of cluster ${quote(after.cluster_name)} is interrupted for a short time when this is applied: \`${KEY}\` names another certificate.`,
        }
      },
    },
  },
})
