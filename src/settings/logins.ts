import type { Span } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { YamlNode } from '../yaml/tree.ts'
import { quoteNode, type Reading, readScalar, type ValueType } from './values.ts'

/** More people than that do not decide. */
const MAX_LOGINS = 100
/** Those of managed users have an underscore before the short name of the enterprise. */
const LOGIN = /^[A-Za-z\d][A-Za-z\d_-]{0,99}$/

/** A list of people's logins on GitHub; teams have none. */
export const logins: ValueType<readonly string[]> = {
  label: 'list of GitHub usernames',
  fromYaml(node, reading) {
    if (node.kind !== 'list') {
      return reading.problem(`expected a list of GitHub usernames, found ${quoteNode(node)}.`, node)
    }
    if (node.items.length > MAX_LOGINS) {
      return reading.problem(
        `has ${node.items.length} usernames; at most ${MAX_LOGINS} are allowed.`,
        node,
      )
    }
    const read = node.items.map((item) => parseLogin(item, reading))
    const known = read.filter((login) => login !== undefined)
    return known.length === read.length ? known : undefined
  },
  schema: { type: 'array', maxItems: MAX_LOGINS, items: { type: 'string', pattern: LOGIN.source } },
}

function parseLogin(node: YamlNode, reading: Reading): string | undefined {
  const value = readScalar(node)
  if (typeof value === 'string') return checkLogin(value, reading, node)
  return reading.problem(
    `expected a GitHub username, found ${quoteNode(node)}; put it in quotes.`,
    node,
  )
}

function checkLogin(login: string, reading: Reading, at: Span): string | undefined {
  if (LOGIN.test(login)) return login
  const hint = login.includes('/') ? '; teams are not supported' : ''
  return reading.problem(
    `expected a GitHub username such as \`octocat\`, found ${quote(login)}${hint}.`,
    at,
  )
}
