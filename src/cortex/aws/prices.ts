import { PRICES } from './prices-data.ts'

/** What AWS charges in a region, in US dollars of 2022, besides instances. */
export interface RegionPrices {
  /** An hour of an EKS cluster, a load balancer by type, and a NAT gateway. */
  readonly eks: number
  readonly nlb: number
  readonly elb: number
  readonly nat: number
  /** A month of a disk by type. */
  readonly volumes: ReadonlyMap<string, VolumePrice>
}

export interface VolumePrice {
  readonly gb: number
  readonly iops: number
  readonly throughput: number
}

/** The prices of a region by name; undefined if Cortex does not know it. */
export function findPrices(region: string): RegionPrices | undefined {
  const line = PRICES.split('\n').find((each) => each.startsWith(`${region} `))
  if (line === undefined || region === '') return undefined

  const [, eks, nlb, elb, nat, ...volumes] = line.split(' ')
  return {
    eks: Number(eks),
    nlb: Number(nlb),
    elb: Number(elb),
    nat: Number(nat),
    volumes: new Map(
      volumes.map((cell, index) => {
        const [gb = 0, iops = 0, throughput = 0] = cell.split(',').map(Number)
        return [VOLUME_TYPES[index] ?? '', { gb, iops, throughput }]
      }),
    ),
  }
}

const VOLUME_TYPES = ['gp2', 'gp3', 'io1', 'sc1', 'st1']

/** What gp3 has without an extra charge. */
const FREE_IOPS = 3000
const FREE_THROUGHPUT = 125

/** The keys of a node group that describe the disk of its instances. */
export interface Disk {
  readonly instance_volume_type: string
  /** In GiB. */
  readonly instance_volume_size: number
  readonly instance_volume_iops?: number | undefined
  readonly instance_volume_throughput?: number | undefined
}

/** What the disk of one instance of a group costs a month; undefined for an unknown type. */
export function volumePrice(group: Disk, { volumes }: RegionPrices): number | undefined {
  const price = volumes.get(group.instance_volume_type)
  if (!price) return undefined

  const { instance_volume_iops: iops = 0, instance_volume_throughput: throughput = 0 } = group
  const isGp3 = group.instance_volume_type === 'gp3'
  return (
    group.instance_volume_size * price.gb +
    Math.max(0, iops - (isGp3 ? FREE_IOPS : 0)) * price.iops +
    Math.max(0, throughput - (isGp3 ? FREE_THROUGHPUT : 0)) * price.throughput
  )
}
