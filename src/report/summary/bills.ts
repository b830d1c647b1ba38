import type { BillChange } from '../../review/outlook/bills.ts'
import { prose, shortCode, tableRow } from '../markdown.ts'
import { describeBills, listBillRows } from './bill-text.ts'
import type { Section } from './section.ts'

/** What the change does to the bills and the capacity of clusters. */
export function billSection(bills: readonly BillChange[]): Section {
  const isOne = bills.length === 1
  const rows = bills.flatMap((bill) =>
    listBillRows(bill).map(({ group, label, instances, capacity, hourly, monthly }) => {
      const name = group === undefined ? label : shortCode(group)
      const cells = [instances, capacity, hourly, monthly].map(prose)
      return tableRow([...(isOne ? [] : [shortCode(bill.cluster)]), name, ...cells])
    }),
  )
  const isChange = bills.some(({ before }) => before)
  return {
    title: isChange ? 'What it does to the bill' : 'What it costs',
    header: [
      ...(isOne ? [] : ['Cluster']),
      'Node group',
      'Instances',
      'Capacity at max',
      'An hour',
      'A month',
    ],
    rows,
    noun: 'line',
    note: bills.length > 0 ? `<sub>${prose(describeBills(bills))}</sub>` : '',
  }
}
