import type { FileContent } from '../../cortex/files/content.ts'
import { isRuleFile, RULES_FOLDER } from '../../settings/files.ts'
import type { FoundSettings, SettingsText } from '../../settings/settle.ts'
import { UserError } from '../../settings/user-error.ts'
import { compareText } from '../../text/compare.ts'
import { parsePatch } from '../../text/hunks.ts'
import { readLost, type Source, type Wanted } from './blobs.ts'
import type { ChangedFile } from './files.ts'
import { type Answer, isFolder } from './query.ts'
import type { Scope, Settings } from './reading.ts'
import type { Sides } from './sides.ts'
import { openTree, type TreeFile } from './tree.ts'

/** What to ask for, to know the settings of a commit: them, the folders above them, and that of rules. */
export function wantSettings(paths: readonly string[], commit: string): readonly Wanted[] {
  const names = [...paths, ...foldersOf(paths[0] ?? ''), RULES_FOLDER]
  return names.map((name) => ({ path: name, name: { expression: `${commit}:${name}` } }))
}

/** The root first. */
function foldersOf(path: string): readonly string[] {
  const steps = path.split('/').slice(0, -1)
  return ['', ...steps.map((_, at) => steps.slice(0, at + 1).join('/'))]
}

/** The answers to what was wanted of a commit. */
export interface SettingsAnswer {
  readonly commit: string
  readonly contents: readonly FileContent[]
  readonly objects: Answer['objects']
}

/**
 * The settings files of a commit, and those at its root. That GitHub does not give a file is not
 * enough for it to be absent: the folder must not list it.
 *
 * Throws UserError if one is there and cannot be read.
 */
export async function readSettings(
  source: Source,
  { paths, misplaced }: Pick<Settings<Scope>, 'paths' | 'misplaced'>,
  { commit, contents, objects }: SettingsAnswer,
): Promise<FoundSettings> {
  const folders = objects.slice(paths.length, -1)
  const files = await Promise.all(
    paths.map((path, at) => readFile(source, path, { commit, content: contents[at], folders })),
  )
  const [root] = folders
  const names = root && isFolder(root) ? (root.entries ?? []).map(({ name }) => name) : []
  const siblings = listFolder(paths[0] ?? '', folders)
  return {
    ...(siblings && { siblings }),
    files: files.filter((file) => file !== undefined),
    misplaced: misplaced.filter((name) => names.includes(name)),
    ruleFiles: await readRuleFiles(source, commit, { folder: objects.at(-1), above: folders }),
  }
}

/** The names in the folder of a path; undefined if GitHub does not tell all of them. */
function listFolder(path: string, folders: Answer['objects']): readonly string[] | undefined {
  for (const [at, step] of path.split('/').entries()) {
    const folder = folders[at]
    if (!folder || !isFolder(folder) || !folder.entries) return undefined
    if (at === path.split('/').length - 1) return folder.entries.map(({ name }) => name)
    if (!folder.entries.some(({ name }) => name === step)) return []
  }
  return undefined
}

/** The same of the head, whose settings are checked and not obeyed: what cannot be read is a problem. */
export async function readProposed(
  source: Source,
  paths: readonly string[],
  answer: SettingsAnswer,
): Promise<Required<Pick<FoundSettings, 'proposed' | 'proposedRules'>>> {
  try {
    const { files, ruleFiles = [] } = await readSettings(source, { paths, misplaced: [] }, answer)
    return { proposed: files, proposedRules: ruleFiles }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const proposed = paths.slice(0, 1).map((path) => ({ path, text: undefined }))
    return { proposed, proposedRules: [] }
  }
}

interface Looked {
  readonly commit: string
  readonly content: FileContent | undefined
  readonly folders: Answer['objects']
}

async function readFile(
  source: Source,
  path: string,
  { commit, content, folders }: Looked,
): Promise<SettingsText | undefined> {
  const listed = findListed(path, folders)
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

/** Puts what is wrong with the settings of the head among the changes, with the lines they are on. */
export function noteProblems(
  changes: Sides,
  problems: NonNullable<Scope['problems']>,
  files: readonly ChangedFile[],
): void {
  changes.settings = problems
  for (const { path, patch, isUnlisted } of files) {
    if (isUnlisted || !problems.some((problem) => problem.path === path)) continue
    changes.hunks.set(path, patch === undefined ? [] : parsePatch(patch))
  }
}

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
    'Save it as a UTF-8 text file smaller than 1 MiB, not as a link.',
  )
}
