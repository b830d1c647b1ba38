import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { Complaint, SchemaFix, Versions } from './schema.ts'

/** Something that a table forbids. */
export interface SchemaProblem {
  readonly path: KeyPath
  /** Kebab case and stable, e.g. `unknown-key`. */
  readonly code: string
  /** One sentence that says what is wrong and what would be right. */
  readonly message: string
  /** Whether a value is wrong by itself, or only beside others. */
  readonly kind: 'value' | 'relation'
  readonly fix?: SchemaFix
}

export interface Reading {
  /** Keys that no version of the range knows do not exist. */
  readonly version: Versions
  /** How a message names that version, e.g. `Cortex 0.42`. */
  readonly versionName?: string
  /** Called for each problem; without it, nothing is judged. */
  readonly report?: (problem: SchemaProblem) => void
}

/** Where in a file a value is read: a step from the place around it, so that reading costs little. */
export interface Place {
  readonly reading: Reading
  readonly parent: Place | undefined
  /** The way from the parent, or the whole way to the outermost place. */
  readonly steps: KeyPath | string | number
}

/** The place of a part of what is at a place. */
export function placeIn(parent: Place, step: string | number): Place {
  return { reading: parent.reading, parent, steps: step }
}

/** The same place without a judge. */
export function silent(place: Place): Place {
  const { version } = place.reading
  return place.reading.report ? { ...place, reading: { version } } : place
}

export function pathOf({ parent, steps }: Place): KeyPath {
  const own = typeof steps === 'object' ? steps : [steps]
  return parent ? [...pathOf(parent), ...own] : own
}

/** Reports a complaint about the value at a place. */
export function complain(
  place: Place,
  complaint: Complaint,
  kind: SchemaProblem['kind'] = 'value',
): void {
  const { report } = place.reading
  if (report) report(problemAt(pathOf(place), complaint, kind))
}

/** A complaint about the value at a path as a problem of the file. */
export function problemAt(
  path: KeyPath,
  { code, message, at = [], fix }: Complaint,
  kind: SchemaProblem['kind'],
): SchemaProblem {
  const full = [...path, ...at]
  const edits = fix?.edits.map((edit) => ({ ...edit, path: [...path, ...edit.path] })) ?? []
  return {
    path: full,
    code,
    message: `${renderPlace(full)} ${message}.`,
    kind,
    ...(fix && { fix: { ...fix, edits } }),
  }
}

/** What is at a path, for people, e.g. `node_groups[0].name`. */
function renderPlace(path: KeyPath): string {
  const text = renderPath(path)
  if (text !== '') return quote(text)
  return path.length === 0 ? 'The file' : 'The spec'
}

/** A key path for people, without the index of a spec in its file; '' for a spec or a file. */
export function renderPath(path: KeyPath): string {
  const steps = typeof path[0] === 'number' ? path.slice(1) : path
  const words = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
  return words.join('').replace(/^\./, '')
}
