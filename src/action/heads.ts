import { minimatch } from 'minimatch'
import type { Client } from '../github/client.ts'
import { type Head, type HeadList, listHeads } from '../github/organization.ts'
import { explainReadError } from '../github/refusal.ts'
import { UserError } from '../settings/user-error.ts'
import { quote } from '../text/wording.ts'

/** Which repositories are wanted. */
export interface Choice {
  readonly org?: string | undefined
  /** `owner/name` or globs, `!` to exclude; empty means all of the organization. */
  readonly patterns: readonly string[]
  readonly archived?: boolean | undefined
  readonly forks?: boolean | undefined
}

export interface FoundHeads extends HeadList {
  /** Repositories that are named and that the token cannot see. */
  readonly unseen: readonly string[]
  /** What the reader of a report should know about the list; sentences. */
  readonly notes: readonly string[]
}

/** Lists the wanted repositories. Throws a UserError if the token sees no owner of them. */
export async function findHeads(client: Client, choice: Choice): Promise<FoundHeads> {
  const { org, patterns, archived = false, forks = false } = choice
  const isWanted = createFilter(patterns)
  const owners = org === undefined ? ownersOf(patterns) : [org]
  const lists = await listOwners(client, owners)
  const named = lists.flatMap(({ heads }) => heads).filter(({ name }) => isWanted(name))
  const heads = named.filter(
    ({ isArchived, isFork }) => (archived || !isArchived) && (forks || !isFork),
  )
  const budget = lists.at(-1)?.budget
  const seen = new Set(named.map(({ name }) => name.toLowerCase()))
  return {
    heads,
    ...(budget && { budget }),
    unseen: listNamed(patterns, org).filter(
      (name) => isWanted(name) && !seen.has(name.toLowerCase()),
    ),
    notes: describeList(
      heads,
      lists.every(({ heads: all }) => all.every((head) => !head.isPrivate)),
    ),
  }
}

function describeList(heads: readonly Head[], isPublic: boolean): readonly string[] {
  if (heads.length === 0 || !isPublic) return []
  return [
    'The token sees only public repositories. Private ones, if there are any, are not in this report.',
  ]
}

async function listOwners(client: Client, owners: readonly string[]): Promise<readonly HeadList[]> {
  const lists: HeadList[] = []
  for (const owner of owners) {
    const list = await listHeads(client, owner).catch((error: unknown) => {
      throw explainReadError(error)
    })
    if (list) lists.push(list)
  }
  if (lists.length > 0) return lists
  throw new UserError(
    `There is no organization or person ${owners.map(quote).join(', ')} that the token can see.`,
    'Check the name, and what the token may read.',
  )
}

/** The names and globs of a list of repositories, without the lines that are comments. */
export function readPatterns(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.match(/\S+/g) ?? [])
}

/** The owners that a list of repositories names. Throws a UserError if one is not literal. */
function ownersOf(patterns: readonly string[]): readonly string[] {
  const included = patterns.filter((each) => !each.startsWith('!'))
  const owners = new Set(included.map((each) => (each.includes('/') ? each.split('/', 1)[0] : '')))
  const names = [...owners].map((each) => each ?? '')
  if (names.length > 0 && names.every((name) => /^[\w-]+$/.test(name))) return names
  throw new UserError(
    'The list of repositories does not name their owners.',
    'Write `owner/name` on each line, or name the organization with `org`.',
  )
}

/** The repositories that are named and not described. */
function listNamed(patterns: readonly string[], org: string | undefined): readonly string[] {
  return patterns
    .filter((each) => /^[\w.-]+(?:\/[\w.-]+)?$/.test(each))
    .flatMap((each) => (each.includes('/') ? [each] : org === undefined ? [] : [`${org}/${each}`]))
}

/** By the name with its owner, or without; what is excluded stays out. */
function createFilter(patterns: readonly string[]): (name: string) => boolean {
  const excluded = patterns.filter((each) => each.startsWith('!')).map((each) => each.slice(1))
  const included = patterns.filter((each) => !each.startsWith('!'))
  return (name) =>
    (included.length === 0 || included.some((each) => isNamed(name, each))) &&
    !excluded.some((each) => isNamed(name, each))
}

function isNamed(name: string, pattern: string): boolean {
  return [name, name.slice(name.indexOf('/') + 1)].some((each) =>
    minimatch(each, pattern, { nocase: true, nonegate: true, nocomment: true }),
  )
}
