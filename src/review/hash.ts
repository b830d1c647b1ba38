/**
 * A hash of texts as 16 hexadecimal digits (64 bits: cyrb53 with both halves kept), the same
 * everywhere. Not for secrets; `node:crypto` would take a tenth of a short run just to load.
 */
export function hash(parts: readonly string[]): string {
  const text = JSON.stringify(parts)
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  const mixedHigh = mix(high, low)
  return toHex(mixedHigh) + toHex(mix(low, mixedHigh))
}

/** Lets every bit of both halves count. */
function mix(half: number, other: number): number {
  const spread = Math.imul(half ^ (half >>> 16), 2246822507)
  return spread ^ Math.imul(other ^ (other >>> 13), 3266489909)
}

function toHex(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0')
}
