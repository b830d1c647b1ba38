import { collectSecrets } from '../../secrets/collect.ts'
import type { FileSecret } from '../../secrets/kinds.ts'
import type { KeyPath } from '../../text/text.ts'
import { findNode } from '../../yaml/tree.ts'
import type { CortexFile, Located, Workspace } from '../files/subject.ts'

/** A secret in a spec, with its path from there. */
export interface SpecSecret extends FileSecret {
  readonly at: KeyPath
}

/** A secret beside the specs of a file, with the place where it begins. */
export interface LooseSecret extends FileSecret {
  readonly offset: number
  readonly isComment: boolean
}

/** The secrets that stand in a spec: of each place the first one, and each but once. */
export function listSecrets({ file, path }: Located): readonly SpecSecret[] {
  const secrets = collectSecrets(file.document).flatMap((secret) =>
    secret.at && isWithin(secret.at, path) ? [{ ...secret, at: secret.at.slice(path.length) }] : [],
  )
  return firstOf(
    firstOf(secrets, ({ value }) => value),
    ({ at }) => JSON.stringify(at),
  )
}

/** The secrets of a file that stand in none of its specs: in comments, say, or beside the specs. */
export function listSecretsOutside(
  { document }: CortexFile,
  workspace: Workspace,
): readonly LooseSecret[] {
  const specs = [...workspace.subjects('cluster'), ...workspace.subjects('api')].filter(
    ({ file }) => file.document === document,
  )
  const secrets = collectSecrets(document).flatMap((secret): readonly LooseSecret[] => {
    const { at, offset = 0 } = secret
    if (!at) return [{ ...secret, offset, isComment: isComment(document, offset) }]
    if (specs.some(({ path }) => isWithin(at, path))) return []
    const start = findNode(document.root, at)?.start ?? document.root?.start ?? 0
    return [{ ...secret, offset: start, isComment: false }]
  })
  return firstOf(secrets, ({ value }) => value)
}

function isComment({ comments }: CortexFile['document'], offset: number): boolean {
  return comments.some(({ start, end }) => offset >= start && offset < end)
}

function firstOf<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const first = new Map<string, T>()
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item)
  return [...first.values()]
}

function isWithin(path: KeyPath, outer: KeyPath): boolean {
  return outer.every((step, index) => path[index] === step)
}
