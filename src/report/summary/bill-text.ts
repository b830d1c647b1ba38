import { findPrices } from '../../cortex/aws/prices.ts'
import { PRICES_DATE } from '../../cortex/aws/prices-data.ts'
import {
  type Bill,
  type Capacity,
  type Extent,
  type GroupBill,
  HOURS_A_MONTH,
} from '../../cortex/capacity/bill.ts'
import { type BillChange, isOtherGroup } from '../../review/outlook/bills.ts'
import { truncate } from '../../text/truncate.ts'
import { makeVisible } from '../visible.ts'

/** A line of a bill in words; texts are prose with `code` in it. */
export interface BillRow {
  /** A node group's name; absent for what is not a group. */
  readonly group?: string
  readonly label: string
  readonly instances: string
  readonly capacity: string
  readonly hourly: string
  readonly monthly: string
}

/** The node groups whose figures change, what changes besides them, and the sum of everything. */
export function listBillRows({ before, after }: BillChange): readonly BillRow[] {
  const old = new Map(before?.groups.map((group) => [group.name, group]))
  const kept = new Set(after.groups.map(({ name }) => name))
  const changed = after.groups.filter((group) => {
    const earlier = old.get(group.name)
    return !earlier || isOtherGroup(earlier, group)
  })
  const removed = before?.groups.filter(({ name }) => !kept.has(name)) ?? []
  return [
    ...changed.map((group) => renderGroup(old.get(group.name), group)),
    ...removed.map((group) => renderGroup(group, undefined)),
    ...(before && before.rest !== after.rest ? [renderRest(before, after)] : []),
    renderTotal(before, after),
  ]
}

/** What the figures of bills are and are not, in a few sentences. */
export function describeBills(bills: readonly BillChange[]): string {
  const sides = bills.flatMap(({ before, after }) => (before ? [before, after] : [after]))
  const regions = [...new Set(sides.map(({ region }) => region))].filter(findPrices)
  const unknown = [...new Set(sides.flatMap(({ unknownTypes }) => unknownTypes))]
  return [
    `Estimate from AWS list prices of ${PRICES_DATE}${regions.length > 0 ? ` in ${list(regions)}` : ''}: ` +
      `${HOURS_A_MONTH} hours per month, at \`min_instances\` and \`max_instances\`.`,
    sides.some(({ rest }) => rest !== undefined) &&
      'The total includes the EKS cluster, two operator nodes, Prometheus, load balancers, and NAT ' +
        'gateways, but no data transfer.',
    sides.some(({ isAtMost }) => isAtMost) && 'Spot instances are counted at their maximum price.',
    unknown.length > 0 && `Not included because their prices are unknown: ${list(unknown)}.`,
  ]
    .filter(Boolean)
    .join(' ')
}

function renderGroup(before: GroupBill | undefined, after: GroupBill | undefined): BillRow {
  const name = (after ?? before)?.name ?? ''
  return {
    group: name,
    label: name,
    instances: renderInstances(before, after),
    capacity: renderCapacity(before, after),
    ...renderMoney(before, after),
  }
}

function renderRest(before: Bill, after: Bill): BillRow {
  const money = renderMoney(restOf(before), restOf(after))
  return { label: 'shared infrastructure', instances: '', capacity: '', ...money }
}

function restOf({ rest }: Bill): Priced {
  return {
    ...(rest !== undefined && { hourly: { atMin: rest, atMax: rest } }),
    isAtMost: false,
  }
}

function renderTotal(before: Bill | undefined, after: Bill): BillRow {
  return {
    label: after.rest === undefined ? 'all groups' : 'total',
    instances: '',
    capacity: renderCapacity(before, after),
    ...renderMoney(before && totalOf(before), totalOf(after)),
  }
}

/** Nothing adds up to nothing: a total of unknown prices is unknown. */
function totalOf({ rest, groups, hourly, isAtMost }: Bill): Priced {
  const isKnown = rest !== undefined || groups.some((group) => group.hourly)
  return { ...((isKnown || groups.length === 0) && { hourly }), isAtMost }
}

interface Priced {
  readonly hourly?: Extent
  readonly isAtMost: boolean
}

function renderMoney(before: Priced | undefined, after: Priced | undefined) {
  const now = after ?? (before && NOTHING)
  const render = (period: Period) => {
    const [was, is] = [priceOf(before, period), priceOf(now, period)]
    // Of two bounds one says it.
    const isTwice = before?.isAtMost && now?.isAtMost && was !== ''
    const text = change(was, isTwice ? is.replace(AT_MOST, '') : is)
    const values = isTwice && !text.startsWith(AT_MOST) ? AT_MOST + text : text
    return values + renderDifference(before?.hourly, now?.hourly, period)
  }
  return { hourly: render(HOUR), monthly: render(MONTH) }
}

