import type { FieldChange, Located, SpecChange } from '../../cortex/files/subject.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import type { Hide } from '../../secrets/hide.ts'
import { findNode, type YamlNode } from '../../yaml/tree.ts'
import { nameOf } from '../comment/headline.ts'
import { code, prose, shortCode } from '../markdown.ts'
import { parseIdentity } from '../subject.ts'
import { makeVisible } from '../visible.ts'
import { renderData, showValue } from './changes.ts'
import { FEW_ROWS, type Section, toTable } from './section.ts'

/** The effective changes as a table: what a reader of the diff has to work out. */
export function changeSection(review: Pick<Review, 'changes' | 'before' | 'after'>): Section {
  const hide = hideOf(review)
  const rows = review.changes.flatMap((change) => rowsOf(change, hide))
  return {
    title: 'Effective changes',
    ...toTable(['Resource', 'Key', 'Before', 'After'], rows),
    noun: 'change',
    mostOpen: FEW_ROWS,
  }
}

function rowsOf(change: SpecChange, hide: Hide): readonly (readonly string[])[] {
  if (change.event !== 'modified') {
    const subject = change.event === 'added' ? change.after : change.before
    // What is in a file says more than the file.
    return subject.kind === 'file' ? [] : [[nameResource(subject, hide), change.event, '', '']]
  }
  const { before, after, fields, moved } = change
  const name = nameResource(after, hide)
  const move = ['moved', shortCode(before.file.path), shortCode(after.file.path)]
  return [
    ...(moved ? [[name, ...move]] : []),
    ...fields.flatMap(splitByName).map((field) => {
      const [was, now] = shorten(
        describe(before, field, field.before, hide),
        describe(after, field, field.after, hide),
      )
      return [name, code(hide(pathOf(field))), show(was), show(now)]
    }),
  ]
}

/** Longer values are cut by `shorten`. */
const LONGEST = 4_000

const NOT_SET = 'not set'

/** A value as its file writes it, on one line. */
function describe(subject: Located, field: NamedField, value: unknown, hide: Hide): string {
  const { root, text: source } = subject.file.document
  const node = findNode(root, [...subject.path, ...field.path])
  const isWhole = field.item === undefined && (node?.kind === 'map' || node?.kind === 'list')
  const text = isWhole
    ? makeVisible(hide(writeFlow(node, source)))
    : showValue(subject, field, value, hide, LONGEST)
  return text === '' || text === 'null (default)' ? NOT_SET : text
}

/** A map or a list in braces or brackets. */
function writeFlow(node: YamlNode, source: string): string {
  if (node.kind === 'list')
    return `[${node.items.map((item) => writeFlow(item, source)).join(', ')}]`
  if (node.kind !== 'map') return source.slice(node.start, node.end)
  const entries = node.entries.map(
    ({ key, value }) => `${writeFlow(key, source)}: ${writeFlow(value, source)}`,
  )
  return `{${entries.join(', ')}}`
}

function show(text: string): string {
  return text === NOT_SET ? NOT_SET : shortCode(text, MOST_SHOWN)
}

/** A spec by its names; where one is repeated, with its file and not with a number. */
function nameResource({ identity, kind, value, file }: Located, hide: Hide): string {
  const names = parseIdentity(hide(identity))
  const isSplitter = kind === 'api' && 'kind' in value && value.kind === 'TrafficSplitter'
  const isRepeated = names.some(({ name }) => REPEATED.test(name))
  const parts = names.map(({ noun, name }, index) =>
    nameOf({
      noun: isSplitter && index === names.length - 1 ? 'traffic splitter' : noun,
      name: isRepeated ? name.replace(REPEATED, '') : name,
    }),
  )
  const text = parts.join(' › ')
  const full = text.charAt(0).toUpperCase() + text.slice(1)
  return prose(full) + (isRepeated ? ` (${shortCode(file.path)})` : '')
}

const REPEATED = /#\d+$/

/** A field, or one of a named item of its list. */
interface NamedField extends FieldChange {
  /** The item, as the target of a splitter. */
  readonly item?: string
}

function pathOf({ path, item }: NamedField): string {
  return item === undefined ? path.join('.') : `${path.join('.')}[${item}]`
}

/** A list of items with names, such as the targets of a splitter, has a row for each that differs. */
function splitByName(field: FieldChange): readonly NamedField[] {
  const [old, now] = [itemsByName(field.before), itemsByName(field.after)]
  if (!old || !now) return [field]
  const names = [...new Set([...old.keys(), ...now.keys()])]
  const changed = names.flatMap((item): NamedField[] => {
    const [before, after] = [old.get(item), now.get(item)]
    if (renderData(before) === renderData(after)) return []
    return [{ path: field.path, item, before: withoutName(before), after: withoutName(after) }]
  })
  return changed.length > 0 ? changed : [field]
}

type Item = Readonly<Record<string, unknown>>

/** Undefined unless every item has a name of its own. */
function itemsByName(list: unknown): ReadonlyMap<string, Item> | undefined {
  if (!Array.isArray(list)) return undefined
  const items = new Map<string, Item>()
  for (const item of list) {
    if (!isItem(item) || typeof item['name'] !== 'string' || items.has(item['name'])) {
      return undefined
    }
    items.set(item['name'], item)
  }
  return items
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What else an item says, without what is off. */
function withoutName(item: Item | undefined): string | undefined {
  return (
    item &&
    Object.entries(item)
      .filter(([key, value]) => key !== 'name' && value !== false && value !== null)
      .map(([key, value]) => `${key}: ${renderData(value)}`)
      .join(', ')
  )
}

const MOST_SHOWN = 80
/** How much of what is the same on both sides is shown beside a difference. */
const CONTEXT = 16

/** Two values so that their difference is seen: what long ones have in common is left out. */
export function shorten(before: string, after: string): readonly [string, string] {
  if (Math.max(before.length, after.length) <= MOST_SHOWN / 2) return [before, after]
  if (before === NOT_SET || after === NOT_SET) return [before, after]

  let same = 0
  while (same < before.length && before[same] === after[same]) same += 1
  const from = boundary(before.slice(0, same))
  const cut = (text: string) => (from > 1 ? `…${text.slice(from)}` : text)
  return [cut(before), cut(after)]
}

/** Where the last word of what is the same begins, if it is not too long. */
function boundary(same: string): number {
  const near = Math.max(0, same.length - CONTEXT)
  let at = same.length
  while (at > near && !/[/,\s"[{]/.test(same.charAt(at - 1))) at -= 1
  const start = Math.max(at - 1, near)
  return /[\udc00-\udfff]/.test(same.charAt(start)) ? start - 1 : start
}
