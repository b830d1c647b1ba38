import { applyEdits, type Span, type TextEdit } from '../../text/text.ts'
import { parseDocument, type YamlDocument } from '../document.ts'
import { moveToAnchor } from '../written-path.ts'
import { resolveBlockChange } from './block.ts'
import type { CollectionChange, EditPlan } from './change.ts'
import { type Restored, restoreComments, restoreLines } from './comments.ts'
import type { Edit, EditValue, KeyOrder } from './edits.ts'
import { EditError } from './error.ts'
import { resolveFlowChange } from './flow.ts'
import type { EditContext } from './layout.ts'
import { detectLayout } from './layout.ts'
import { findExact, planEdits } from './plan.ts'
import type { Collection } from './slot.ts'
import { listWritten } from './slot.ts'
import { findOrigin, orNone } from './source.ts'
import { hasValue, toEditValue } from './value.ts'
import { replaceKey, replaceValue, writeRoot } from './value-text.ts'

export { EditError } from './error.ts'

/**
 * Resolves edits to the smallest text edits, in the order of the text.
 *
 * All paths and indexes are those of the document as it is. What is there already, or already gone,
 * needs no edit. Throws EditError.
 */
export function resolveEdits(
  document: YamlDocument,
  edits: readonly Edit[],
  order: KeyOrder = () => [],
): readonly TextEdit[] {
  if (document.problems.length > 0) throw new EditError('The file cannot be read')
  return copyOrWrite(document, edits, (each) => {
    const plan = planEdits(document, each)
    checkAnchors(document, plan)
    return resolvePlanned(document, plan, { order, edits: each })
  })
}

/**
 * The same where a value is shared by an anchor: at the anchor, where it changes all that mean it.
 *
 * Throws EditError.
 */
export function resolveSharedEdits(
  document: YamlDocument,
  edits: readonly Edit[],
  order: KeyOrder = () => [],
): readonly TextEdit[] {
  const moved = edits.map((edit) => moveToAnchor(document, edit))
  return copyOrWrite(document, moved, (each) => {
    return resolvePlanned(document, planEdits(document, each), { order, edits: each })
  })
}

/** Copies lines from their sources, unless beside anchors they would mean something else. */
function copyOrWrite(
  document: YamlDocument,
  edits: readonly Edit[],
  resolve: (edits: readonly Edit[]) => readonly TextEdit[],
): readonly TextEdit[] {
  const copied = resolve(edits)
  const sources = edits.flatMap((edit) => ('source' in edit && edit.source ? [edit.source] : []))
  const hasAliases = [document, ...sources.map((source) => source.document)].some(
    ({ aliases }) => aliases.length > 0,
  )
  if (sources.length === 0 || !hasAliases) return copied

  const written = resolve(edits.map(withoutSource))
  const [one, other] = [copied, written].map((each) => {
    return parseDocument(applyEdits(document.text, each)).root
  })
  const value = toEditValue(other)
  return one && value !== undefined && hasValue(one, value) ? copied : written
}

function withoutSource(edit: Edit): Edit {
  if (!('source' in edit)) return edit
  const { source: _, ...rest } = edit
  return rest
}

function resolvePlanned(
  document: YamlDocument,
  plan: EditPlan,
  { order, edits }: { readonly order: KeyOrder; readonly edits: readonly Edit[] },
): readonly TextEdit[] {
  const context: EditContext = { document, layoutAt: layoutOf(document), order }
  const planned = [...resolvePlan(plan, context)]
  const resolved = restoreLines(document, listRestored(document, plan, edits), planned).toSorted(
    (a, b) => a.start - b.start || a.end - b.end,
  )
  checkApart(resolved)
  return resolved
}