const NOTHING: Priced = { hourly: { atMin: 0, atMax: 0 }, isAtMost: false }
const AT_MOST = 'at most '

/** How much more or less, in brackets; '' unless both sides are known and differ. */
function renderDifference(
  before: Extent | undefined,
  after: Extent | undefined,
  period: Period,
): string {
  if (!before || !after) return ''
  const [min, max] = (['atMin', 'atMax'] as const).map((end) => {
    // Of what is shown, so that the numbers add up.
    const amount = round(after[end], period) - round(before[end], period)
    const text = formatMoney(Math.abs(amount), period.digits)
    if (!/[1-9]/.test(text)) return '±$0'
    return `${amount < 0 ? '−' : '+'}${text}`
  })
  if (min === max) return min === '±$0' ? '' : ` (${max})`
  return ` (${min} to ${max})`
}

/** Empty for what does not exist. */
function priceOf(priced: Priced | undefined, period: Period): string {
  if (!priced) return ''
  if (!priced.hourly) return 'unknown'
  return `${priced.isAtMost ? AT_MOST : ''}${renderExtent(priced.hourly, (amount) => formatMoney(round(amount, period), period.digits))}`
}

function renderInstances(before: GroupBill | undefined, after: GroupBill | undefined): string {
  const isSameType = before && after && before.instanceType === after.instanceType
  const [was, now] = [before, after].map((group) => {
    if (!group) return ''
    const number = renderExtent(group.instances, formatNumber)
    return isSameType ? number : `${number} × ${quote(group.instanceType)}`
  })
  const text = change(was ?? '', now ?? '')
  return isSameType ? `${text} × ${quote(after.instanceType)}` : text
}

function renderCapacity(before: Sized | undefined, after: Sized | undefined): string {
  const sides = [before, after]
  const isKnown = sides.some((side) => side?.capacity)
  return CAPACITIES.flatMap(([unit, figure]) => {
    const figures = sides.map((side) => side?.capacity && figure(side.capacity))
    if (!isKnown || (unit in OPTIONAL && !figures.some(Boolean))) return []

    const [was = '', now = ''] = sides.map((side, index) => {
      if (!side) return index === 0 ? '' : '0'
      return side.capacity ? formatNumber(figure(side.capacity)) : 'unknown'
    })
    return [`${change(was, now)} ${unit}`]
  }).join(', ')
}

interface Sized {
  readonly capacity?: Capacity
}

/** Most node groups have none. */
const OPTIONAL = { GPU: true, Inferentia: true }

const CAPACITIES: readonly (readonly [string, (capacity: Capacity) => number])[] = [
  ['vCPU', ({ vcpu }) => vcpu],
  ['GiB', ({ memoryMiB }) => memoryMiB / 1024],
  ['GPU', ({ gpu }) => gpu],
  ['Inferentia', ({ inf }) => inf],
]

/** `before → after`, or one of them if the other is the same or does not exist. */
function change(before: string, after: string): string {
  if (before === '' || before === after) return after
  return `${before} → ${after || 'removed'}`
}

function renderExtent({ atMin, atMax }: Extent, format: (amount: number) => string): string {
  const [min, max] = [format(atMin), format(atMax)]
  return min === max ? max : `${min}–${max}`
}

function list(names: readonly string[]): string {
  return truncate(names.map(quote).join(', '), LONGEST_LIST)
}

/** A name of a file as inline code. */
function quote(name: string): string {
  return `\`${truncate(makeVisible(name).replaceAll('`', "'"), LONGEST_NAME)}\``
}

const LONGEST_NAME = 40
const LONGEST_LIST = 400

/** More is a mistake in the file, and would be hard to read. */
const MOST = 1e9

/** What an hourly price is shown for. */
interface Period {
  readonly hours: number
  readonly digits: number
}

const HOUR: Period = { hours: 1, digits: 2 }
const MONTH: Period = { hours: HOURS_A_MONTH, digits: 0 }

function round(hourly: number, { hours, digits }: Period): number {
  return Number((hourly * hours).toFixed(digits))
}

function formatMoney(amount: number, digits: number): string {
  if (amount === 0) return '$0'
  return amount >= MOST ? 'over $1,000,000,000' : `$${groupDigits(amount.toFixed(digits))}`
}

function formatNumber(amount: number): string {
  return amount >= MOST ? 'over 1,000,000,000' : groupDigits(String(Number(amount.toFixed(1))))
}

/** With commas between the thousands. */
function groupDigits(number: string): string {
  const [whole = '', ...fraction] = number.split('.')
  const groups: string[] = []
  for (let end = whole.length; end > 0; end -= 3)
    groups.unshift(whole.slice(Math.max(0, end - 3), end))
  return [groups.join(','), ...fraction].join('.')
}
