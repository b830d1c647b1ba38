import { UserError } from '../../settings/user-error.ts'
import type { JsonReport } from './json.ts'
import { REPORT_SCHEMA } from './json-schema.ts'
import { findProblem } from './schema-check.ts'

/** What may be relied on of a report that somebody else wrote: which commit, and which findings. */
export interface ForeignReport {
  readonly commit: string | undefined
  /** The handles of all findings, accepted ones included. */
  readonly handles: ReadonlySet<string>
}

/**
 * Reads a JSON report of Cortex Review that may have been written by anybody.
 *
 * Throws UserError if it is none; the message repeats nothing of it.
 */
export function readReport(text: string): ForeignReport {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UserError('The report is not valid JSON', REMEDY)
  }
  const problem = findProblem(value, REPORT_SCHEMA)
  if (!isReport(value, problem)) {
    throw new UserError(`The report is not a Cortex Review report: ${problem}`, REMEDY)
  }

  const { commit, findings, accepted } = value
  const handles = [...findings, ...accepted.map(({ finding }) => finding)]
  return { commit, handles: new Set(handles.map(({ handle }) => handle)) }
}

const REMEDY =
  'Nothing was posted. Check that both workflows use the same version, and that the artifact is theirs.'

/** What the schema has no objection to; a test holds it and the type together. */
function isReport(_value: unknown, problem: string | undefined): _value is JsonReport {
  return problem === undefined
}
