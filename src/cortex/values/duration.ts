const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

const LARGEST = 2n ** 63n - 1n
/** More digits than this overflow or vanish in 64 bits. */
const MOST_DIGITS = 40

/**
 * Parses a duration as Go's `time.ParseDuration` does, e.g. `1h30m`, `1.5m` or `0`, into
 * nanoseconds; undefined if it would refuse the text.
 */
export function parseDuration(text: string): bigint | undefined {
  const [, sign, rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? []
  if (rest === '0') return 0n
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)[^\d.]+)+$/.test(rest)) return undefined

  let total = 0n
  for (const [, whole = '', fraction = '', unit = ''] of rest.matchAll(
    /(\d*)(?:\.(\d*))?([^\d.]+)/gy,
  )) {
    const size = Object.hasOwn(NANOSECONDS, unit) ? NANOSECONDS[unit] : undefined
    const significant = whole.replace(/^0+/, '')
    if (size === undefined || significant.length > MOST_DIGITS) return undefined
    total += BigInt(significant || '0') * size + fractionOf(fraction, size)
    if (total > LARGEST) return undefined
  }
  return sign === '-' ? -total : total
}

/** A decimal fraction of a unit, rounded down to nanoseconds. */
function fractionOf(digits: string, size: bigint): bigint {
  const kept = digits.slice(0, MOST_DIGITS)
  return kept === '' ? 0n : (BigInt(kept) * size) / 10n ** BigInt(kept.length)
}

/** A duration for people, in the units that Go uses: `1h0m30s`, `500ms`. */
export function renderDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s'
  if (Math.abs(nanoseconds) < 1_000_000_000) return `${nanoseconds / 1_000_000}ms`

  const sign = nanoseconds < 0 ? '-' : ''
  const seconds = Math.abs(nanoseconds) / 1_000_000_000
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const parts = [
    ...(hours > 0 ? [`${hours}h`] : []),
    ...(minutes > 0 ? [`${minutes}m`] : []),
    ...(seconds % 60 > 0 ? [`${+(seconds % 60).toFixed(9)}s`] : []),
  ]
  return sign + parts.join('')
}
