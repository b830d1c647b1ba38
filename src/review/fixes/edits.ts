import { spellPath } from '../../cortex/files/spelling.ts'
import type { Located } from '../../cortex/files/subject.ts'
import { apiKeyOrder } from '../../cortex/tables/api.ts'
import { clusterKeyOrder } from '../../cortex/tables/cluster.ts'
import type { KeyPath, TextEdit } from '../../text/text.ts'
import { EditError, resolveEdits, resolveSharedEdits } from '../../yaml/edit/edit.ts'
import type { Edit, KeyOrder } from '../../yaml/edit/edits.ts'
import { findNode, isMerged, type YamlNode } from '../../yaml/tree.ts'
import type { RawFinding } from '../evaluate.ts'
import { specsByIdentity } from '../identity/spec-index.ts'
import type { Judgement } from '../judge.ts'
import { toEdits } from './restore.ts'

/** A fix as text edits of the file that its target is in. */
export interface ResolvedFix {
  readonly target: Located
  /** By key paths, from the root of the file. */
  readonly wanted: readonly Edit[]
  readonly edits: readonly TextEdit[]
  /** Where new keys belong. */
  readonly order: KeyOrder
  /** Whether they change what others share by an anchor, of which the rule knows nothing. */
  readonly isShared?: true
}

/** Resolves the fix that a rule proposes; undefined if the file has no place for it. */
export function resolveFix(raw: RawFinding, judgement: Judgement): ResolvedFix | undefined {
  const { fix } = raw.problem
  const target = fix && findTarget(raw, judgement)
  // An edit would break the MAC of an encrypted file.
  if (!target || target.file.isEncrypted) return undefined

  const { path, file } = target
  const meant = new Map<string, KeyPath>()
  const wanted = toEdits(fix.edits, raw, target, judgement).map((edit): Edit => {
    const keys = [...path, ...edit.path]
    const whole = spellPath(file, keys)
    for (const depth of whole.keys()) meant.set(toKey(whole.slice(0, depth)), keys.slice(0, depth))
    if (edit.op !== 'set') return { ...edit, path: whole }
    return { ...edit, path: whole, overrides: wasWritten(edit.path, raw.before) }
  })
  if (wanted.length === 0) return undefined
  const orderOf = file.kind === 'api' ? apiKeyOrder : clusterKeyOrder
  // A misspelt section has the keys of the one that is meant.
  const documented: KeyOrder = (parent) => orderOf(meant.get(toKey(parent)) ?? parent)
  const order = raw.before ? restoringOrder(documented, wanted, target, raw.before) : documented
  const document = file.written ?? file.document
  const edits = attemptEdits(() => resolveEdits(document, wanted, order))
  if (edits) return { target, wanted, edits, order }
  const shared = attemptEdits(() => resolveSharedEdits(document, wanted, order))
  return shared && { target, wanted, edits: shared, order, isShared: true }
}

function toKey(path: KeyPath): string {
  return JSON.stringify(path)
}

/** Whether the old side has a key of its own there, which a merge key may bring now. */
function wasWritten(path: KeyPath, before: Located | undefined): boolean {
  if (!before) return false
  const { root } = before.file.document
  const oldPath = [...before.path, ...path]
  return findNode(root, oldPath) !== undefined && !isMerged(root, oldPath)
}

function attemptEdits(resolve: () => readonly TextEdit[]): readonly TextEdit[] | undefined {
  try {
    return resolve()
  } catch (error) {
    if (error instanceof EditError) return undefined
    throw error
  }
}

/** What the edits start at, on the new side: of a removed subject, what it stood in. */
function findTarget(
  { side, subject, problem }: RawFinding,
  { after }: Judgement,
): Located | undefined {
  if (side === 'after' && problem.fix?.start !== 'parent') return subject

  const outer = subject.identity.split('/').slice(0, -2).join('/')
  const parents = specsByIdentity(after).get(outer) ?? []
  return parents.find(({ file }) => file.path === subject.file.path) ?? parents[0]
}

/** A key that the old side has goes back to where it stood: there, the line is in the diff. */
function restoringOrder(
  documented: KeyOrder,
  edits: readonly Edit[],
  target: Located,
  before: Located,
): KeyOrder {
  return (parent) => {
    const oldPath = [...before.path, ...parent.slice(target.path.length)]
    const oldKeys = keysOf(findNode(before.file.document.root, oldPath))
    const isRestored = edits.some(
      ({ path }) =>
        parent.every((step, depth) => path[depth] === step) &&
        oldKeys.includes(String(path[parent.length])),
    )
    return isRestored ? [...new Set([...oldKeys, ...documented(parent)])] : documented(parent)
  }
}

function keysOf(node: YamlNode | undefined): readonly string[] {
  if (node?.kind !== 'map') return []
  return node.entries.flatMap(({ key }) => (key.kind === 'string' ? [key.value] : []))
}
