import type { RelatedFiles } from '../../cortex/files/related.ts'
import { UserError } from '../../settings/user-error.ts'
import type { Client } from '../client.ts'
import { type Batch, type Content, readBatch, toBatches, type Wanted } from './blobs.ts'
import { completeList } from './complete.ts'
import { guessContext, readContext } from './context.ts'
import { type Conversation, completeConversation, EMPTY_CONVERSATION } from './conversation.ts'
import type { AuditTask, MergeGroupTask, PullRequestTask, RepositoryName } from './event.ts'
import { type ChangedFile, compare, type FileList, listFiles } from './files.ts'
import type { ConversationPage } from './query.ts'
import { addChange, addFile, oldPathOf, type Sides, startSides } from './sides.ts'
import { listTree } from './tree.ts'

/** A settings file's path and text. */
export interface SettingsFile {
  readonly path: string
  readonly text: string
}

/** How the settings are found and what is made of them. */
export interface Settings<S extends Scope> {
  /** The path of the settings file. */
  readonly path: string
  /** Makes the scope of a run of the file, if the repository has it. */
  readonly parse: (settings: SettingsFile | undefined) => S
}

/** What the settings decide about reading. */
export interface Scope {
  /** Whether a file is to be looked at. */
  readonly isCandidate: (path: string) => boolean
  /** Whether a file is named as Cortex's, whatever it looks like. */
  readonly isForced: (path: string) => boolean
  /** Files of a commit to be read though they did not change, such as the clusters of APIs. */
  readonly related: (changed: readonly string[], all: readonly string[]) => RelatedFiles
}

export interface Reading<S extends Scope> {
  readonly changes: Sides
  /** What was made of the settings. */
  readonly scope: S
  /** What stands in the pull request already. */
  readonly conversation: Conversation
  /** What the reader of a verdict should know about its basis; sentences. */
  readonly notes: readonly string[]
}

/**
 * Reads a pull request: its files on both sides, the base side's settings and the conversation.
 *
 * Two requests as a rule: the list of files, then one query for all the rest. Between them, the
 * paths of the repository are listed if files of Cortex change, to know what to judge them with. Old
 * files are made of the new ones by reverting GitHub's patches, without asking for the merge base's.
 */
export async function readPullRequest<S extends Scope>(
  client: Client,
  task: PullRequestTask,
  settings: Settings<S>,
): Promise<Reading<S>> {
  const list = await listFiles(client, task, isYaml)
  const findBase = async () => (await compare(client, task, task.baseSha, task.headSha)).mergeBase
  return readChanged(client, { task, list, findBase, number: task.number }, settings)
}

/** Reads what a merge queue's group changes. */
export async function readMergeGroup<S extends Scope>(
  client: Client,
  task: MergeGroupTask,
  settings: Settings<S>,
): Promise<Reading<S>> {
  const list = await compare(client, task, task.baseSha, task.headSha)
  return readChanged(client, { task, list, findBase: async () => list.mergeBase }, settings)
}

/** Reads all candidates of a commit; the old side is empty. */
export async function readAudit<S extends Scope>(
  client: Client,
  task: AuditTask,
  settings: Settings<S>,
): Promise<Reading<S>> {
  const { entries, isCut } = await listTree(client, task)
  const files = entries.map(({ path, oid }): Wanted => ({ path, name: { oid } }))
  const found = files.filter(({ path }) => path === settings.path)
  const scope = settle(settings, (await readBatch(client, task, found)).contents[0])

  const changes = startSides()
  for (const batch of toBatches(files.filter(({ path }) => scope.isCandidate(path)))) {
    const { contents } = await readBatch(client, task, batch)
    for (const [at, { path }] of batch.entries()) {
      const file = { path, status: 'added', sha: null, additions: 0, deletions: 0 }
      addChange(changes, file, contents[at], scope.isForced(path))
    }
  }
  const notes = isCut ? ['GitHub did not list every file of the repository.'] : []
  return { changes, scope, conversation: EMPTY_CONVERSATION, notes }
}

interface Source {
  readonly task: PullRequestTask | MergeGroupTask
  readonly list: FileList
  /** The merge base, asked for only if a patch cannot be reverted. */
  readonly findBase: () => Promise<string>
  /** Of the pull request whose conversation is read. */
  readonly number?: number
}

