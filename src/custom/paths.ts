import { type Field, findField } from '../schema/schema.ts'
import { findNearest } from '../text/nearest.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { CustomSubject, Note, WrittenText } from './source.ts'
import { tableOfKind } from './types.ts'

/**
 * Reads the path of a key from a subject on, e.g. `autoscaling.min_replicas` or `node_groups[0].name`.
 * Undefined if no table has it, which is noted with the nearest key.
 */
export function readPath(written: WrittenText, on: CustomSubject, note: Note): KeyPath | undefined {
  const path = parsePath(written.text)
  if (!path) {
    note(
      `expected the path of a key such as \`autoscaling.min_replicas\`, found ${quote(written.text)}.`,
      written,
    )
    return undefined
  }
  const table = tableOfKind(on)
  const wrong = table ? findWrong(table, path) : undefined
  if (wrong === undefined) return path
  note(wrong, written)
  return undefined
}

function parsePath(text: string): KeyPath | undefined {
  if (!/^\w+(?:\.\w+|\[\d{1,4}\])*$/.test(text)) return undefined
  return [...text.matchAll(/\w+/g)].map(([step], index) =>
    index > 0 && /^\d+$/.test(step) ? Number(step) : step,
  )
}

/** What is wrong with a path, if no table has it. */
function findWrong(table: Field<unknown>, path: KeyPath): string | undefined {
  for (const [depth, step] of path.entries()) {
    const outer = findField(table, path.slice(0, depth))
    if (!outer || findField(outer, [step])) continue
    const { shape } = outer
    if (shape.type === 'list')
      return `${quote(String(step))} is a key of the items of a list; name one, as in \`[0]\`.`
    const keys = shape.type === 'map' ? Object.keys(shape.fields) : []
    const nearest = findNearest(String(step), keys)
    return `unknown key ${quote(String(step))}${nearest ? `; did you mean ${quote(nearest)}?` : '.'}`
  }
  return undefined
}
