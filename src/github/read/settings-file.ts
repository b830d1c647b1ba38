import type { FileContent } from '../../cortex/files/content.ts'
import { UserError } from '../../settings/user-error.ts'
import { readLost, type Source, type Wanted } from './blobs.ts'
import { type Answer, isFolder } from './query.ts'
import { openTree } from './tree.ts'

/** A settings file's path and text. */
export interface SettingsFile {
  readonly path: string
  readonly text: string
}

/** What to ask for, to know the settings file of a commit: it, and the folders above it. */
export function wantSettings(path: string, commit: string): readonly Wanted[] {
  const names = [path, ...foldersOf(path)]
  return names.map((name) => ({ path, name: { expression: `${commit}:${name}` } }))
}

/** The root first. */
function foldersOf(path: string): readonly string[] {
  const steps = path.split('/').slice(0, -1)
  return ['', ...steps.map((_, at) => steps.slice(0, at + 1).join('/'))]
}

export interface FoundSettings {
  readonly commit: string
  /** The answers to what was wanted. */
  readonly contents: readonly FileContent[]
  readonly objects: Answer['objects']
}

/**
 * The settings file of a commit; undefined if there is none. That GitHub does not give it is not
 * enough for that: the folder must not list it.
 *
 * Throws UserError if it is there and cannot be read.
 */
export async function readSettings(
  source: Source,
  path: string,
  { commit, contents: [content], objects }: FoundSettings,
): Promise<SettingsFile | undefined> {
  const listed = findListed(path, objects.slice(1))
  const isText = content && 'text' in content
  if (listed === 'unknown' && isText) return { path, text: content.text }
  const entry =
    listed === 'unknown'
      ? await openTree(source.client, { ...source, commit }).entryAt(path)
      : listed
  if (!entry) return undefined
  if (entry.type !== 'file') throw unreadable(path)
  return isText ? { path, text: content.text } : readEntry(source, path, entry.oid)
}

/** Reads the settings file by its blob. Throws UserError if that is no text. */
export async function readEntry(source: Source, path: string, oid: string): Promise<SettingsFile> {
  const content = await readLost(source, path, oid)
  if (!('text' in content)) throw unreadable(path)
  return { path, text: content.text }
}

interface Listed {
  readonly type: string
  readonly oid: string
}

/** As Git writes the mode of a link. */
const LINK = 0o120000

function findListed(path: string, folders: Answer['objects']): Listed | undefined | 'unknown' {
  const steps = path.split('/')
  for (const [at, step] of steps.entries()) {
    const folder = folders[at]
    if (!folder || !isFolder(folder) || !folder.entries) return 'unknown'
    const entry = folder.entries.find(({ name }) => name === step)
    if (!entry) return undefined
    const isLast = at === steps.length - 1
    if (isLast) {
      const isFile = entry.type === 'blob' && entry.mode !== LINK
      return { type: isFile ? 'file' : 'other', oid: entry.oid }
    }
    if (entry.type !== 'tree') return undefined
  }
  return 'unknown'
}

export function unreadable(path: string): UserError {
  return new UserError(
    `${path} cannot be read`,
    'Save it as a small UTF-8 text file, not as a link.',
  )
}
