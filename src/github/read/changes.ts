import type { Basis } from '../../review/change-set.ts'
import { isRuleFile } from '../../settings/files.ts'
import type { FoundSettings } from '../../settings/settle.ts'
import { checkChangedWorkflows } from '../../workflows/changed.ts'
import { settleWorkflows, wantWorkflows } from '../changed-workflows.ts'
import type { Client } from '../client.ts'
import { listAtCommit } from './at-commit.ts'
import { compareBaselines } from './baseline.ts'
import { type Batch, openSource, readFiles, type Source } from './blobs.ts'
import { type Commits, isForeign, wantSides } from './both-sides.ts'
import { readCandidates } from './candidates.ts'
import { completeList } from './complete.ts'
import { type Guess, guessContext, readContext } from './context.ts'
import { completeConversation, EMPTY_CONVERSATION } from './conversation.ts'
import type { MergeGroupTask, PullRequestTask } from './event.ts'
import { type ChangedFile, oldPathOf } from './files.ts'
import type { Reading, Scope, Settings } from './reading.ts'
import { noteProblems, readProposed, readSettings, wantSettings } from './settings-file.ts'
import { type OpenTree, openTree } from './tree.ts'

/**
 * Reads what a pull request or a merge queue's group changes: its files on both sides, the base
 * side's settings and the conversation of a pull request.
 *
 * Two requests as a rule: the list of files, then one query for all the rest. Between them, the
 * paths of the repository are listed if files of Cortex change, to know what to judge them with.
 * Everything is read at the commits of the event, wherever the branches are by now.
 */
export async function readChanges<S extends Scope>(
  client: Client,
  task: PullRequestTask | MergeGroupTask,
  settings: Settings<S>,
): Promise<Reading<S>> {
  const source = openSource(client, task)
  const list = await listAtCommit(client, task, isYaml)
  const { files, notes } = await completeList(client, task, list, isYaml)
  const commits = { mergeBase: list.mergeBase, head: task.headSha }
  const trees = {
    before: openTree(client, { ...task, commit: commits.mergeBase }),
    after: openTree(client, { ...task, commit: commits.head }),
  }
  const guess = await guessContext(trees.after, files)
  const first = await askFirst(source, task, { files, commits, guess, settings })
  const { scope, siblings, early, contents, guessed, page, pullRequest } = first

  const changed = new Set(files.map(({ path }) => path))
  const types = { source, trees, changed, isCandidate: scope.isCandidate }
  const changes = await readCandidates({ files, early, contents, commits, scope, types })
  const baselines = await compareBaselines(source, scope, { task, files, siblings })
  if (baselines.baseline) changes.baseline = baselines.baseline
  if (baselines.proposed) changes.proposedBaseline = baselines.proposed
  const problems = [
    ...(scope.problems ?? []),
    ...baselines.problems,
    ...(await checkChangedWorkflows(await first.readWorkflows())),
  ]
  if (problems.length > 0) noteProblems(changes, problems, files)
  const { related } = scope
  const needs = { changes, changed, related, guess, guessed }
  const context = await readContext(source, trees.after, needs)
  changes.basis = { ...basisOf(task, list.mergeBase), ...context }
  const conversation = page
    ? await completeConversation(client, task, page.number, pullRequest)
    : EMPTY_CONVERSATION
  const unseen = page && !pullRequest?.id ? [pullRequest ? OUTGROWN : UNSEEN] : []
  const unmatched = early.size > 0 ? await findUnmatched(trees.after, scope) : []
  const said = [...notes, ...(scope.notes ?? []), ...unmatched, ...unseen]
  return { changes, scope, conversation, notes: said }
}

/** What the settings name and the repository does not have. */
async function findUnmatched({ list }: OpenTree, { unmatched }: Scope): Promise<readonly string[]> {
  if (!unmatched) return []
  const { entries, isCut } = await list()
  return isCut ? [] : unmatched(entries.map(({ path }) => path))
}

/** What is compared, by the names that people know. */
function basisOf(task: PullRequestTask | MergeGroupTask, mergeBase: string): Basis {
  const name = task.kind === 'merge-group' ? task.branch : task.baseRef
  const tip = task.baseSha === mergeBase ? {} : { tip: task.baseSha }
  return { base: { commit: mergeBase, ...(name && { name }), ...tip }, head: task.headSha }
}

