import { parseImageReference } from './image-reference.ts'

/** Why an image may be another build tomorrow. */
export type Mutability = 'no-tag' | 'moving-tag'

/**
 * Whether an image's tag is one that is pushed again and again; undefined if it is pinned, as far
 * as the text tells, or is no image.
 */
export function findMutability(image: string): Mutability | undefined {
  const reference = parseImageReference(image)
  if (!reference || reference.digest !== undefined) return undefined
  if (reference.tag === undefined) return 'no-tag'
  const tag = reference.tag.toLowerCase()
  return MOVING_TAGS.has(tag) || BRANCH.test(tag) ? 'moving-tag' : undefined
}

/** The name of a branch that is worked on, without a commit or a number at its end. */
const BRANCH = /^(?:branch|bugfix|feat|feature|fix|hotfix)[-_](?!.*(?:[0-9a-f]{7}|\d)$)/

/** Names of branches, stages and release channels; `v1` or `3.8` may move as well, but slowly. */
const MOVING_TAGS: ReadonlySet<string> = new Set([
  'canary',
  'current',
  'dev',
  'devel',
  'develop',
  'development',
  'edge',
  'head',
  'latest',
  'main',
  'master',
  'next',
  'nightly',
  'prod',
  'production',
  'release',
  'snapshot',
  'stable',
  'staging',
  'test',
  'testing',
  'trunk',
])

/** Whether an image was pinned to its digest and no longer is. */
export function losesDigest(before: string, after: string): boolean {
  const [was, now] = [parseImageReference(before), parseImageReference(after)]
  return was?.digest !== undefined && now !== undefined && now.digest === undefined
}

/** Whether two images come from the same repository, whatever their tags. */
export function isSameRepository(a: string, b: string): boolean {
  const [left, right] = [parseImageReference(a), parseImageReference(b)]
  return left !== undefined && left.host === right?.host && left.path === right.path
}
