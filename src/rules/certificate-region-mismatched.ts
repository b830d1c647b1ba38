import type { Cluster } from '../cortex/cluster.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../source/wording.ts'

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
  reference: ['NET-11'],
  cortex: [
    {
      fact: 'The certificate has to be found in ACM in the region of the cluster; its ARN is not looked at otherwise.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  versions: { from: 17 },
  inspect: {
    *cluster(cluster) {
      const certificate = parseCertificate(cluster)
      if (!certificate || !cluster.region || certificate.region === cluster.region) return

      yield {
        at: [KEY],
        message: `Cluster ${quote(cluster.cluster_name)} is in ${quote(cluster.region)} and cannot use its certificate: \`${KEY}\` names one of ACM in ${quote(certificate.region)}.`,
      }
    },
  },
})

/** Undefined for anything but a certificate of ACM, such as a placeholder. */
function parseCertificate({ ssl_certificate_arn: arn }: Cluster) {
  const region = /^arn:aws[a-z-]*:acm:([a-z0-9-]+):\d+:certificate\//.exec(arn ?? '')?.[1]
  return region === undefined ? undefined : { region }
}
