import type { Cluster } from '../tables/cluster-types.ts'

/**
 * The AWS account of a cluster, as far as its file tells.
 *
 * IAM attaches policies of the same account only, besides Amazon's own, and Cortex looks for the
 * certificate in ACM of its account. Undefined if neither names an account, or they name several.
 */
export function findAccount({
  iam_policy_arns,
  ssl_certificate_arn = '',
}: Cluster): string | undefined {
  const accounts = new Set([
    ...iam_policy_arns.flatMap((arn) => POLICY.exec(arn)?.[1] ?? []),
    ...(CERTIFICATE.exec(ssl_certificate_arn)?.slice(1) ?? []),
  ])
  return accounts.size === 1 ? [...accounts][0] : undefined
}

const POLICY = /^arn:aws[a-z-]*:iam::(\d{12}):policy\//
const CERTIFICATE = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:(\d{12}):certificate\//
