import { quote } from '../text/wording.ts'
import { quoteNode, type Reading, readScalar, type ValueType } from './values.ts'

/** No two dashes in a row, which would end an HTML comment. */
const NAME = /^(?=.{1,50}$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/

/** A word that tells jobs apart. */
export const jobName: ValueType<string> = {
  label: 'name',
  fromText: (given, reading) => check(given, quote(given), reading),
  fromYaml: (node, reading) => check(String(readScalar(node)), quoteNode(node), reading),
  schema: { type: 'string', pattern: NAME.source },
}

function check(name: string, shown: string, reading: Reading): string | undefined {
  if (NAME.test(name)) return name
  return reading.problem(
    `expected up to 50 letters and digits, with single dashes or dots between them, found ${shown}.`,
  )
}
