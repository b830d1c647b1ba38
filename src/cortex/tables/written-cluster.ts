import type { LoadBalancerScheme, Subnet } from './cluster-types.ts'

/** A cluster file as its table says it, before what the whole file decides is filled in. */
export interface WrittenCluster {
  readonly cluster_name: string
  readonly region: string
  readonly availability_zones: readonly string[] | null
  readonly node_groups: readonly WrittenGroup[] | null
  readonly subnet_visibility: 'public' | 'private'
  readonly nat_gateway: 'none' | 'single' | 'highly_available'
  readonly subnets: readonly Subnet[] | null
  readonly api_load_balancer_type: 'nlb' | 'elb'
  readonly api_load_balancer_scheme: LoadBalancerScheme
  readonly operator_load_balancer_scheme: LoadBalancerScheme
  readonly api_load_balancer_cidr_white_list?: readonly string[]
  readonly operator_load_balancer_cidr_white_list?: readonly string[]
  readonly tags: Readonly<Record<string, string>>
  readonly ssl_certificate_arn: string | null
  readonly iam_policy_arns: readonly string[] | null
  readonly vpc_cidr?: string
  readonly prometheus_instance_type: string
  readonly telemetry: boolean
  readonly account_id: string
  readonly bucket: string
  readonly cluster_uid: string
  readonly cortex_policy_arn: string
}

export interface WrittenGroup {
  readonly name: string
  readonly instance_type: string
  readonly min_instances: number
  readonly max_instances: number
  /** Absent before the version that has it, as the throughput is. */
  readonly priority?: number
  readonly instance_volume_size: number
  readonly instance_volume_type: string
  readonly instance_volume_iops: number | null
  readonly instance_volume_throughput?: number | null
  readonly spot: boolean
  readonly spot_config: WrittenSpot | null
}

export interface WrittenSpot {
  readonly instance_distribution: readonly string[] | null
  readonly on_demand_base_capacity: number | null
  readonly on_demand_percentage_above_base_capacity: number | null
  readonly max_price: number | null
  readonly instance_pools: number | null
}
