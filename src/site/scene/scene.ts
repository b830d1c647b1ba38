/** A file on one side. Line breaks are `\n`, as in an editor. */
export interface SceneFile {
  readonly path: string
  readonly text: string
}

/** What a tab shows: a file on both sides, perhaps renamed, or on one of them. */
export interface Entry {
  readonly before?: SceneFile
  readonly after?: SceneFile
}

export type Side = 'before' | 'after'
export type Mode = 'review' | 'audit'

/** All that the playground judges; what a link holds. */
export interface Scene {
  readonly entries: readonly Entry[]
  /** The text of the settings file. */
  readonly settings: string
  readonly mode: Mode
  /** The minor version of Cortex; absent: as the files and settings say. */
  readonly version?: number
}

export const EMPTY_SCENE: Scene = { entries: [], settings: '', mode: 'review' }

/** A scene of files by path, those of one path as one entry. */
export function sceneOf(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Scene {
  const paths = [...new Set([...after.keys(), ...before.keys()])]
  const entries = paths.map((path) => entryOf(fileAt(before, path), fileAt(after, path)))
  return { ...EMPTY_SCENE, entries }
}

/** An entry of the sides that are there. */
export function entryOf(before: SceneFile | undefined, after: SceneFile | undefined): Entry {
  return { ...(before && { before }), ...(after && { after }) }
}

function fileAt(side: ReadonlyMap<string, string>, path: string): SceneFile | undefined {
  const text = side.get(path)
  return text === undefined ? undefined : { path, text: withLineFeeds(text) }
}

/** An editor has one kind of line break; what the review says does not depend on it. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

/** The name of an entry's tab. */
export function nameOf({ before, after }: Entry): string {
  return (after ?? before)?.path ?? ''
}

/** A scene with another text of a file. */
export function withText(
  scene: Scene,
  at: { readonly index: number; readonly side: Side },
  text: string,
): Scene {
  const entries = scene.entries.map((entry, index) => {
    const file = entry[at.side]
    return index === at.index && file ? { ...entry, [at.side]: { ...file, text } } : entry
  })
  return { ...scene, entries }
}

/** The paths that two entries of a side have; only one of them can be reviewed. */
export function findRepeatedPath({ entries }: Scene): string | undefined {
  for (const side of ['before', 'after'] as const) {
    const paths = entries.flatMap((entry) => entry[side]?.path ?? [])
    const repeated = paths.find((path, index) => paths.indexOf(path) !== index)
    if (repeated !== undefined) return repeated
  }
  return undefined
}
