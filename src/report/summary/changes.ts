import type { FieldChange, Located, SpecChange } from '../../cortex/files/subject.ts'
import { renderDuration } from '../../cortex/values/duration.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import { type Hide, hideValue } from '../../secrets/hide.ts'
import type { KeyPath } from '../../text/text.ts'
import { truncate } from '../../text/truncate.ts'
import { findNode } from '../../yaml/tree.ts'
import { makeVisible } from '../visible.ts'

/** A change of meaning, ready to be shown in any form; texts are plain and on one line. */
export interface ChangeRow {
  /** The spec by names, e.g. `cluster/prod`. */
  readonly subject: string
  readonly path: string
  readonly event: 'added' | 'removed' | 'modified' | 'moved'
  /** The key, e.g. `spot_config.max_price`; '' for a whole spec. */
  readonly field: string
  /** The values as they are written, or with ` (default)`; '' where the key does not exist. */
  readonly before: string
  readonly after: string
}

const LONGEST_VALUE = 80

/** One row for each spec that came, went or moved, and one for each value that differs. */
export function listChanges(
  review: Pick<Review, 'changes' | 'before' | 'after'>,
): readonly ChangeRow[] {
  const hide = hideOf(review)
  return review.changes.flatMap((change) => {
    if (change.event === 'modified') return listFields(change, hide)

    const { kind, identity, file } = change.event === 'added' ? change.after : change.before
    // What is in a file says more than the file.
    if (kind === 'file') return []

    const row = { subject: hide(identity), path: file.path, field: '', before: '', after: '' }
    return [{ ...row, event: change.event }]
  })
}

function listFields(
  change: Extract<SpecChange, { event: 'modified' }>,
  hide: Hide,
): readonly ChangeRow[] {
  const { before, after, fields, moved } = change
  const row = { subject: hide(after.identity), path: after.file.path }
  const move = {
    ...row,
    event: 'moved' as const,
    field: '',
    before: makeVisible(before.file.path),
    after: makeVisible(after.file.path),
  }
  const modified = fields.map((field) => ({
    ...row,
    event: 'modified' as const,
    field: makeVisible(hide(field.path.join('.'))),
    before: showValue(before, field, field.before, hide),
    after: showValue(after, field, field.after, hide),
  }))
  return moved ? [move, ...modified] : modified
}

/** A scalar as it is written; anything else, and a default, as data. Plain, and on one line. */
export function showValue(
  subject: Located,
  { path, item }: FieldChange & { readonly item?: string },
  value: unknown,
  hide: Hide,
  longest = LONGEST_VALUE,
): string {
  if (value === undefined) return ''

  const { root, text } = subject.file.document
  const node = findNode(root, [...subject.path, ...path])
  if (item !== undefined) return makeVisible(hide(renderData(value)))

  const isScalar = node && node.kind !== 'map' && node.kind !== 'list'
  const shown = isScalar ? text.slice(node.start, node.end) : renderDefault(path, value)
  return truncate(makeVisible(hideValue(path, shown, hide)), longest) + (node ? '' : ' (default)')
}

/** Durations are nanoseconds in a spec. */
function renderDefault(path: KeyPath, value: unknown): string {
  const isDuration = typeof value === 'number' && DURATIONS.has(String(path.at(-1)))
  return isDuration ? renderDuration(value) : renderData(value)
}

const DURATIONS = new Set([
  'window',
  'downscale_stabilization_period',
  'upscale_stabilization_period',
])

/** A value as compact JSON; numbers too long for one are kept whole. */
export function renderData(value: unknown): string {
  const json = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? String(part) : part,
  )
  return typeof value === 'string' ? value : (json ?? '')
}
