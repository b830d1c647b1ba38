import type { Client } from './client.ts'
import { IncompleteAnswer } from './shapes.ts'

/** A repository of an organization, and the newest commit of its default branch. */
export interface Head {
  /** `owner/name` */
  readonly name: string
  readonly url: string
  /** Absent if it has no commits. */
  readonly commit?: string
  readonly isArchived: boolean
  readonly isFork: boolean
  readonly isPrivate: boolean
}

/** What the token may still ask for until the limit is reset; absent where there is no limit. */
export interface Budget {
  readonly remaining: number
  readonly resetAt: string
}

export interface HeadList {
  readonly heads: readonly Head[]
  readonly budget?: Budget
}

interface RepositoryNode {
  readonly nameWithOwner: string
  readonly url: string
  readonly isArchived: boolean
  readonly isFork: boolean
  readonly isPrivate: boolean
  readonly defaultBranchRef: { readonly target: { readonly oid: string } | null } | null
}

interface Answer {
  readonly repositoryOwner: {
    readonly repositories: {
      readonly nodes: readonly (RepositoryNode | null)[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    }
  } | null
  readonly rateLimit: Budget | null
}

/** One request for 100 repositories, which costs one point. */
const QUERY = `query Heads($login: String!, $after: String) {
  repositoryOwner(login: $login) {
    repositories(first: 100, after: $after, ownerAffiliations: OWNER, orderBy: {field: NAME, direction: ASC}) {
      nodes { nameWithOwner url isArchived isFork isPrivate defaultBranchRef { target { oid } } }
      pageInfo { hasNextPage endCursor }
    }
  }
  rateLimit { remaining resetAt }
}`

/** All repositories of an organization or a person that the token can see; undefined if it sees no owner. */
export async function listHeads(client: Client, login: string): Promise<HeadList | undefined> {
  const heads: Head[] = []
  for (let after: string | null = null; ; ) {
    const answer: Answer = await client.graphql<Answer>(QUERY, { login, after })
    const { repositoryOwner, rateLimit } = answer
    if (!repositoryOwner) return undefined
    const { nodes, pageInfo } = repositoryOwner.repositories
    heads.push(...nodes.flatMap((node) => (node ? [toHead(node)] : [])))
    if (!pageInfo.hasNextPage) return { heads, ...(rateLimit && { budget: rateLimit }) }
    // Else the same page would come for ever.
    if (pageInfo.endCursor === null || pageInfo.endCursor === after) throw new IncompleteAnswer()
    after = pageInfo.endCursor
  }
}

function toHead({ nameWithOwner, defaultBranchRef, ...facts }: RepositoryNode): Head {
  const commit = defaultBranchRef?.target?.oid
  return { name: nameWithOwner, ...facts, ...(commit !== undefined && { commit }) }
}
