import type { LineOrigin } from '../review/ignores/exceptions.ts'
import type { Client } from './client.ts'
import type { RepositoryName } from './read/event.ts'

interface Answer {
  readonly repository: {
    readonly object: {
      readonly blame?: {
        readonly ranges: readonly {
          readonly startingLine: number
          readonly endingLine: number
          readonly commit: {
            readonly authoredDate: string
            readonly author: {
              readonly name: string | null
              readonly user: { readonly login: string } | null
            } | null
          }
        }[]
      }
    } | null
  } | null
}

const QUERY = `query Blame($owner: String!, $repo: String!, $commit: String!, $path: String!) {
  repository(owner: $owner, name: $repo) {
    object(expression: $commit) {
      ... on Commit {
        blame(path: $path) {
          ranges {
            startingLine
            endingLine
            commit { authoredDate author { name user { login } } }
          }
        }
      }
    }
  }
}`

/** When and by whom a line of a file was last changed, as GitHub tells. */
export async function blameFile(
  client: Client,
  { owner, repo }: RepositoryName,
  { commit, path }: { readonly commit: string; readonly path: string },
): Promise<(line: number) => LineOrigin | undefined> {
  const answer = await client.graphql<Answer>(QUERY, { owner, repo, commit, path })
  const ranges = answer.repository?.object?.blame?.ranges ?? []
  return (line) => {
    const range = ranges.find((each) => line >= each.startingLine && line <= each.endingLine)
    if (!range) return undefined
    const { authoredDate, author } = range.commit
    const by = author?.user?.login ?? author?.name
    return by ? { since: authoredDate.slice(0, 10), by } : undefined
  }
}
