import { type Client, ONCE } from '../client.ts'
import type { PullRequestTask } from '../read/event.ts'
import { classify, messageOf, type Refusal, TOO_FAST_PAUSE } from '../refusal.ts'
import type { DesiredComment } from './comments.ts'
import { listFieldErrors } from './mutation.ts'
import type { Posted, Surroundings } from './posted.ts'
import {
  createReview,
  deleteDrafts,
  findPresent,
  type LineComment,
  type ReviewName,
} from './reviews.ts'

/** The comments of one review. */
interface Comments {
  readonly onLines: readonly LineComment[]
  readonly onFiles: readonly DesiredComment[]
}

/**
 * Posts comments of which some are on whole files, as one review: only GraphQL adds those, and only
 * to a draft.
 *
 * Returns undefined if that did not work, with nothing left behind. Throws Octokit's error if the
 * token may not write.
 */
export async function postFileComments(
  client: Client,
  task: PullRequestTask,
  comments: Comments,
  surroundings: Surroundings,
  attempts = ATTEMPTS,
): Promise<Posted | undefined> {
  const all = [...comments.onLines, ...comments.onFiles]
  try {
    const draft = await createReview(client, task, comments.onLines, 'draft')
    const refused = await submit(client, draft, comments.onFiles)
    const posted = all.filter((comment) => !refused.includes(comment))
    return { posted, refused, review: draft.id }
  } catch (error) {
    const refusal = classify(error)
    if (refusal === 'denied' || refusal === 'missing') throw error

    // The review may stand there though the answer was lost.
    const posted = refusal === 'unclear' ? await findPresent(client, task, all) : []
    if (posted.length > 0) {
      return { posted, refused: all.filter((comment) => !posted.includes(comment)) }
    }
    await deleteDrafts(client, task)
    if (attempts > 1 && PASSING.includes(refusal)) {
      if (refusal === 'too-fast') await surroundings.pause(TOO_FAST_PAUSE)
      return postFileComments(client, task, comments, surroundings, attempts - 1)
    }
    surroundings.warn(`GitHub took no comments on whole files: ${messageOf(error)}`)
    return undefined
  }
}

const ATTEMPTS = 2
/** What may be over by the second attempt. */
const PASSING: readonly Refusal[] = ['draft-open', 'too-fast', 'unclear']

/** Adds the comments on files and submits; returns those that GitHub did not take. */
async function submit(
  client: Client,
  draft: ReviewName,
  onFiles: readonly DesiredComment[],
): Promise<readonly DesiredComment[]> {
  const { text, variables } = buildSubmission(draft, onFiles)
  try {
    await client.graphql(text, { ...variables, request: ONCE })
    return []
  } catch (error) {
    const failed = listFieldErrors(error).map(({ alias }) => alias)
    if (failed.length === 0 || failed.includes('submit')) throw error
    return onFiles.filter((_, index) => failed.includes(`file${index}`))
  }
}

/** The mutation; texts, paths and ids are variables, never pasted in. */
export function buildSubmission({ nodeId }: ReviewName, onFiles: readonly DesiredComment[]) {
  const variables: Record<string, string> = { review: nodeId }
  const declarations = ['$review: ID!']
  const fields = onFiles.map(({ anchor, body }, index) => {
    variables[`p${index}`] = anchor?.path ?? ''
    variables[`b${index}`] = body
    declarations.push(`$p${index}: String!`, `$b${index}: String!`)
    const input = `pullRequestReviewId: $review, path: $p${index}, body: $b${index}, subjectType: FILE`
    return `file${index}: addPullRequestReviewThread(input: { ${input} }) { clientMutationId }`
  })
  const submission =
    'submitPullRequestReview(input: { pullRequestReviewId: $review, event: COMMENT })'
  const text = `mutation Submit(${declarations.join(', ')}) {
  ${[...fields, `submit: ${submission} { clientMutationId }`].join('\n  ')}
}
`
  return { text, variables }
}
