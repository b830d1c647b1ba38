import { suggest } from '../../schema/limits.ts'
import type { Complaint, TextRule } from '../../schema/schema.ts'
import { quote } from '../../text/wording.ts'
import {
  findInstanceType,
  type InstanceStatus,
  instanceTypeNames,
  regions,
} from '../aws/instance-types.ts'
import { parseCidr } from '../values/cidr.ts'

/** Says why a text is no name of a cluster. */
export function checkClusterName(text: string): Complaint | undefined {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return undefined
  const rule = 'lowercase letters and digits, separated by single dashes'
  return { code: 'invalid-name', message: `must contain only ${rule}, but is ${quote(text)}` }
}

/** Says why a text is no name of a node group. */
export function checkGroupName(text: string): Complaint | undefined {
  if (/^[a-zA-Z0-9-]+$/.test(text) && !text.endsWith('-')) return undefined
  const rule = 'contain only letters, digits, and dashes and must not end with a dash'
  return { code: 'invalid-name', message: `must ${rule}, but is ${quote(text)}` }
}

export function checkRegion(text: string): Complaint | undefined {
  if (regions.includes(text)) return undefined
  const message = `must be an EKS region that Cortex supports, but is ${quote(text)}`
  return suggest({ code: 'unknown-region', message }, text, regions)
}

const UNSUPPORTED: Readonly<Record<Exclude<InstanceStatus, 'ok' | 'no_metadata'>, string>> = {
  too_small: 'is too small: Cortex does not support `nano` and `micro` instances',
  amd_gpu: 'has AMD GPUs, which Cortex does not support',
  mac: 'is a Mac, which Cortex does not support',
  fpga: 'has FPGAs, which Cortex does not support',
  alveo: 'has Alveo cards, which Cortex does not support',
  gaudi: 'has Gaudi accelerators, which Cortex does not support',
  no_eni_limits: 'is not supported by Cortex',
}

/** Says why a node group cannot have an instance type, in any region. */
export function checkInstanceType(text: string): Complaint | undefined {
  const type = findInstanceType(text)
  if (!type) {
    const message = `must be an EC2 instance type that Cortex supports, but is ${quote(text)}`
    return suggest({ code: 'unknown-instance-type', message }, text, instanceTypeNames())
  }
  // Types without metadata are refused later: no region has them.
  if (type.status === 'ok' || type.status === 'no_metadata') return undefined
  const message = `is ${quote(text)}, which ${UNSUPPORTED[type.status]}`
  return { code: 'unsupported-instance-type', message }
}

/** Says why Prometheus cannot have an instance type. */
export function checkPrometheusType(text: string): Complaint | undefined {
  const complaint = checkInstanceType(text)
  const type = findInstanceType(text)
  if (complaint || !type) return complaint
  if (type.gpu === 0 && type.inf === 0) return undefined
  const message = `must have neither GPUs nor Inferentia chips, but is ${quote(text)}`
  return { code: 'unsupported-instance-type', message }
}

/** Says why a text is no address block. */
export function checkBlock(text: string): Complaint | undefined {
  if (parseCidr(text)) return undefined
  const single = [`${text}/32`, `${text}/128`].find((block) => parseCidr(block))
  return {
    code: 'invalid-cidr',
    message: `must be a CIDR block such as \`10.0.0.0/8\`, not ${quote(text)}`,
    ...(single !== undefined && { fix: respelling(single) }),
  }
}

const WIDEST_VPC = 16
const NARROWEST_VPC = 24

/** Says why a VPC cannot have an address block. */
export function checkVpcBlock(text: string): Complaint | undefined {
  const block = parseCidr(text)
  if (!block) return checkBlock(text)
  if (block.prefix >= WIDEST_VPC && block.prefix <= NARROWEST_VPC) return undefined
  const message = `must have a size from /${WIDEST_VPC} to /${NARROWEST_VPC}, not /${block.prefix}`
  return { code: 'out-of-range', message }
}

/** What tags must not begin with; Cortex forgot the spelling `AWs:`. */
const RESERVED_PREFIXES = [
  'kubernetes.io/',
  'k8s.io/',
  'eksctl.',
  'alpha.eksctl.',
  'beta.eksctl.',
  'aws:',
  'Aws:',
  'aWs:',
  'awS:',
  'aWS:',
  'AwS:',
  'AWS:',
]

function checkTag(text: string): Complaint | undefined {
  if (/^\s|\s$/.test(text)) {
    return { code: 'invalid-tag', message: 'must not begin or end with a space' }
  }
  if (!/^[a-zA-Z0-9_ \t\n\f\r.:/+@-]*$/.test(text)) {
    const rule = 'letters, digits, spaces, and `_ . : / + - @`'
    return { code: 'invalid-tag', message: `must contain only ${rule}, but is ${quote(text)}` }
  }
  const prefix = RESERVED_PREFIXES.find((reserved) => text.startsWith(reserved))
  return prefix === undefined
    ? undefined
    : { code: 'reserved-tag', message: `must not begin with ${quote(prefix)}` }
}

export const TAG_KEY: TextRule = { maxLength: 127, checks: [checkTag] }
export const TAG_VALUE: TextRule = { maxLength: 255, checks: [checkTag] }

function respelling(value: string) {
  return {
    title: `Write ${quote(value)}`,
    safety: 'unsafe',
    edits: [{ op: 'set', path: [], value }],
  } as const
}
