import type { Span } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { YamlNode } from '../yaml/tree.ts'
import { readMap } from './maps.ts'
import { isKnown, noteUnknownRule } from './rules.ts'
import { quoteNode, type Reading, readScalar, type ValueType } from './values.ts'

/** More people than that do not decide. */
const MAX_APPROVERS = 100
/** More approvals than that are never collected. */
const MOST_APPROVALS = 6
/** Those of managed users have an underscore before the short name of the enterprise. */
const LOGIN = /^[A-Za-z\d][A-Za-z\d_-]{0,99}$/
const TEAM = /^@[A-Za-z\d][A-Za-z\d_-]{0,99}\/[A-Za-z\d][A-Za-z\d_.-]{0,99}$/

/** A list of people and teams on GitHub; `code-owners` has the form of a login. */
export const approvers: ValueType<readonly string[]> = {
  label: 'list of GitHub usernames and teams',
  fromYaml(node, reading) {
    if (node.kind !== 'list') {
      return reading.problem(
        `expected a list of GitHub usernames and teams, found ${quoteNode(node)}.`,
        node,
      )
    }
    if (node.items.length > MAX_APPROVERS) {
      return reading.problem(
        `has ${node.items.length} approvers; at most ${MAX_APPROVERS} are allowed.`,
        node,
      )
    }
    const read = node.items.map((item) => parseApprover(item, reading))
    const known = read.filter((approver) => approver !== undefined)
    return known.length === read.length ? known : undefined
  },
  schema: {
    type: 'array',
    maxItems: MAX_APPROVERS,
    items: { type: 'string', anyOf: [{ pattern: LOGIN.source }, { pattern: TEAM.source }] },
  },
}

function parseApprover(node: YamlNode, reading: Reading): string | undefined {
  const value = readScalar(node)
  if (typeof value === 'string') return checkApprover(value, reading, node)
  return reading.problem(
    `expected a GitHub username, found ${quoteNode(node)}; put it in quotes.`,
    node,
  )
}

function checkApprover(name: string, reading: Reading, at: Span): string | undefined {
  if (LOGIN.test(name) || TEAM.test(name)) return name
  return reading.problem(
    `expected a GitHub username such as \`octocat\`, a team such as \`@acme/platform\`, or \`code-owners\`, found ${quote(name)}.`,
    at,
  )
}

const SEVERITIES = ['error', 'warning', 'info']

/** How many approvals there have to be: for all findings, or by severities and rules. */
export const approvals: ValueType<Readonly<Record<string, number>>> = {
  label: 'number, or map of severities and rules',
  fromYaml(node, reading) {
    if (node.kind !== 'map') {
      const all = readCount(node, reading)
      return all === undefined ? undefined : { '*': all }
    }
    const keys = node.entries.map(({ key }) => String(readScalar(key)))
    const known = keys.filter((key) => SEVERITIES.includes(key) || isKnown(key, reading))
    const settings = readMap(node, known, reading, (key) => noteUnknownRule(key, reading))
    const read = settings?.map(({ name, value }) => {
      return [name, readCount(value, reading.within(name))] as const
    })
    const kept = read?.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
    return kept && kept.length === keys.length ? Object.fromEntries(kept) : undefined
  },
  schema: { $ref: '#/definitions/approvals' },
}

function readCount(node: YamlNode, reading: Reading): number | undefined {
  const value = readScalar(node)
  const isCount = typeof value === 'number' && Number.isInteger(value)
  if (isCount && value >= 1 && value <= MOST_APPROVALS) return value
  return reading.problem(
    `expected a number from 1 to ${MOST_APPROVALS}, found ${quoteNode(node)}.`,
    node,
  )
}

/** The JSON Schema of a number of approvals. */
export const COUNT_SCHEMA = { type: 'integer', minimum: 1, maximum: MOST_APPROVALS }
