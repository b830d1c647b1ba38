/** The parts of the ARN that names a certificate. */
export interface CertificateArn {
  /** E.g. `aws`, `aws-us-gov`. */
  readonly partition: string
  /** `acm`, or `iam` of one that was uploaded there. */
  readonly service: string
  /** Empty where the service has no regions. */
  readonly region: string
  /** All that follows the partition. */
  readonly rest: string
}

/** Undefined for anything that is no complete ARN, such as a placeholder. */
export function parseCertificateArn(text: string): CertificateArn | undefined {
  const [, partition, rest, service, region] =
    /^arn:(aws[a-z-]*):(([a-z0-9-]+):([a-z0-9-]*):\d{12}:[\w/-]+)$/.exec(text) ?? []
  if (partition === undefined || rest === undefined) return undefined
  if (service === undefined || region === undefined) return undefined
  return { partition, service, region, rest }
}
