import { parseCertificateArn } from '../cortex/values/certificate.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

const KEY = 'ssl_certificate_arn'

export default defineRule({
  id: 'certificate-region-mismatched',
  category: 'availability',
  severity: 'error',
  summary: 'ACM certificate is in a different region than the cluster',
  why: `
    A load balancer can only use an ACM certificate from its own region. Cortex looks the
    certificate up in ACM before it creates or updates the cluster, does not find it, and
    changes nothing.
  `,
  cortex: [
    {
      fact: 'The certificate must exist in ACM in the region of the cluster; the ARN is not checked otherwise.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  supersedes: ['certificate-replaced'],
  versions: { from: 17 },
  inspect: {
    *cluster({ cluster_name, region, ssl_certificate_arn: arn }) {
      const certificate = parseCertificateArn(arn ?? '')
      if (certificate?.service !== 'acm' || region === '' || certificate.region === region) return

      yield {
        at: [KEY],
        message: `\`${KEY}\` of cluster ${quote(cluster_name)} is in ${quote(certificate.region)}: the cluster is in ${quote(region)}, so Cortex does not find the certificate and rejects the config.`,
      }
    },
  },
})
