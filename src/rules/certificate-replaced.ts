import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

const KEY = 'ssl_certificate_arn'

export default defineRule({
  id: 'certificate-replaced',
  category: 'availability',
  severity: 'info',
  summary: 'TLS certificate replaced; HTTPS is briefly interrupted',
  why: `
    To change the certificate, Cortex deletes the HTTPS listener of the API load balancer
    and creates a new one. HTTPS requests fail in the meantime; plain HTTP is not affected.
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
          message: `\`${KEY}\` changed on cluster ${quote(after.cluster_name)}: HTTPS is interrupted briefly while the listener is recreated.`,
        }
      },
    },
  },
})
