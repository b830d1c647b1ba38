import type { KeyPath } from '../../text/text.ts'
import type { ApiKind } from '../tables/api-types.ts'
import { isCurrent, type Key, type KeyFile, listKeys } from './keys.ts'

/**
 * Where a key that is not known at its place belongs in the newest version: the place of the key of
 * that name, if only one is the nearest. Undefined if the name is unknown, or leaves it open.
 *
 * Takes the path from the spec or the cluster; items of lists on the way are those of the path, and
 * of other lists the only ones, as `countItems` tells.
 */
export function findHome(
  { file, kind }: { readonly file: KeyFile; readonly kind?: ApiKind | undefined },
  path: KeyPath,
  countItems: (list: KeyPath) => number,
): KeyPath | undefined {
  const name = path.at(-1)
  const outer = path.slice(0, -1).filter((step) => typeof step === 'string')
  const candidates = listKeys().filter(
    (key) =>
      key.file === file &&
      key.steps.at(-1) === name &&
      key.steps.slice(0, -1).join('.') !== outer.join('.') &&
      isCurrent(key) &&
      isOf(key, kind),
  )
  const distances = candidates.map((key) => distanceOf(key.steps.slice(0, -1), outer))
  const least = Math.min(...distances)
  const [nearest, ...rivals] = candidates.filter((_, at) => distances[at] === least)
  return nearest && rivals.length === 0 ? placeOf(nearest, path, countItems) : undefined
}

function isOf({ variants }: Key, kind: ApiKind | undefined): boolean {
  return kind === undefined || variants.some((variant) => variant.kind === kind)
}

/** How many steps lead from one place to the other. */
function distanceOf(a: readonly string[], b: readonly string[]): number {
  const shared = a.findIndex((step, at) => step !== b[at])
  const common = shared < 0 ? Math.min(a.length, b.length) : shared
  return a.length + b.length - 2 * common
}

/** The path of a key with the items that it stands in; undefined where a list leaves them open. */
function placeOf(
  { path }: Key,
  from: KeyPath,
  countItems: (list: KeyPath) => number,
): KeyPath | undefined {
  let place: KeyPath = []
  for (const step of path.split('.')) {
    const [name = ''] = step.split('[', 1)
    place = [...place, name]
    if (!step.endsWith('[]')) continue
    const isOnTheWay = place.every((each, at) => from[at] === each)
    const index = isOnTheWay ? from[place.length] : undefined
    if (typeof index !== 'number' && countItems(place) !== 1) return undefined
    place = [...place, typeof index === 'number' ? index : 0]
  }
  return place
}
