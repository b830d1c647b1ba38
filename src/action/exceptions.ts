import { blameFile } from '../github/blame.ts'
import type { Client } from '../github/client.ts'
import type { AuditTask } from '../github/read/event.ts'
import { messageOf } from '../github/refusal.ts'
import { dateExceptions } from '../review/ignores/exceptions.ts'
import type { Review } from '../review/review.ts'

/** So many files with exceptions are asked about; each takes a request. */
const MOST_FILES = 50

interface Dated {
  readonly review: Review
  /** What GitHub did not tell; sentences. */
  readonly notes: readonly string[]
}

/** Says of the exceptions of an audit since when they are there, and by whom. Never fails the audit. */
export async function dateInAudit(client: Client, task: AuditTask, review: Review): Promise<Dated> {
  const paths = [...new Set(review.exceptions.map(({ path }) => path))]
  const asked = paths.slice(0, MOST_FILES)
  const files = new Map<string, Awaited<ReturnType<typeof blameFile>>>()
  const notes =
    paths.length > asked.length
      ? [`Since when exceptions are there is said of the first ${MOST_FILES} files only.`]
      : []
  try {
    const { commit } = task
    for (const path of asked) files.set(path, await blameFile(client, task, { commit, path }))
  } catch (error) {
    notes.push(`GitHub does not tell since when exceptions are there: ${messageOf(error)}`)
  }
  const exceptions = dateExceptions(review.exceptions, (path, line) => files.get(path)?.(line))
  return { review: { ...review, exceptions }, notes }
}
