import { isDeepStrictEqual } from 'node:util'
import { readCluster } from '../src/cortex/tables/cluster.ts'
import { judgeApiFile } from '../src/cortex/verdict/api.ts'
import { judgeClusterFile } from '../src/cortex/verdict/cluster.ts'
import type { DeployedApi } from '../src/cortex/verdict/deployment.ts'
import { JUDGED_VERSION, type Verdict } from '../src/cortex/verdict/verdict.ts'
import { parseDocument } from '../src/yaml/document.ts'
import { type ConformanceCase, errorPaths, textOf } from './conformance-case.ts'
import { compareConfigure, compareRollout } from './conformance-updates.ts'

/** Says in what way the project disagrees with a case; undefined if it agrees. */
export type Judge = (item: ConformanceCase) => string | undefined

/** How each type of case is judged. */
export const JUDGES: Readonly<Record<string, Judge>> = {
  api: (item) => compare(item, judgeApi(item)),
  cluster: (item) => compare(item, judgeFile(item, judgeClusterFile)),
  configure: compareConfigure,
  rollout: compareRollout,
}

const NO_TEXT: Verdict = {
  ok: false,
  problems: [{ path: [], code: 'syntax', message: 'The file is no text.', stage: 'parse' }],
}

function judgeFile(
  item: ConformanceCase,
  judge: (document: ReturnType<typeof parseDocument>) => Verdict,
): Verdict {
  const text = textOf(item)
  return text === undefined ? NO_TEXT : judge(parseDocument(text))
}

function judgeApi(item: ConformanceCase): Verdict {
  const root = item.cluster === undefined ? undefined : parseDocument(item.cluster).root
  const deployed = parseDeployed(item.deployed ?? '')
  const cluster = root && readCluster(root, JUDGED_VERSION)
  return judgeFile(item, (document) =>
    judgeApiFile(document, { deployed, ...(cluster && { cluster }) }),
  )
}

function parseDeployed(text: string): readonly DeployedApi[] {
  return text
    .split(',')
    .filter(Boolean)
    .map((entry) => {
      const [name = '', kind = 'RealtimeAPI', endpoint = `/${name}`] = entry.split(':')
      return { name, kind, endpoint }
    })
}

function compare(item: ConformanceCase, verdict: Verdict): string | undefined {
  if (verdict.ok !== item.ok) {
    const reason = item.ok ? verdict.problems[0]?.message : (item.error ?? item.path)
    return `${item.ok ? 'accepted' : 'refused'} by Cortex, not by us: ${reason ?? ''}`
  }
  if (!item.ok) return comparePaths(item, verdict)
  if (
    item.effective === undefined ||
    isDeepStrictEqual(toJson(verdict.effective), item.effective)
  ) {
    return undefined
  }
  return `another effective config: ${firstDifference(toJson(verdict.effective), item.effective)}`
}

/** The first error that Cortex prints must be among ours, on the same key or beside it. */
function comparePaths(item: ConformanceCase, { problems }: Verdict): string | undefined {
  const ours = problems.map(({ path }) =>
    item.type === 'api' ? path.slice(1).map(String) : path.map(String),
  )
  const theirs = errorPaths(item).map((path) => (path === '' ? [] : path.split('.')))
  if (theirs.some((path) => ours.some((own) => isSamePlace(path, own)))) return undefined
  const named = ours.map((path) => path.join('.') || 'the file')
  return `another key: ${theirs.map((path) => path.join('.')).join(' or ')}, we name ${named.join(', ')}`
}

/** Cortex names a map where we name a key in it, or the other way round; groups also by name. */
function isSamePlace(theirs: readonly string[], ours: readonly string[]): boolean {
  return theirs.every((step, depth) => {
    const own = ours[depth]
    const isGroup = theirs[depth - 1] === 'node_groups'
    return own === undefined || own === step || (isGroup && /^\d+$/.test(own))
  })
}

function toJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

function firstDifference(ours: unknown, theirs: unknown, path = ''): string {
  if (isObject(ours) && isObject(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      if (isDeepStrictEqual(ours[key], theirs[key])) continue
      return firstDifference(ours[key], theirs[key], `${path}.${key}`)
    }
  }
  return `${path.slice(1)} is ${JSON.stringify(ours)}, to Cortex ${JSON.stringify(theirs)}`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
