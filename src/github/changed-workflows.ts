import type { FileContent } from '../cortex/files/content.ts'
import { type ChangedWorkflow, isWorkflow } from '../workflows/changed.ts'
import type { Source } from './read/blobs.ts'
import { type Commits, settleBoth, type WantedSides, wantSides } from './read/both-sides.ts'
import type { ChangedFile } from './read/files.ts'

/** So many workflows are looked at. */
const MOST_WORKFLOWS = 10

/** What to ask for, to know the workflows that a change leaves behind. */
export function wantWorkflows(
  files: readonly ChangedFile[],
  commits: Commits,
): readonly WantedSides[] {
  return files
    .filter(({ path, status }) => status !== 'removed' && isWorkflow(path))
    .slice(0, MOST_WORKFLOWS)
    .map((file) => wantSides(file, commits))
}

/** The workflows on both sides, made of the answers. */
export async function settleWorkflows(
  source: Source,
  wanted: readonly WantedSides[],
  contents: readonly FileContent[],
  commits: Commits,
): Promise<readonly ChangedWorkflow[]> {
  const read = await settleBoth(source, wanted, contents, commits)
  return read.flatMap(({ file: { path }, before, after }) => {
    if (!after || !('text' in after)) return []
    return [
      { path, before: before && 'text' in before ? before.text : undefined, after: after.text },
    ]
  })
}
