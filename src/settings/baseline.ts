import { type Baseline, parseBaseline } from '../review/baseline/baseline.ts'
import { type BaselineText, NOT_READABLE } from '../review/baseline/problems.ts'
import { quote } from '../text/wording.ts'
import { UserError } from './user-error.ts'
import { quoteNode, readScalar, type ValueType } from './values.ts'

/** Reads the baseline that holds. Throws a UserError if it is none. */
export function toBaseline({ path, text }: BaselineText): Baseline {
  const entries = parseBaseline(text)
  if (!entries) throw new UserError(`${path}: ${NOT_READABLE}`)
  return { path, entries }
}

/** A file of the repository, from its root. */
const PATH = /^(?!\/)(?:(?!\.\.?\/)[\w. -]+\/)*(?!\.\.?$)[\w. -]+$/

/** The path of a file in the repository. */
export const repositoryPath: ValueType<string> = {
  label: 'path of a file',
  fromYaml(node, reading) {
    const value = readScalar(node)
    if (typeof value === 'string' && PATH.test(value)) return value
    return reading.problem(
      `expected the path of a file from the root of the repository, such as ${quote('.github/baseline.json')}, found ${quoteNode(node)}.`,
      node,
    )
  },
  schema: { type: 'string', pattern: PATH.source },
}
