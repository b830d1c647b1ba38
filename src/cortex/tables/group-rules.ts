import type { Complaint, RelationOf } from '../../schema/schema.ts'
import { quote } from '../../text/wording.ts'
import { findInstanceType, type InstanceType } from '../aws/instance-types.ts'
import type { WrittenGroup } from './written-cluster.ts'

/** What Cortex checks between the keys of one node group. */
export const GROUP_RULES: readonly RelationOf<WrittenGroup>[] = [
  { needs: ['min_instances', 'max_instances'], check: checkSize },
  { needs: ['instance_volume_type', 'instance_volume_iops'], check: checkIopsSupport },
  { needs: ['instance_volume_type', 'instance_volume_throughput'], check: checkThroughputSupport },
  {
    needs: [
      'instance_volume_type',
      'instance_volume_iops',
      'instance_volume_throughput',
      'instance_volume_size',
    ],
    check: checkVolume,
  },
  { needs: ['spot', 'spot_config'], check: checkSpotConfig },
  { needs: ['spot', 'spot_config', 'max_instances'], check: checkBaseCapacity },
  { needs: ['spot', 'spot_config', 'instance_type'], check: checkDistribution },
]

function* checkSize({ min_instances, max_instances }: WrittenGroup): Iterable<Complaint> {
  if (min_instances <= max_instances) return
  yield {
    code: 'min-above-max',
    at: ['min_instances'],
    message: `must be at most \`max_instances\` (${max_instances}), not ${min_instances}`,
  }
}

function* checkIopsSupport(group: WrittenGroup): Iterable<Complaint> {
  const { instance_volume_type: type, instance_volume_iops: iops } = group
  if (iops === null || type === 'io1' || type === 'gp3') return
  yield {
    code: 'iops-not-supported',
    at: ['instance_volume_iops'],
    message: `is only for the volume types \`io1\` and \`gp3\`, not for ${quote(type)}`,
    fix: removal('instance_volume_iops'),
  }
}

function* checkThroughputSupport(group: WrittenGroup): Iterable<Complaint> {
  const { instance_volume_type: type, instance_volume_throughput: throughput = null } = group
  if (throughput === null || type === 'gp3') return
  yield {
    code: 'throughput-not-supported',
    at: ['instance_volume_throughput'],
    message: `is only for the volume type \`gp3\`, not for ${quote(type)}`,
    fix: removal('instance_volume_throughput'),
  }
}

function removal(key: string) {
  return {
    title: `Remove \`${key}\``,
    safety: 'unsafe',
    edits: [{ op: 'remove', path: [key] }],
  } as const
}

interface VolumeLimits {
  readonly fewest: number
  readonly most: number
  readonly perGigabyte: number
}

const IO1: VolumeLimits = { fewest: 100, most: 64000, perGigabyte: 50 }
const GP3: VolumeLimits = { fewest: 3000, most: 16000, perGigabyte: 500 }
const GP3_IOPS_PER_MIB = 4

function* checkVolume(group: WrittenGroup): Iterable<Complaint> {
  const {
    instance_volume_type: type,
    instance_volume_iops: iops,
    instance_volume_size: size,
  } = group
  const throughput = group.instance_volume_throughput ?? null
  if (type === 'gp3' && (iops === null) !== (throughput === null)) {
    const [written, missing] =
      iops === null
        ? ['instance_volume_throughput', 'instance_volume_iops']
        : ['instance_volume_iops', 'instance_volume_throughput']
    yield {
      code: 'one-of-two',
      at: [written],
      message: `requires \`${missing}\` as well; set both or neither`,
    }
    return
  }
  if (iops === null || (type !== 'io1' && type !== 'gp3')) return

  yield* checkIops(iops, size, type === 'io1' ? IO1 : GP3)
  if (type === 'gp3' && throughput !== null && iops / throughput < GP3_IOPS_PER_MIB) {
    const needed = throughput * GP3_IOPS_PER_MIB
    yield {
      code: 'iops-throughput-ratio',
      at: ['instance_volume_iops'],
      message: `must be at least ${needed} for a throughput of ${throughput}, not ${iops}`,
    }
  }
}

function* checkIops(iops: number, size: number, limits: VolumeLimits): Iterable<Complaint> {
  const { fewest, most, perGigabyte } = limits
  const at = ['instance_volume_iops']
  if (iops < fewest || iops > most) {
    const message = `must be from ${fewest} to ${most} for this volume type, not ${iops}`
    yield { code: 'out-of-range', at, message }
  } else if (iops > size * perGigabyte) {
    const message = `must be at most ${size * perGigabyte} for a volume of ${size} GB, not ${iops}`
    yield { code: 'iops-size-ratio', at, message }
  }
}

function* checkSpotConfig({ spot, spot_config }: WrittenGroup): Iterable<Complaint> {
  if (spot || spot_config === null) return
  yield {
    code: 'spot-config-without-spot',
    at: ['spot_config'],
    message: 'requires `spot: true`',
  }
}

function* checkBaseCapacity(group: WrittenGroup): Iterable<Complaint> {
  const base = group.spot_config?.on_demand_base_capacity ?? 0
  if (!group.spot || base <= group.max_instances) return
  yield {
    code: 'base-above-max',
    at: ['spot_config', 'on_demand_base_capacity'],
    message: `must be at most \`max_instances\` (${group.max_instances}), not ${base}`,
  }
}

function* checkDistribution(group: WrittenGroup): Iterable<Complaint> {
  const primary = findInstanceType(group.instance_type)
  if (!group.spot || !primary) return

  for (const [index, name] of (group.spot_config?.instance_distribution ?? []).entries()) {
    const type = findInstanceType(name)
    const lack = type && type.name !== primary.name && findLack(type, primary)
    if (!lack) continue
    yield {
      code: 'smaller-spot-instance',
      at: ['spot_config', 'instance_distribution', index],
      message: `is ${quote(name)}, which has ${lack} than ${quote(primary.name)}`,
    }
  }
}

/** What a type has less of than the one that it stands in for; the architecture does not count. */
function findLack(type: InstanceType, primary: InstanceType): string | undefined {
  // The number of chips is not compared, only whether there is one.
  if (primary.inf > 0 && type.inf === 0) return 'fewer Inferentia chips'
  if (type.gpu < primary.gpu) return 'fewer GPUs'
  if (type.memoryMiB < primary.memoryMiB) return 'less memory'
  if (type.vcpu < primary.vcpu) return 'fewer CPUs'
  return undefined
}