async function readChanged<S extends Scope>(
  client: Client,
  source: Source,
  settings: Settings<S>,
): Promise<Reading<S>> {
  const { task, number } = source
  const list = await completeList(client, source.list, async () => ({
    ...task,
    before: await source.findBase(),
    after: task.headSha,
  }))
  const files = list.files.filter(({ patch = '' }) => !SUBMODULE.test(patch))
  const early = files.filter(({ path }) => isYaml(path)).slice(0, EARLY)
  const page = number === undefined ? undefined : { number, threads: null, comments: null }
  const root = { ...task, commit: task.headSha }
  const guess = await guessContext(client, root, files)
  const wanted = [wantAt(task.baseSha, settings.path), ...early.map(want), ...guess.wanted]
  const { contents, pullRequest } = await readAll(client, task, wanted, page)
  const scope = settle(settings, contents[0])

  const changes = startSides()
  const read = new Map(early.map((file, at) => [file, contents[at + 1]]))
  const lost = await addChanges(client, task, { changes, scope, files, read })
  if (lost.length > 0) await readOldFiles(client, source, changes, lost)
  const notes = await readContext(client, root, {
    changes,
    changed: new Set(list.files.map(({ path }) => path)),
    related: scope.related,
    guess,
    guessed: contents.slice(early.length + 1),
  })

  if (number === undefined) {
    return { changes, scope, conversation: EMPTY_CONVERSATION, notes: [...list.notes, ...notes] }
  }
  const conversation = await completeConversation(client, task, number, pullRequest)
  const unseen = pullRequest ? [] : [UNSEEN]
  return { changes, scope, conversation, notes: [...list.notes, ...notes, ...unseen] }
}

const UNSEEN =
  'GitHub does not show the conversation of the pull request: nothing can be posted, and nothing that was accepted there counts.'

interface Filling {
  readonly changes: Sides
  readonly scope: Scope
  readonly files: readonly ChangedFile[]
  /** What was read together with the settings. */
  readonly read: ReadonlyMap<ChangedFile, Content | undefined>
}

/** Puts all candidates on their sides; returns the old paths whose text is still to be read. */
async function addChanges(
  client: Client,
  task: RepositoryName,
  { changes, scope, files, read }: Filling,
): Promise<readonly string[]> {
  const candidates = files.filter(({ path }) => scope.isCandidate(path))
  const lost: string[] = files.filter((file) => hasLeft(file, scope)).map(oldPathOf)

  const add = (file: ChangedFile, content: Content | undefined) => {
    const isWhole = addChange(changes, file, content, scope.isForced(file.path))
    if (!isWhole) lost.push(oldPathOf(file))
  }
  for (const file of candidates) if (read.has(file)) add(file, read.get(file))
  for (const batch of toBatches(candidates.filter((file) => !read.has(file)))) {
    const { contents } = await readBatch(client, task, batch.map(want))
    for (const [at, file] of batch.entries()) add(file, contents[at])
  }
  return lost
}

/** Whether a file was a candidate until it was renamed; then it counts as removed. */
function hasLeft(file: ChangedFile, scope: Scope): boolean {
  return !scope.isCandidate(file.path) && scope.isCandidate(oldPathOf(file))
}

/** Reads the old side of files whose patch is missing or does not fit. */
async function readOldFiles(
  client: Client,
  { task, findBase }: Source,
  changes: Sides,
  paths: readonly string[],
): Promise<void> {
  const base = await findBase()
  for (const batch of toBatches(paths)) {
    const wanted = batch.map((path) => wantAt(base, path))
    const { contents } = await readBatch(client, task, wanted)
    for (const [at, path] of batch.entries()) addFile(changes, 'before', path, contents[at])
  }
}

/** Reads files in batches; the page of the conversation comes with the first one. */
async function readAll(
  client: Client,
  repository: RepositoryName,
  files: readonly Wanted[],
  page: ConversationPage | undefined,
): Promise<Batch> {
  const [first = [], ...others] = toBatches(files)
  const { contents, pullRequest } = await readBatch(client, repository, first, page)
  const rest: Content[] = []
  for (const batch of others) rest.push(...(await readBatch(client, repository, batch)).contents)
  return { contents: [...contents, ...rest], pullRequest }
}

/** So many files come with the settings; the rest of a batch. */
const EARLY = 49

/** What can be a candidate as long as the settings are unknown. */
function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path)
}

/** The whole patch of a submodule, whose row names a commit of another repository. */
const SUBMODULE = /^@@ [^\n]+\n([-+]Subproject commit [0-9a-f]{40}(\n|$)){1,2}$/

function want({ sha, path }: ChangedFile): Wanted {
  // The description lets the sha be null, though every row seen has one.
  return { path, name: sha === null ? { expression: `HEAD:${path}` } : { oid: sha } }
}

function wantAt(commit: string, path: string): Wanted {
  return { path, name: { expression: `${commit}:${path}` } }
}

function settle<S extends Scope>({ path, parse }: Settings<S>, content: Content | undefined): S {
  if (!content) return parse(undefined)
  if ('text' in content) return parse({ path, text: content.text })
  if (content.reason === 'unavailable') return parse(undefined)
  throw new UserError(`${path} cannot be read`, 'Save it as a small UTF-8 text file.')
}
