import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

const KEY = 'ssl_certificate_arn'

export default defineRule({
  id: 'certificate-removed',
  category: 'availability',
  severity: 'error',
  summary: 'TLS certificate removed from the API load balancer',
  why: `
    Port 443 keeps listening, but with a self-signed certificate that no client trusts. This
    affects all APIs as soon as the change is applied to the running cluster.
  `,
  cortex: [
    {
      fact: 'Port 443 always listens; without a certificate, the gateway presents a self-signed one for `localhost`.',
      source: 'manager/manifests/istio.yaml.j2',
    },
    {
      fact: 'The change is applied to the running cluster: annotation and listener are removed.',
      source: 'manager/install.sh',
    },
  ],
  quiet: ['All clients use plain HTTP, or reach the APIs through an API Gateway.'],
  versions: { from: 17 },
  compare: {
    cluster: {
      *modified(before, after) {
        if (before[KEY] === undefined || after[KEY] !== undefined) return
        // Nobody calls the APIs of another cluster yet.
        if (before.cluster_name !== after.cluster_name || before.region !== after.region) return

        yield {
          at: [KEY],
          message: `\`${KEY}\` removed from cluster ${quote(after.cluster_name)}: HTTPS clients get a self-signed certificate for \`localhost\` and cannot verify it.`,
          fix: {
            title: `Restore \`${KEY}\``,
            safety: 'safe',
            edits: [{ op: 'restore', path: [KEY] }],
          },
        }
      },
    },
  },
})
