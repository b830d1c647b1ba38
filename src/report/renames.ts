import type { Workspace } from '../cortex/files/subject.ts'

/** Old path → new path of files that went elsewhere as a whole, told by what is in them. */
export function findRenames(before: Workspace, after: Workspace): ReadonlyMap<string, string> {
  const newPaths = new Set(after.files.map(({ path }) => path))
  const oldPaths = new Set(before.files.map(({ path }) => path))
  const renames = new Map<string, string>()

  for (const kind of ['cluster', 'api'] as const) {
    const newHomes = new Map(
      after.subjects(kind).map(({ identity, file }) => [identity, file.path] as const),
    )
    for (const { identity, file } of before.subjects(kind)) {
      const newPath = newHomes.get(identity)
      if (newPaths.has(file.path) || newPath === undefined || oldPaths.has(newPath)) continue
      renames.set(file.path, newPath)
    }
  }
  return renames
}
