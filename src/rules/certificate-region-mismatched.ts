import { parseCertificateArn } from '../cortex/values/certificate.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

const KEY = 'ssl_certificate_arn'

export default defineRule({
  id: 'certificate-region-mismatched',
  category: 'availability',
  severity: 'error',
  summary: 'The certificate of a cluster is of another region',
  why: `
    A load balancer can only use a certificate that ACM has in its own region.
    Cortex asks ACM for it before it creates or updates the cluster, finds none,
    and changes nothing.
  `,
  cortex: [
    {
      fact: 'The certificate has to be found in ACM in the region of the cluster; its ARN is not looked at otherwise.',
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
        message: `Cluster ${quote(cluster_name)} is in ${quote(region)} and cannot use its certificate: \`${KEY}\` names one of ACM in ${quote(certificate.region)}.`,
      }
    },
  },
})
