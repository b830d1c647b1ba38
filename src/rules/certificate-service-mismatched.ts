import { parseCertificateArn } from '../cortex/values/certificate.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

const KEY = 'ssl_certificate_arn'

export default defineRule({
  id: 'certificate-service-mismatched',
  category: 'availability',
  severity: 'error',
  summary: '`ssl_certificate_arn` does not resolve to an ACM certificate',
  why: `
    Before Cortex creates or updates the cluster, it looks the certificate up in ACM in the
    region of the cluster. A certificate that was uploaded to IAM, or one in another AWS
    partition, is not found there, and nothing is changed.
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
      if (arn !== undefined && isNoArn(arn)) {
        yield {
          at: [KEY],
          message: `\`${KEY}\` of cluster ${quote(cluster_name)} is ${quote(arn)}: that is not the ARN of an ACM certificate, so Cortex rejects the config.`,
        }
        return
      }
      const certificate = parseCertificateArn(arn ?? '')
      if (!certificate || region === '') return

      const { partition, service } = certificate
      const wanted = region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
      if (service !== 'acm') {
        yield {
          at: [KEY],
          message: `\`${KEY}\` of cluster ${quote(cluster_name)} is an ARN of the service ${quote(service)}: Cortex looks certificates up in ACM only and rejects the config.`,
        }
      } else if (certificate.region === region && partition !== wanted) {
        yield {
          at: [KEY],
          message: `\`${KEY}\` of cluster ${quote(cluster_name)} is in partition ${quote(partition)}: region ${quote(region)} is in partition ${quote(wanted)}, so Cortex does not find the certificate.`,
          fix: {
            title: `Change the ARN prefix to ${quote(`arn:${wanted}:`)}`,
            safety: 'unsafe',
            edits: [{ op: 'set', path: [KEY], value: `arn:${wanted}:${certificate.rest}` }],
          },
        }
      }
    },
  },
})

/** A plain text, and no placeholder, that lacks the parts of an ARN. */
function isNoArn(text: string): boolean {
  if (!/^[\w:./-]+$/.test(text)) return false
  return !/^arn:aws[a-z-]*(?::[^:]*){3}:./.test(text)
}
