import { distance } from 'fastest-levenshtein'

/**
 * The name that was probably meant by a misspelt one; undefined if none comes close, or several are
 * as close.
 *
 * It may be cut short (`warn`); else up to a third of the letters may differ, and two of a short
 * name. Case does not matter.
 */
export function findNearest(name: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(name.length / 3))
  let nearest: string | undefined
  let least = limit + 1

  const lower = name.toLowerCase()
  if (lower.length >= 3) {
    const longer = known.filter((candidate) => candidate.toLowerCase().startsWith(lower))
    if (longer.length === 1) return longer[0]
  }

  for (const candidate of known) {
    // Two texts differ at least by their lengths: hostile long names cost nothing.
    if (Math.abs(candidate.length - name.length) > Math.min(least, limit)) continue

    const far = distance(lower, candidate.toLowerCase())
    if (far > Math.min(least, limit) || far >= Math.min(name.length, candidate.length)) continue
    nearest = far === least ? undefined : candidate
    least = far
  }
  return nearest
}
