import type { BillChange } from '../../review/outlook/bills.ts'
import { count } from '../check.ts'
import { describeBills, listBillRows } from '../summary/bill-text.ts'
import { indent, type Paint, show, wrap } from './ansi.ts'

/** An audit of many clusters is not about their bills. */
const MOST_CLUSTERS = 5
const INDENT = '  '

/** What the change does to the bills and the capacity of clusters, a block each. */
export function renderBills(
  bills: readonly BillChange[],
  paint: Paint,
  width: number,
): readonly string[] {
  if (bills.length === 0) return []

  const omitted = bills.length - MOST_CLUSTERS
  const more = omitted > 0 ? `${count(omitted, 'more cluster')} not shown. ` : ''
  const note = wrap(show(`${more}${describeBills(bills)}`), width - INDENT.length)
  const blocks = bills.slice(0, MOST_CLUSTERS).map((bill) => renderBill(bill, paint, width))
  return [[...blocks, ...note.map((line) => paint(INDENT + line, 'dim'))].join('\n')]
}

function renderBill(bill: BillChange, paint: Paint, width: number): string {
  const lines = listBillRows(bill).flatMap(({ label, instances, capacity, hourly, monthly }) => {
    const size = [instances, capacity && `at max ${capacity}`].filter(Boolean).join(', ')
    const price = `${hourly} per hour, ${monthly} per month`
    const [first = '', ...rest] = [size, price].filter(Boolean)
    return [
      ...indent(`${label}: ${first}`, width),
      ...rest.flatMap((text) => indent(text, width, INDENT + INDENT)),
    ]
  })
  return [paint(`cost of cluster ${show(bill.cluster)}`, 'bold'), ...lines].join('\n')
}
