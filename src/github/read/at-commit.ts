import { UserError } from '../../settings/user-error.ts'
import type { Client } from '../client.ts'
import { classify } from '../refusal.ts'
import type { MergeGroupTask, PullRequestTask } from './event.ts'
import { type FileList, listChanged } from './files.ts'
import { readPull } from './pulls.ts'

/**
 * What changes to the event's commit. Throws UserError if that is gone, as after a force-push; then
 * the newer commit has a run of its own.
 */
export async function listAtCommit(
  client: Client,
  task: PullRequestTask | MergeGroupTask,
  isCandidate: (path: string) => boolean,
): Promise<FileList> {
  try {
    return await listChanged(client, task, isCandidate)
  } catch (error) {
    if (task.kind !== 'pull-request' || classify(error) !== 'missing') throw error
    const pull = await readPull(client, task, task.number)
    if (!pull || pull.headSha === task.headSha) throw error
    throw new UserError(
      `This run is outdated: commit ${task.headSha} is no longer in the repository, and the pull request has a newer one`,
      'Rerun the check on the newest commit.',
    )
  }
}
