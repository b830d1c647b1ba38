import { toBaseline } from '../../settings/baseline.ts'
import type { FoundSettings } from '../../settings/settle.ts'
import { UserError } from '../../settings/user-error.ts'
import { quote } from '../../text/wording.ts'
import type { Client } from '../client.ts'
import { classify } from '../refusal.ts'
import { IncompleteAnswer } from '../shapes.ts'
import { openSource, readFiles, type Source, toBatches } from './blobs.ts'
import { EMPTY_CONVERSATION } from './conversation.ts'
import type { AuditTask } from './event.ts'
import type { ChangedFile } from './files.ts'
import type { Reading, Scope, Settings } from './reading.ts'
import { isOfRules, readEntry, readListed, unreadable } from './settings-file.ts'
import { addChange, type Sides, startSides } from './sides.ts'
import { listTree, openTree, type Tree, type TreeFile } from './tree.ts'
import { readLink } from './types.ts'

/** Reads all candidates of a commit; the old side is empty. */
export async function readAudit<S extends Scope>(
  client: Client,
  task: AuditTask,
  settings: Settings<S>,
): Promise<Reading<S>> {
  const source = openSource(client, task)
  const { entries, isCut } = await listAt(client, task)
  // What is not listed would pass unseen.
  if (isCut) throw new IncompleteAnswer()
  const found = await findSettings(source, settings, entries)
  const scope = await settings.parse(found, { commit: task.commit })

  const unmatched = scope.unmatched?.(entries.map(({ path }) => path)) ?? []
  const candidates = entries.filter(({ path }) => scope.isCandidate(path))
  const files = candidates.filter(({ type }) => type === 'file')
  const changes = startSides()
  await addFiles(changes, source, files, scope)
  const links = candidates.filter(({ type }) => type === 'link')
  await addLinks(changes, source, { ...task, links, files }, scope)
  const remote = await addRemoteClusters(changes, scope)
  changes.basis = { head: task.commit, isAudit: true }
  const entry = entries.find(({ path }) => path === scope.baseline?.path)
  if (entry?.type === 'file') {
    changes.baseline = {
      ...toBaseline(await readEntry(source, entry.path, entry.oid)),
      isWhole: true,
    }
  }
  return {
    changes,
    scope,
    conversation: EMPTY_CONVERSATION,
    notes: [...(scope.notes ?? []), ...unmatched, ...remote.notes],
    ...(remote.basis.length > 0 && { basis: remote.basis }),
  }
}

/** Clusters of other repositories stand on both sides: APIs are judged with them, and they are not. */
async function addRemoteClusters(
  changes: Sides,
  { remoteClusters = [], readRemote }: Scope,
): Promise<{
  readonly notes: readonly string[]
  readonly basis: NonNullable<Reading<Scope>['basis']>
}> {
  const notes: string[] = []
  const basis = []
  for (const { cluster, source } of remoteClusters) {
    const loaded = await readRemote?.(source)
    if (!loaded) continue
    if ('problem' in loaded) {
      notes.push(
        `Cluster config ${quote(cluster)} ${loaded.problem}, so its APIs are judged without it.`,
      )
      continue
    }
    changes.before.set(cluster, loaded.text)
    changes.after.set(cluster, loaded.text)
    const { repository = '', ref = '' } = source
    if (loaded.commit !== undefined) basis.push({ repository, ref, commit: loaded.commit })
  }
  return { notes, basis }
}

/** A ref that names nothing is as missing as a repository that the token may not read. */
async function listAt(client: Client, task: AuditTask): Promise<Tree> {
  try {
    return await listTree(client, task)
  } catch (error) {
    const { commit, eventCommit } = task
    const isWrong = eventCommit !== undefined && ['missing', 'invalid'].includes(classify(error))
    if (!isWrong || !(await isThere(client, { ...task, commit: eventCommit }))) throw error
    throw new UserError(
      `There is no branch, tag or commit ${quote(commit)}.`,
      'Correct the input `ref`.',
    )
  }
}

async function isThere(client: Client, root: AuditTask): Promise<boolean> {
  try {
    await openTree(client, root).list()
    return true
  } catch {
    return false
  }
}

async function addFiles(
  changes: Sides,
  source: Source,
  files: readonly TreeFile[],
  { isForced }: Scope,
): Promise<void> {
  for (const batch of toBatches(files)) {
    const wanted = batch.map(({ path, oid }) => ({ path, name: { oid } }))
    const { contents } = await readFiles(source, wanted)
    for (const [at, { path }] of batch.entries()) {
      const read = { file: toRow(path), before: undefined, after: contents[at], hunks: [] }
      addChange(changes, read, isForced(path))
    }
  }
}

/** Links lead to what is judged where it is, or to what is not. */
async function addLinks(
  changes: Sides,
  source: Source,
  task: AuditTask & { readonly links: readonly TreeFile[]; readonly files: readonly TreeFile[] },
  { isCandidate, isForced }: Scope,
): Promise<void> {
  const known = new Set(task.files.map(({ path }) => path))
  const tree = openTree(source.client, task)
  const types = {
    source,
    trees: { before: tree, after: tree },
    changed: new Set<string>(),
    isCandidate,
  }
  for (const { path } of task.links) {
    const { content, source: target } = await readLink(types, 'after', path)
    if (target !== undefined && known.has(target)) continue
    const links = target === undefined ? {} : { after: target }
    const read = { file: toRow(path), before: undefined, after: content, hunks: [], links }
    addChange(changes, read, isForced(path))
  }
}

function toRow(path: string): ChangedFile {
  return { path, status: 'added', sha: null, additions: 0, deletions: 0 }
}

async function findSettings(
  source: Source,
  { paths, misplaced }: Pick<Settings<Scope>, 'paths' | 'misplaced'>,
  entries: readonly TreeFile[],
): Promise<FoundSettings> {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const files = await Promise.all(
    paths.map(async (path) => {
      const entry = byPath.get(path)
      if (!entry) return undefined
      if (entry.type !== 'file') throw unreadable(path)
      return readEntry(source, path, entry.oid)
    }),
  )
  return {
    files: files.filter((file) => file !== undefined),
    misplaced: misplaced.filter((path) => byPath.has(path)),
    ruleFiles: await readListed(source, entries.filter(isOfRules)),
  }
}
