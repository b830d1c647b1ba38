import { type Bill, computeBill, type GroupBill, withoutRest } from '../../cortex/capacity/bill.ts'
import type { Comparison } from '../../cortex/compare/comparison.ts'
import { pairClusters } from './cluster-pairs.ts'

/** What a change does to the bill and the capacity of a cluster. */
export interface BillChange {
  readonly path: string
  readonly cluster: string
  /** Absent for a new cluster. */
  readonly before?: Bill
  readonly after: Bill
}

/** Compares the bills of all changed cluster files; those whose figures stay are left out. */
export function compareBills(comparison: Comparison): readonly BillChange[] {
  return pairClusters(comparison).flatMap(
    ({ before: earlier, after: { file, identity, value } }) => {
      if (earlier?.file.document.text === file.document.text) return []
      // Of encrypted values nobody knows what they cost.
      if (file.isEncrypted || earlier?.file.isEncrypted) return []

      const now = computeBill(value)
      const old = earlier && computeBill(earlier.value)
      const { before, after } = comparable(old, now)
      if (!after || (before && !differs(before, after)) || isEmpty(after)) return []
      const cluster = identity.replace(/^cluster\//, '')
      return [{ path: file.path, cluster, ...(before && { before }), after }]
    },
  )
}

/** What is known of one side only is no change: older versions, say, have other nodes of their own. */
function comparable(before: Bill | undefined, after: Bill | undefined) {
  const isPartial = before && after && (before.rest === undefined || after.rest === undefined)
  return isPartial ? { before: withoutRest(before), after: withoutRest(after) } : { before, after }
}

/** A group with another name alone costs the same. */
function differs(before: Bill, after: Bill): boolean {
  if (figuresOf(before) !== figuresOf(after)) return true
  const old = new Map(before.groups.map((group) => [group.name, group]))
  return after.groups.some((group) => {
    const same = old.get(group.name)
    return same !== undefined && isOtherGroup(same, group)
  })
}

/** Whether a group has other figures than before. */
export function isOtherGroup(before: GroupBill, after: GroupBill): boolean {
  return JSON.stringify(before) !== JSON.stringify(after)
}

/** Sums come out a little different when groups change their order. */
function figuresOf({ rest, hourly, capacity, unknownTypes }: Bill): string {
  const figures = [rest, hourly, capacity, unknownTypes.toSorted()]
  return JSON.stringify(figures, (_key, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(9)) : value,
  )
}

/** Nothing is known of it that is worth a table. */
function isEmpty({ groups, rest }: Bill): boolean {
  return groups.length === 0 && rest === undefined
}
