import { UserError } from '../../settings/user-error.ts'
import { findProblem } from '../formats/schema-check.ts'
import type { AuditReport } from './model.ts'
import { AUDIT_SCHEMA } from './schema.ts'

/** Reads the JSON of an audit. Throws a UserError if it is none; the message repeats nothing of it. */
export function readAuditReport(text: string): AuditReport {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UserError('The earlier report is not valid JSON.', REMEDY)
  }
  const problem = findProblem(value, AUDIT_SCHEMA)
  if (isAudit(value, problem)) return value
  throw new UserError(`The earlier report is not an audit of Cortex Review: ${problem}.`, REMEDY)
}

const REMEDY = 'Name a file that `cortex-review audit --format audit-json` wrote.'

/** What the schema has no objection to; a test holds it and the type together. */
function isAudit(_value: unknown, problem: string | undefined): _value is AuditReport {
  return problem === undefined
}
