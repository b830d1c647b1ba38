import type { Coverage } from '../../review/coverage/coverage.ts'
import { NOT_JUDGED } from '../coverage-text.ts'
import {
  described,
  line as lineNumber,
  listOf,
  object,
  side as sideSchema,
  text,
  texts,
} from './finding-schema.ts'

/** What was looked at, as plain data. */
export function toJsonCoverage({ base, head, leftOut, unassigned, notes, ...looked }: Coverage) {
  const { judged, read, apis, mapping } = looked
  return {
    ...(base && { base }),
    ...(head !== undefined && { head }),
    judged,
    read,
    'left-out': leftOut.map(({ path, side, reason, line, isContext = false }) => ({
      path,
      side,
      reason,
      ...(line !== undefined && { line }),
      changed: !isContext,
    })),
    apis,
    unassigned: { apis: unassigned, clusters: mapping },
    notes,
  }
}

const lookedAt = listOf(object({ path: text, kind: { enum: ['api', 'cluster'] } }))
/** The JSON Schema (draft 7) of what `toJsonCoverage` makes. */
export const COVERAGE_SCHEMA = object(
  {
    base: described(
      'The commit that the change is compared with, the name of the base, and its newest commit if it has moved on since; absent in an audit.',
      object({ commit: text, name: text, tip: text }, ['name', 'tip']),
    ),
    head: described('The commit that was judged; the working tree has none.', text),
    judged: lookedAt,
    read: described('Unchanged files that the others were judged with.', lookedAt),
    'left-out': described(
      'Files that were not judged.',
      listOf(
        object(
          {
            path: text,
            side: sideSchema,
            reason: { enum: Object.keys(NOT_JUDGED) },
            line: described('Where it ceases to be YAML.', lineNumber),
            changed: { type: 'boolean' },
          },
          ['line'],
        ),
      ),
    ),
    apis: described(
      'The paths of the cluster configs that each API was judged with.',
      listOf(object({ path: text, name: text, clusters: texts })),
    ),
    unassigned: described(
      'API files of which no cluster is known, and what the setting `clusters` may say of them.',
      object({ apis: texts, clusters: listOf(object({ cluster: text, apis: texts })) }),
    ),
    notes: described('What else was not looked at.', texts),
  },
  ['base', 'head'],
)
