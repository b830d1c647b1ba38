import type { BillChange } from '../../review/outlook/bills.ts'
import { prose, shortCode } from '../markdown.ts'
import { describeBills, listBillRows } from './bill-text.ts'
import { FEW_ROWS, type Section, toTable } from './section.ts'

/** What the change does to the bills and the capacity of clusters. */
export function billSection(bills: readonly BillChange[]): Section {
  const isOne = bills.length === 1
  const rows = bills.flatMap((bill) =>
    listBillRows(bill).map(({ group, label, instances, capacity, hourly, monthly }) => {
      const name = group === undefined ? label : shortCode(group)
      const cells = [instances, capacity, hourly, monthly].map(prose)
      return [isOne ? '' : shortCode(bill.cluster), name, ...cells]
    }),
  )
  const isChange = bills.some(({ before }) => before)
  return {
    title: isChange ? 'Cost and capacity change' : 'Cost and capacity',
    ...toTable(
      [
        'Cluster',
        'Node group',
        'Instances (min–max)',
        'Capacity at max',
        'Hourly cost',
        'Monthly cost',
      ],
      rows,
    ),
    noun: 'line',
    mostOpen: FEW_ROWS,
    note: bills.length > 0 ? `<sub>${prose(describeBills(bills))}</sub>` : '',
  }
}
