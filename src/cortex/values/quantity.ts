/** A Kubernetes quantity as an exact number: mantissa × 10^decimal × 2^binary. */
export interface Quantity {
  readonly mantissa: bigint
  readonly decimal: number
  readonly binary: number
}

const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
}
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 }

/** Exponents beyond this stand for any larger one: nothing real comes near. */
const LARGEST_EXPONENT = 400

/**
 * Parses a quantity as Kubernetes' `ParseQuantity` does, e.g. `200m`, `1.5Gi` or `1e3`; undefined if
 * it would refuse the text. Digits may be missing altogether (`m` is 0), but the text may not.
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:([a-zA-Z]+)([+-]?\d*))?$/.exec(text)
  if (!match || text === '') return undefined

  const [, sign, whole = '', fraction = '', letters = '', power = ''] = match
  const exponent = exponentOf(letters, power)
  if (!exponent) return undefined

  const size = toCanonical(cutDigits(whole, fraction), exponent)
  return { ...size, mantissa: sign === '-' ? -size.mantissa : size.mantissa }
}

interface Exponent {
  readonly decimal: number
  readonly binary: number
}

/** The digits of a number: of a fraction no more than can matter, as there may be millions. */
function cutDigits(whole: string, fraction: string): Quantity {
  const kept = fraction.slice(0, LARGEST_EXPONENT)
  const isCut = /[1-9]/.test(fraction.slice(LARGEST_EXPONENT))
  const digits = `${whole}${kept}${isCut ? '1' : ''}`.replace(/^0+/, '') || '0'
  return { mantissa: BigInt(digits), decimal: -kept.length - (isCut ? 1 : 0), binary: 0 }
}

const FINEST = -9
const LARGEST_BINARY = 2n ** 63n - 1n

/** Kubernetes rounds up to billionths, and takes no binary quantity beyond 64 bits. */
function toCanonical({ mantissa, decimal }: Quantity, exponent: Exponent): Quantity {
  const quantity = { mantissa, decimal: decimal + exponent.decimal, binary: exponent.binary }
  const largest = { mantissa: LARGEST_BINARY, decimal: 0, binary: 0 }
  if (exponent.binary > 0 && compareParsed(quantity, largest) > 0) return largest
  if (quantity.decimal >= FINEST) return quantity

  const unit = 10n ** BigInt(FINEST - quantity.decimal)
  const units = mantissa << BigInt(exponent.binary)
  return { mantissa: (units + unit - 1n) / unit, decimal: FINEST, binary: 0 }
}

function exponentOf(letters: string, power: string): Exponent | undefined {
  if (power !== '') {
    if (letters !== 'e' && letters !== 'E') return undefined
    if (!/^[+-]?\d+$/.test(power)) return undefined
    const value = Number(power)
    if (Math.abs(value) >= 2 ** 63) return undefined
    return { decimal: Math.max(-LARGEST_EXPONENT, Math.min(value, LARGEST_EXPONENT)), binary: 0 }
  }
  if (Object.hasOwn(DECIMAL, letters)) return { decimal: DECIMAL[letters] ?? 0, binary: 0 }
  if (Object.hasOwn(BINARY, letters)) return { decimal: 0, binary: BINARY[letters] ?? 0 }
  return undefined
}

/** Compares two quantities exactly: negative, zero or positive, as for sorting. */
export function compareParsed(a: Quantity, b: Quantity): number {
  const decimal = Math.min(a.decimal, b.decimal)
  const binary = Math.min(a.binary, b.binary)
  const left = scale(a, decimal, binary)
  const right = scale(b, decimal, binary)
  return left < right ? -1 : left > right ? 1 : 0
}

function scale(
  { mantissa, decimal, binary }: Quantity,
  toDecimal: number,
  toBinary: number,
): bigint {
  if (mantissa === 0n) return 0n
  return (mantissa * 10n ** BigInt(decimal - toDecimal)) << BigInt(binary - toBinary)
}

/**
 * Compares two quantities as written, exactly: negative, zero or positive; undefined if one of them
 * is no quantity.
 */
export function compareQuantities(a: string, b: string): number | undefined {
  const left = parseQuantity(a)
  const right = parseQuantity(b)
  return left && right && compareParsed(left, right)
}

/** The sum of quantities. */
export function addQuantities(quantities: readonly Quantity[]): Quantity {
  const decimal = quantities.reduce((least, quantity) => Math.min(least, quantity.decimal), 0)
  const sum = quantities.reduce((total, quantity) => total + scale(quantity, decimal, 0), 0n)
  return { mantissa: sum, decimal, binary: 0 }
}

/** A quantity as a number of units, e.g. bytes or CPUs; inexact where a number cannot be exact. */
export function toNumber({ mantissa, decimal, binary }: Quantity): number {
  return Number(`${mantissa}e${decimal}`) * 2 ** binary
}