interface First<S extends Scope> {
  readonly files: readonly ChangedFile[]
  readonly commits: Commits
  readonly guess: Guess
  readonly settings: Settings<S>
}

/** Asks for the settings, and with them for as much as fits into the same request. */
async function askFirst<S extends Scope>(
  source: Source,
  task: PullRequestTask | MergeGroupTask,
  { files, commits, guess, settings }: First<S>,
) {
  const early = files
    .filter((file) => isYaml(file.path) || isYaml(oldPathOf(file)))
    .filter((file) => !isForeign(file))
    .slice(0, EARLY)
    .map((file) => wantSides(file, commits))
  const search = searchSettings(settings, files, task)
  const own = search.wanted
  const earlySides = early.flatMap(({ wanted }) => wanted)
  const workflows = wantWorkflows(files, commits)
  const workflowSides = workflows.flatMap(({ wanted }) => wanted)
  const page = task.kind === 'pull-request' ? firstPage(task.number) : undefined
  const answer = await readFiles(
    source,
    [...own, ...earlySides, ...workflowSides, ...guess.wanted],
    page,
  )

  const { contents, pullRequest } = answer
  const sides = { commit: task.baseSha, head: task.headSha }
  const found = await search.read(source, answer)
  const parsed = await settings.parse(found, sides)
  const isMissed = found.proposed === undefined && touches(files, parsed)
  const scope = isMissed ? await settings.parse(await search.addHead(source, found), sides) : parsed
  const afterOwn = contents.slice(own.length)
  const ofWorkflows = afterOwn.slice(earlySides.length, earlySides.length + workflowSides.length)
  return {
    scope,
    siblings: found.siblings,
    early: new Map(early.map((each) => [each.file, each])),
    contents: afterOwn.slice(0, earlySides.length),
    readWorkflows: () => settleWorkflows(source, workflows, ofWorkflows, commits),
    guessed: afterOwn.slice(earlySides.length + workflowSides.length),
    page,
    pullRequest,
  }
}

/** Whether a change touches files of the repository that its settings extend. */
function touches(files: readonly ChangedFile[], { extended = [] }: Scope): boolean {
  const own = extended.flatMap(({ repository, path }) => (repository === undefined ? [path] : []))
  return files.some((file) => [file.path, oldPathOf(file)].some((path) => own.includes(path)))
}

/** Looks for the settings of the base, and for those of the head if the change touches them. */
function searchSettings<S extends Scope>(
  settings: Settings<S>,
  files: readonly ChangedFile[],
  { baseSha, headSha }: PullRequestTask | MergeGroupTask,
) {
  const { paths } = settings
  const isTouched = files.some((file) =>
    [file.path, oldPathOf(file)].some((path) => paths.includes(path) || isRuleFile(path)),
  )
  const own = wantSettings(paths, baseSha)
  return {
    wanted: isTouched ? [...own, ...wantSettings(paths, headSha)] : own,
    /** Those of the head, asked for by themselves. */
    async addHead(source: Source, found: FoundSettings) {
      const answer = await readFiles(source, wantSettings(paths, headSha))
      return { ...found, ...(await readProposed(source, paths, { commit: headSha, ...answer })) }
    },
    async read(source: Source, { contents, objects }: Pick<Batch, 'contents' | 'objects'>) {
      const found = await readSettings(source, settings, {
        commit: baseSha,
        contents,
        objects: objects.slice(0, own.length),
      })
      if (!isTouched) return found
      const later = {
        contents: contents.slice(own.length),
        objects: objects.slice(own.length, 2 * own.length),
      }
      return {
        ...found,
        ...(await readProposed(source, paths, { commit: headSha, ...later })),
      }
    },
  }
}

const UNSEEN =
  'The pull request conversation is not accessible. Nothing can be posted, and acceptances in comments are ignored. Grant the job `pull-requests: write`.'

const OUTGROWN =
  'Nothing can be posted: GitHub no longer has a field that Cortex Review queries. Update Cortex Review.'

/** So many files come with the settings. */
const EARLY = 40

function firstPage(number: number) {
  return { number, threads: null, comments: null }
}

/** What can be a candidate as long as the settings are unknown. */
function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path)
}