/** What is put back of values that are there, as a whole and in parts. */
function listRestored(
  document: YamlDocument,
  plan: EditPlan,
  edits: readonly Edit[],
): readonly Restored[] {
  const parts = [...plan.replaced.values()].flatMap(({ slot, origin }) =>
    origin ? [{ slot, origin }] : [],
  )
  const wholes = edits.flatMap((edit) => {
    if (edit.op !== 'set') return []
    const { path, source, formerly } = edit
    const old = source ?? formerly
    const origin = old && findOrigin(old)
    const slot = origin && orNone(() => findExact(document, path))
    return slot ? [{ slot, origin, isOther: source === undefined }] : []
  })
  return [...parts, ...wholes]
}

/** A document's style is measured once, however many edits are resolved one by one. */
const layouts = new WeakMap<YamlDocument, EditContext['layoutAt']>()

function layoutOf(document: YamlDocument): EditContext['layoutAt'] {
  const layoutAt = layouts.get(document) ?? detectLayout(document)
  layouts.set(document, layoutAt)
  return layoutAt
}

function* resolvePlan(plan: EditPlan, context: EditContext): Generator<TextEdit> {
  if (plan.root !== undefined) yield writeRoot(context, plan.root)
  for (const { slot, value, origin } of plan.replaced.values()) {
    yield* replaceValue(context, slot, value, origin)
    if (origin) yield* restoreComments(context, slot, origin)
  }
  for (const { slot, to } of plan.renamed) yield replaceKey(slot, to)
  for (const change of plan.changed.values()) yield* resolveChange(change, context)
}

function resolveChange(change: CollectionChange, context: EditContext): Iterable<TextEdit> {
  const { slot, node, removed, inserted } = change
  const children = node.kind === 'map' ? listWritten(node).length : node.items.length
  const isEmptied = children > 0 && removed.size === children
  const hasMerges = node.kind === 'map' && node.merges

  if (isEmptied && !hasMerges) return replaceValue(context, slot, collectInserted(change))
  if (removed.size === 0 && inserted.length === 0) return []
  return node.style === 'flow'
    ? resolveFlowChange(context, change)
    : resolveBlockChange(context, change)
}

/** What a list or map holds whose children have all gone. */
function collectInserted({ node, inserted }: CollectionChange): EditValue {
  if (node.kind === 'list') return inserted.map(({ value }) => value)
  return Object.fromEntries(
    inserted.flatMap((item) => ('key' in item ? [[item.key, item.value] as const] : [])),
  )
}

function checkApart(edits: readonly TextEdit[]): void {
  for (const [index, edit] of edits.entries()) {
    if (edit.start < (edits[index - 1]?.end ?? 0)) throw new EditError('Two edits touch each other')
  }
}

/** An anchored value must not change while an alias elsewhere means it. */
function checkAnchors({ aliases }: YamlDocument, { replaced, changed, renamed }: EditPlan): void {
  if (aliases.length === 0) return
  const changes = [...changed.values()]
  const gone = [
    ...[...replaced.values()].map(({ slot }) => slot.place),
    ...renamed.flatMap(({ slot: { parent } }) => childSpan(parent?.node, parent?.index, 'key')),
    ...changes.flatMap(({ node, removed }) =>
      [...removed].flatMap((index) => childSpan(node, index, 'whole')),
    ),
  ]
  const grown = changes.map(({ node }) => node)

  for (const alias of aliases) {
    if (gone.some((span) => contains(span, alias))) continue
    const { target } = alias
    const isTouched =
      gone.some((span) => contains(span, target) || contains(target, span)) ||
      grown.some((span) => contains(target, span))
    if (isTouched) throw new EditError('The value has an anchor, and an alias elsewhere means it')
  }
}

function childSpan(
  node: Collection | undefined,
  index: number | undefined,
  part: 'key' | 'whole',
): Span[] {
  if (!node || index === undefined) return []
  const entry = node.kind === 'map' ? node.entries[index] : undefined
  const span = node.kind === 'list' ? node.places[index] : part === 'key' ? entry?.key : entry
  return span ? [span] : []
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}
