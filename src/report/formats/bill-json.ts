import { PRICES_DATE } from '../../cortex/aws/prices-data.ts'
import { type Bill, type Capacity, type Extent, HOURS_A_MONTH } from '../../cortex/capacity/bill.ts'
import type { BillChange } from '../../review/outlook/bills.ts'

/** What a change does to the bill of a cluster, as plain data. */
export function toJsonBill({ path, cluster, before, after }: BillChange) {
  return {
    path,
    cluster,
    currency: 'USD',
    'prices-of': PRICES_DATE,
    ...(before && { before: toJsonSide(before) }),
    after: toJsonSide(after),
  }
}

function toJsonSide({ region, groups, rest, hourly, capacity, isAtMost, unknownTypes }: Bill) {
  return {
    region,
    groups: groups.map((group) => ({
      name: group.name,
      'instance-type': group.instanceType,
      instances: toJsonExtent(group.instances),
      ...(group.hourly && { hourly: toJsonExtent(group.hourly) }),
      'at-most': group.isAtMost,
      ...(group.capacity && { capacity: toJsonCapacity(group.capacity) }),
    })),
    ...(rest !== undefined && { rest: round(rest) }),
    hourly: toJsonExtent(hourly),
    monthly: toJsonExtent(hourly, HOURS_A_MONTH),
    'at-most': isAtMost,
    capacity: toJsonCapacity(capacity),
    'unknown-types': unknownTypes,
  }
}

function toJsonExtent({ atMin, atMax }: Extent, factor = 1) {
  return { 'at-min': round(atMin * factor), 'at-max': round(atMax * factor) }
}

function toJsonCapacity({ vcpu, memoryMiB, gpu, inf }: Capacity) {
  return { vcpu, 'memory-mib': memoryMiB, gpu, inf }
}

/** To a hundredth of a cent, so that sums look like what they add up. */
function round(amount: number): number {
  return Number(amount.toFixed(4))
}
