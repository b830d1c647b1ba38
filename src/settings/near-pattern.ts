import { isClusterPath } from '../cortex/files/cluster-shape.ts'
import { createMatcher, normalizePattern } from '../review/selection.ts'
import { findNearest } from '../text/nearest.ts'

/**
 * The pattern that was probably meant by one that matches nothing: with the names that are nearest to
 * its misspelt ones. Undefined if there is none that matches.
 */
export function proposePattern(
  given: string,
  all: readonly string[],
  isCluster: boolean,
): string | undefined {
  const corrected = correct(normalizePattern(given).split('/'), all)
  if (corrected !== undefined && all.some(createMatcher([corrected]))) return corrected
  return findNamesake(given, isCluster ? all.filter(isClusterPath) : all)
}

/** Steps that are names, from the first on, become the nearest names that are there. */
function correct(steps: readonly string[], all: readonly string[]): string | undefined {
  let below = all
  const found: string[] = []
  for (const [depth, step] of steps.entries()) {
    if (GLOB.test(step)) return [...found, ...steps.slice(depth)].join('/')

    const names = [...new Set(below.map((path) => path.split('/')[depth] ?? ''))]
    const name = names.includes(step) ? step : findNearest(step, names.filter(Boolean))
    if (name === undefined) return undefined
    found.push(name)
    below = below.filter((path) => path.split('/')[depth] === name)
  }
  return found.join('/')
}

const GLOB = /[*?[\]{}()!+@\\]/

/** The only file of the same name, or with the name as that of its folder. */
function findNamesake(given: string, all: readonly string[]): string | undefined {
  const name = given.split('/').at(-1) ?? ''
  if (name === '' || GLOB.test(name)) return undefined

  const stem = name.replace(/\.[^.]*$/, '')
  const found = all.filter((path) => {
    const [last, folder] = path.split('/').toReversed()
    return last === name || folder === stem
  })
  return found.length === 1 ? found[0] : undefined
}
