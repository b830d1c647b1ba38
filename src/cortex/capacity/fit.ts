import { findInstanceType, type InstanceType } from '../aws/instance-types.ts'
import type { ApiKind, Compute } from '../tables/api-types.ts'
import type { NodeGroup } from '../tables/cluster-types.ts'
import { addQuantities, compareParsed, parseQuantity, type Quantity } from '../values/quantity.ts'
import { REQUEST_KEYS, type RequestKey } from './capacity.ts'

/** What a pod asks for, the sidecar included. */
export interface PodRequest {
  readonly cpu: Quantity
  readonly mem: Quantity
  readonly gpu: number
  readonly inf: number
}

// What the operator takes off a node (`getNodeCapacity`, 0.42.1), in thousandths of a CPU and MiB:
// daemon sets and the system's own; on GPU nodes the device plugin and the exporter of metrics; on
// Inferentia nodes the device plugin.
const RESERVED = { cpu: 560, mem: 1150 }
const RESERVED_ON_GPU = { cpu: 150, mem: 150 }
const RESERVED_ON_INF = { cpu: 100, mem: 100 }

/** The containers that Cortex adds to a pod ask for this much. */
const SIDECAR = { cpu: '100m', mem: '100Mi' }

/** Adds up what a pod asks for. Jobs of a TaskAPI have no sidecar. */
export function sumRequests(
  kind: ApiKind,
  computes: readonly Pick<Compute, 'cpu' | 'mem' | 'gpu' | 'inf'>[],
): PodRequest {
  const sidecars = kind === 'TaskAPI' ? [] : [SIDECAR]
  const sum = (key: 'cpu' | 'mem') =>
    addQuantities(
      [...computes, ...sidecars].flatMap((from) => parseQuantity(from[key] ?? '') ?? []),
    )
  return {
    cpu: sum('cpu'),
    mem: sum('mem'),
    gpu: computes.reduce((total, { gpu }) => total + gpu, 0),
    inf: computes.reduce((total, { inf }) => total + inf, 0),
  }
}

/** What a node has left for pods: thousandths of a CPU, MiB, and devices. */
export interface NodeRoom {
  readonly cpu: number
  readonly mem: number
  readonly gpu: number
  readonly inf: number
}

/**
 * What the operator takes to be left of a node. It goes by the nominal memory until such a node
 * runs; `share` is the part of it that a real node reports.
 */
export function roomOf(type: InstanceType, share = 1): NodeRoom {
  const reserved = [
    RESERVED,
    ...(type.gpu > 0 ? [RESERVED_ON_GPU] : []),
    ...(type.inf > 0 ? [RESERVED_ON_INF] : []),
  ]
  const off = (key: 'cpu' | 'mem') => reserved.reduce((total, from) => total + from[key], 0)
  return {
    cpu: type.vcpu * 1000 - off('cpu'),
    mem: Math.floor(type.memoryMiB * share) - off('mem'),
    gpu: type.gpu,
    inf: type.inf,
  }
}

/** Of what a pod asks for more than there is, devices first. */
export function findLacking(request: PodRequest, room: NodeRoom): readonly RequestKey[] {
  const cpu = quantityOf(room.cpu, { decimal: -3, binary: 0 })
  const mem = quantityOf(room.mem, { decimal: 0, binary: 20 })
  const lacks: Readonly<Record<RequestKey, boolean>> = {
    gpu: request.gpu > room.gpu,
    inf: request.inf > room.inf,
    mem: compareParsed(request.mem, mem) > 0,
    cpu: compareParsed(request.cpu, cpu) > 0,
  }
  return REQUEST_KEYS.filter((key) => lacks[key])
}

/**
 * Whether the operator would let a pod onto a group: it looks at the nominal size of the group's
 * first instance type only, neither at its alternatives nor at `max_instances` nor at the load.
 */
export function fits(request: PodRequest, { instance_type }: NodeGroup): boolean {
  const type = findInstanceType(instance_type)
  return type !== undefined && findLacking(request, roomOf(type)).length === 0
}

function quantityOf(value: number, unit: Omit<Quantity, 'mantissa'>): Quantity {
  return { mantissa: BigInt(Math.round(value)), ...unit }
}
