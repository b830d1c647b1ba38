import type { VersionRange } from '../values/version-range.ts'

export type LoadBalancerScheme = 'internet-facing' | 'internal'

/**
 * A cluster config with the defaults of its version applied.
 *
 * Keys are Cortex's own. A key that the file's version does not know is absent. A value of a wrong
 * type or out of range counts as absent; the verdict names it.
 */
export interface Cluster {
  readonly version: VersionRange
  readonly cluster_name: string
  /** '' if the file does not say. */
  readonly region: string
  readonly availability_zones: readonly string[]
  readonly node_groups: readonly NodeGroup[]
  readonly subnet_visibility?: 'public' | 'private'
  readonly nat_gateway?: 'none' | 'single' | 'highly_available'
  readonly subnets?: readonly Subnet[]
  readonly api_load_balancer_type?: 'nlb' | 'elb'
  readonly api_load_balancer_scheme?: LoadBalancerScheme
  readonly operator_load_balancer_scheme?: LoadBalancerScheme
  /** Absent key: `['0.0.0.0/0']` (since 0.33, and in effect before it). */
  readonly api_load_balancer_cidr_white_list: readonly string[]
  readonly operator_load_balancer_cidr_white_list: readonly string[]
  readonly tags: Readonly<Record<string, string>>
  readonly ssl_certificate_arn?: string
  readonly iam_policy_arns: readonly string[]
  readonly vpc_cidr?: string
  readonly prometheus_instance_type?: string
  /** The `image_*` keys by name; defaults only of 0.42, as an older file's release is not known. */
  readonly images: Readonly<Record<string, string>>
  /** Up to 0.30: the one worker group, written at the top level of the file. */
  readonly instance_type?: string
  readonly min_instances?: number
  readonly max_instances?: number
  readonly instance_volume_size?: number
  readonly instance_volume_type?: string
  readonly spot?: boolean
  readonly spot_config?: SpotConfig & { readonly on_demand_backup?: boolean }
  readonly provider?: string
  /** GCP, 0.24 to 0.31. */
  readonly preemptible?: boolean
  readonly on_demand_backup?: boolean
  readonly node_pools?: readonly NodePool[]
}

export interface Subnet {
  readonly availability_zone: string
  readonly subnet_id: string
}

export interface NodeGroup {
  readonly name: string
  readonly instance_type: string
  readonly min_instances: number
  readonly max_instances: number
  /** Since 0.37; 1 before, when the position in the list decided. */
  readonly priority: number
  readonly instance_volume_size: number
  readonly instance_volume_type: string
  readonly instance_volume_iops?: number
  readonly instance_volume_throughput?: number
  readonly spot: boolean
  /** Present, with its defaults, exactly if `spot` is true. */
  readonly spot_config?: SpotConfig
}

/** A node group of GCP, 0.31 only. */
export interface NodePool {
  readonly name: string
  readonly instance_type: string
  readonly min_instances: number
  readonly max_instances: number
  readonly preemptible: boolean
  readonly accelerator_type: string | null
  readonly accelerators_per_instance: number | null
}

export interface SpotConfig {
  /** The primary type first, always. */
  readonly instance_distribution: readonly string[]
  readonly on_demand_base_capacity: number
  readonly on_demand_percentage_above_base_capacity: number
  /** Absent where the type's price in the region is not known. */
  readonly max_price?: number
  readonly instance_pools: number
}
