import { INSTANCE_TYPES, REGIONS } from './instance-types-data.ts'

/** An EC2 instance type as compiled into Cortex 0.42.1. */
export interface InstanceType {
  readonly name: string
  readonly vcpu: number
  /** Nominal; a running node reports a few percent less. */
  readonly memoryMiB: number
  readonly gpu: number
  readonly inf: number
  readonly arch: 'amd64' | 'arm64'
  /** EKS's default limit; undefined where the network plugin does not know the type. */
  readonly maxPods?: number
  /** Whether Cortex accepts the type, or why not. */
  readonly status: InstanceStatus
  /** Whether an NLB can have it as a target. */
  readonly worksWithNlb: boolean
  /** US dollars per on-demand hour by region, in 2022; regions without the type are missing. */
  readonly prices: ReadonlyMap<string, number>
}

export type InstanceStatus = (typeof STATUSES)[number]

const STATUSES = [
  'ok',
  'too_small',
  'amd_gpu',
  'mac',
  'fpga',
  'alveo',
  'gaudi',
  'no_eni_limits',
  'no_metadata',
] as const

/** The regions that Cortex knows. */
export const regions: readonly string[] = REGIONS.split(' ')

const parsed = new Map<string, InstanceType | undefined>()
let lines: ReadonlyMap<string, string> | undefined

/** The facts of a type by name; undefined if Cortex does not know it. */
export function findInstanceType(name: string): InstanceType | undefined {
  lines ??= splitTable()
  const line = lines.get(name)
  if (line === undefined) return undefined

  const type = parsed.get(name) ?? parseLine(line)
  parsed.set(name, type)
  return type
}

/** The names of all types that Cortex knows. */
export function instanceTypeNames(): readonly string[] {
  lines ??= splitTable()
  return [...lines.keys()]
}

/** The table is split at the first question, as most runs ask none. */
function splitTable(): ReadonlyMap<string, string> {
  const rows = INSTANCE_TYPES.trim().split('\n')
  return new Map(rows.map((line) => [line.slice(0, line.indexOf(' ')), line]))
}

function parseLine(line: string): InstanceType {
  const [name = '', vcpu, memory, gpu, inf, arch, enis, addresses, status, nlb, prices = ''] =
    line.split(' ')
  const maxPods = Number(enis) * (Number(addresses) - 1) + 2
  return {
    name,
    vcpu: Number(vcpu),
    memoryMiB: Number(memory),
    gpu: Number(gpu),
    inf: Number(inf),
    arch: arch === 'arm64' ? 'arm64' : 'amd64',
    ...(Number.isFinite(maxPods) && { maxPods }),
    status: STATUSES.find((known) => known === status) ?? 'no_metadata',
    worksWithNlb: nlb === '1',
    prices: new Map(
      prices.split(',').flatMap((price, index) => {
        const region = regions[index]
        return price && region ? [[region, Number(price)] as const] : []
      }),
    ),
  }
}
