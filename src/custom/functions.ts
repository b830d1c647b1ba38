import { Duration, type Environment } from '@marcbachmann/cel-js/evaluator'
import { type Cidr, parseCidr } from '../cortex/values/cidr.ts'
import { parseDuration, renderDuration } from '../cortex/values/duration.ts'
import {
  addQuantities,
  compareParsed,
  parseQuantity,
  type Quantity,
  toNumber,
} from '../cortex/values/quantity.ts'
import { quote } from '../text/wording.ts'
import { DURATION } from './types.ts'

/** Nothing that is written by hand is longer; more digits only cost time. */
const LONGEST_VALUE = 200

/** A Kubernetes quantity as expressions hold it. */
class CelQuantity {
  readonly quantity: Quantity
  readonly text: string

  constructor(quantity: Quantity, text: string) {
    this.quantity = quantity
    this.text = text
  }
}

/** A CIDR block as expressions hold it. */
class CelCidr {
  readonly block: Cidr
  readonly text: string

  constructor(block: Cidr, text: string) {
    this.block = block
    this.text = text
  }
}

/** Adds quantities, CIDR blocks and durations, with the names of Kubernetes' CEL libraries. */
export function registerFunctions(environment: Environment): void {
  registerQuantities(environment)
  registerCidrs(environment)
  environment
    .registerFunction(`duration(${DURATION}): ${DURATION}`, (duration: Duration) => duration)
    .registerFunction(`string(${DURATION}): string`, (duration: Duration) =>
      renderDuration(Number(duration.seconds) * 1e9 + duration.nanos),
    )
}

/** Reads a duration as Go does; the library's own reader is slow on long texts. */
export function readDuration(text: string): Duration {
  const nanoseconds = text.length > LONGEST_VALUE ? undefined : parseDuration(text)
  if (nanoseconds === undefined) throw new Error(`${quote(text)} is no duration such as \`90s\``)
  return new Duration(nanoseconds / 1_000_000_000n, Number(nanoseconds % 1_000_000_000n))
}

function registerQuantities(environment: Environment): void {
  type Q = CelQuantity
  const compare = (a: Q, b: Q) => compareParsed(a.quantity, b.quantity)
  const derive = (quantity: Quantity) => new CelQuantity(quantity, String(toNumber(quantity)))
  const add = (a: Q, b: Q) => derive(addQuantities([a.quantity, b.quantity]))
  const subtract = (a: Q, b: Q) =>
    derive(addQuantities([a.quantity, { ...b.quantity, mantissa: -b.quantity.mantissa }]))
  const isWhole = ({ quantity }: Q) => Number.isSafeInteger(toNumber(quantity))

  environment
    .registerType('Quantity', { ctor: CelQuantity, fields: {} })
    .registerFunction('quantity(string): Quantity', readQuantity)
    .registerFunction('isQuantity(string): bool', (text: string) => isQuantity(text))
    .registerFunction('string(Quantity): string', ({ text }: Q) => text)
    .registerFunction('Quantity.isGreaterThan(Quantity): bool', (a: Q, b: Q) => compare(a, b) > 0)
    .registerFunction('Quantity.isLessThan(Quantity): bool', (a: Q, b: Q) => compare(a, b) < 0)
    .registerFunction('Quantity.compareTo(Quantity): int', (a: Q, b: Q) => BigInt(compare(a, b)))
    .registerFunction('Quantity.add(Quantity): Quantity', add)
    .registerFunction('Quantity.sub(Quantity): Quantity', subtract)
    .registerFunction('Quantity.sign(): int', ({ quantity: { mantissa } }: Q) =>
      mantissa === 0n ? 0n : mantissa > 0n ? 1n : -1n,
    )
    .registerFunction('Quantity.isInteger(): bool', isWhole)
    .registerFunction('Quantity.asInteger(): int', (one: Q) => {
      if (isWhole(one)) return BigInt(toNumber(one.quantity))
      throw new Error(`${quote(one.text)} is no integer`)
    })
    .registerFunction('Quantity.asApproximateFloat(): double', (one: Q) => toNumber(one.quantity))
    .registerOperator('Quantity == Quantity', (a: Q, b: Q) => compare(a, b) === 0)
    .registerOperator('Quantity < Quantity', (a: Q, b: Q) => compare(a, b) < 0)
    .registerOperator('Quantity <= Quantity', (a: Q, b: Q) => compare(a, b) <= 0)
    .registerOperator('Quantity > Quantity', (a: Q, b: Q) => compare(a, b) > 0)
    .registerOperator('Quantity >= Quantity', (a: Q, b: Q) => compare(a, b) >= 0)
    .registerOperator('Quantity + Quantity', add)
    .registerOperator('Quantity - Quantity', subtract)
}

function isQuantity(text: string): boolean {
  return text.length <= LONGEST_VALUE && parseQuantity(text) !== undefined
}

function readQuantity(text: string): CelQuantity {
  const quantity = text.length > LONGEST_VALUE ? undefined : parseQuantity(text)
  if (quantity) return new CelQuantity(quantity, text)
  throw new Error(`${quote(text)} is no quantity such as \`500m\` or \`2Gi\``)
}

function registerCidrs(environment: Environment): void {
  type C = CelCidr
  environment
    .registerType('CIDR', { ctor: CelCidr, fields: {} })
    .registerFunction('cidr(string): CIDR', readCidr)
    .registerFunction('isCIDR(string): bool', (text: string) => findCidr(text) !== undefined)
    .registerFunction('string(CIDR): string', ({ text }: C) => text)
    .registerFunction('CIDR.containsIP(string): bool', ({ block }: C, text: string) =>
      contains(block, readAddress(text)),
    )
    .registerFunction('CIDR.containsCIDR(string): bool', ({ block }: C, text: string) =>
      contains(block, readCidr(text).block),
    )
    .registerFunction('CIDR.containsCIDR(CIDR): bool', ({ block }: C, other: C) =>
      contains(block, other.block),
    )
    .registerFunction('CIDR.prefixLength(): int', ({ block }: C) => BigInt(block.prefix))
    .registerOperator('CIDR == CIDR', (a: C, b: C) => {
      return contains(a.block, b.block) && contains(b.block, a.block)
    })
    .registerFunction('isIP(string): bool', (text: string) => findAddress(text) !== undefined)
}

function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last
}

function findCidr(text: string): Cidr | undefined {
  return text.length > LONGEST_VALUE ? undefined : parseCidr(text)
}

function readCidr(text: string): CelCidr {
  const block = findCidr(text)
  if (block) return new CelCidr(block, text)
  throw new Error(`${quote(text)} is no CIDR block such as \`10.0.0.0/8\``)
}

function findAddress(text: string): Cidr | undefined {
  return findCidr(`${text}/${text.includes(':') ? 128 : 32}`)
}

function readAddress(text: string): Cidr {
  const address = findAddress(text)
  if (address) return address
  throw new Error(`${quote(text)} is no IP address`)
}
