import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

const KEY = 'ssl_certificate_arn'

export default defineRule({
  id: 'certificate-removed',
  category: 'availability',
  severity: 'error',
  summary: 'The APIs of a cluster lose their certificate',
  why: `
    The load balancer then answers HTTPS with a certificate that no client
    trusts, for all APIs and as soon as the change is applied to the running
    cluster.
  `,
  cortex: [
    {
      fact: 'Port 443 always listens; without a certificate the gateway answers with its own one for `localhost`.',
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
          message: `HTTPS clients of cluster ${quote(after.cluster_name)} get a self-signed certificate for \`localhost\`: \`${KEY}\` is gone.`,
          fix: {
            title: 'Keep the certificate',
            safety: 'safe',
            edits: [{ op: 'restore', path: [KEY] }],
          },
        }
      },
    },
  },
})
