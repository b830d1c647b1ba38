import { isRuleFile, RULES_FOLDER } from '../../settings/files.ts'
import type { SettingsText } from '../../settings/settle.ts'
import { UserError } from '../../settings/user-error.ts'
import { compareText } from '../../text/compare.ts'
import { readLost, type Source } from './blobs.ts'
import { type Answer, isFolder } from './query.ts'
import { openTree, type TreeFile } from './tree.ts'

/** Whether an entry of a tree is, or should be, one of rules of one's own. */
export function isOfRules({ path }: TreeFile): boolean {
  return isRuleFile(path) || path === RULES_FOLDER || RULES_FOLDER.startsWith(`${path}/`)
}

/** Reads the files of rules that a tree lists. Throws UserError if one is no file. */
export async function readListed(
  source: Source,
  entries: readonly TreeFile[],
): Promise<readonly SettingsText[]> {
  const sorted = entries.toSorted((a, b) => compareText(a.path, b.path))
  return Promise.all(
    sorted.map(({ path, type, oid }) => {
      if (type !== 'file') throw unreadable(path)
      return readEntry(source, path, oid)
    }),
  )
}

/** As Git writes the mode of a link. */
const LINK = 0o120000

interface FolderAnswer {
  readonly folder: Answer['objects'][number] | undefined
  /** The root, and what is below it on the way to the settings. */
  readonly above: Answer['objects']
}

/**
 * Reads the files of rules of a commit, of whose folder GitHub told. That it does not tell is not
 * enough for there to be none: the folders above must not list it.
 */
export async function readRuleFiles(
  source: Source,
  commit: string,
  { folder, above }: FolderAnswer,
): Promise<readonly SettingsText[]> {
  if (!folder || !isFolder(folder) || !folder.entries) {
    if (isAbsent(above)) return []
    const { entries } = await openTree(source.client, { ...source, commit }).list()
    return readListed(source, entries.filter(isOfRules))
  }
  const entries = folder.entries.map(({ name, type, mode, oid }) => ({
    path: `${RULES_FOLDER}/${name}`,
    type: type === 'blob' && mode !== LINK ? ('file' as const) : ('link' as const),
    oid,
  }))
  return readListed(source, entries.filter(isOfRules))
}

/** Whether the folders above the one of rules are known, and do not list it. */
function isAbsent(above: Answer['objects']): boolean {
  for (const [at, step] of RULES_FOLDER.split('/').entries()) {
    const folder = above[at]
    if (!folder || !isFolder(folder) || !folder.entries) return false
    if (!folder.entries.some(({ name }) => name === step)) return true
  }
  return false
}

/** Reads the settings file by its blob. Throws UserError if that is no text. */
export async function readEntry(source: Source, path: string, oid: string): Promise<SettingsText> {
  const content = await readLost(source, path, oid)
  if (!('text' in content)) throw unreadable(path)
  return { path, text: content.text }
}

export function unreadable(path: string): UserError {
  return new UserError(
    `${path} cannot be read`,
    'Save it as a small UTF-8 text file, not as a link.',
  )
}
