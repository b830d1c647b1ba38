import { areApart } from '../files/pairing.ts'
import type { BothSides, CortexFile, Located, Workspace } from '../files/subject.ts'
import type { Api } from '../tables/api.ts'

/**
 * Whether a removed API is still there: it went to one of several files, of the same cluster as far
 * as that is known, or has no name any more, with which Cortex refuses its file.
 */
export function isElsewhere(removed: Located<'api'>, { before, after }: BothSides): boolean {
  const { value: api } = removed
  const home = before.clusterOf(removed)
  const isIt = (each: Api) => each.name === api.name || (each.name === '' && isSameWork(each, api))
  const count = (side: Workspace) =>
    side.subjects('api').filter((each) => isIt(each.value) && !areApart(home, side.clusterOf(each)))
      .length
  return count(after) >= count(before)
}

/** Whether the file that an API stood in is gone with it. */
export function isFileGone({ file }: Located<'api'>, { before, after }: BothSides): boolean {
  const identity = before.subjects('file').find((each) => each.file === file)?.identity
  return !after.subjects('file').some((each) => each.identity === identity)
}

/** The named APIs of a file that are nowhere now. */
export function findGone(file: CortexFile, sides: BothSides): readonly Located<'api'>[] {
  return sides.before
    .subjects('api')
    .filter((api) => api.file === file && !isElsewhere(api, sides))
    .filter(({ value }) => value.name !== '')
}

/** The API that asks for the endpoint which a removed one keeps until it is deleted. */
export function findHeir(
  removed: Located<'api'>,
  { before, after }: BothSides,
): Located<'api'> | undefined {
  const { endpoint } = removed.value.networking
  const home = before.clusterOf(removed)
  const hasIt = ({ value }: Located<'api'>) => value.networking.endpoint === endpoint
  const owners = new Set(
    before
      .subjects('api')
      .filter(hasIt)
      .map(({ identity }) => identity),
  )
  return after
    .subjects('api')
    .filter((api) => hasIt(api) && !owners.has(api.identity))
    .find((api) => {
      const cluster = after.clusterOf(api)
      const isTogether = api.file.path === removed.file.path || (home && cluster)
      return isTogether && !areApart(home, cluster)
    })
}

/** The APIs that came and went under another name, by what became of them. */
export function findRenamed(added: Located<'api'>, sides: BothSides): Located<'api'> | undefined {
  const gone = leftovers(sides.before, sides.after, added)
  if (gone.length === 0) return undefined

  const come = leftovers(sides.after, sides.before, added)
  const candidates = gone.filter((old) => isSameWork(old.value, added.value))
  const rivals = come.filter((now) => isSameWork(now.value, added.value))
  return candidates.length === 1 && rivals.length === 1 ? candidates[0] : undefined
}

/** The APIs of one side that the other does not have, in the file of an API. */
function leftovers(
  side: Workspace,
  other: Workspace,
  { file }: Located<'api'>,
): readonly Located<'api'>[] {
  // The file first: an audit asks for every API, and its old side has none.
  const here = side.subjects('api').filter((api) => api.file.path === file.path)
  if (here.length === 0) return []

  const home = here[0] && side.clusterOf(here[0])
  const others = other.subjects('api').filter((api) => !areApart(home, other.clusterOf(api)))
  const names = new Set(others.map(({ value }) => value.name))
  return here.filter(({ value }) => !names.has(value.name))
}

/** The same kind and the same images: whatever else changed, it is the same program. */
function isSameWork(before: Api, after: Api): boolean {
  const images = imagesOf(before)
  return before.kind === after.kind && images !== '' && images === imagesOf(after)
}

function imagesOf({ pod }: Api): string {
  return (pod?.containers ?? []).map(({ image }) => image).join(' ')
}
