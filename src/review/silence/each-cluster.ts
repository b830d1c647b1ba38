import type { Comparison } from '../../cortex/compare/comparison.ts'
import type { Located } from '../../cortex/files/subject.ts'
import { quote } from '../../text/wording.ts'
import type { RawFinding, RuleFailure } from '../evaluate.ts'

/** What rules say, before anything is left out. */
export interface Said {
  /** What the change brings. */
  readonly brought: readonly RawFinding[]
  /** What the inspecting rules say of the new side, old problems included. */
  readonly present: readonly RawFinding[]
  readonly failures: readonly RuleFailure[]
}

type Speak = (comparison: Comparison, isWanted: (subject: Located) => boolean) => Said

/**
 * Has rules speak once, and once more about the APIs of each cluster that an API is deployed to
 * besides its first. What is the same for all clusters is said once; what is not, names its cluster.
 */
export function sayForEachCluster(comparison: Comparison, speak: Speak): Said {
  const first = speak(comparison, () => true)
  const views = listFurtherClusters(comparison)
  if (views.length === 0) return first

  const others = views.map((path) => speakOf(path, comparison, speak))
  const own = new Set(first.brought.map(keyOf))
  const named = others.flatMap(({ path, brought }) =>
    brought
      .filter((finding) => !own.has(keyOf(finding)))
      .map((finding) => ({ ...nameCluster(finding, path, comparison), cluster: path })),
  )
  const keys = new Map(others.map(({ path, brought }) => [path, new Set(brought.map(keyOf))]))
  const isSaidEverywhere = (finding: RawFinding) =>
    clustersOf(finding.subject, comparison)
      .slice(1)
      .every((path) => keys.get(path)?.has(keyOf(finding)))
  const shared = new Map(
    first.brought.map((finding) => {
      const [path] = clustersOf(finding.subject, comparison)
      if (path === undefined || isSaidEverywhere(finding)) return [finding, finding]
      return [finding, nameCluster(finding, path, comparison)]
    }),
  )
  return {
    brought: [...shared.values(), ...named],
    // What is named anew stands for what was said.
    present: [...first.present.map((finding) => shared.get(finding) ?? finding), ...named],
    failures: first.failures,
  }
}

/** The paths of the clusters that are not the first of some API. */
function listFurtherClusters(comparison: Comparison): readonly string[] {
  const apis = [comparison.before, comparison.after].flatMap((side) => side.subjects('api'))
  return [...new Set(apis.flatMap((api) => clustersOf(api, comparison).slice(1)))]
}

function speakOf(path: string, comparison: Comparison, speak: Speak) {
  const view = {
    ...comparison,
    before: comparison.before.of(path),
    after: comparison.after.of(path),
  }
  const isWanted = (subject: Located) => clustersOf(subject, comparison).slice(1).includes(path)
  return { path, ...speak(view, isWanted) }
}

/** The paths of the clusters of an API, or of what stands in one; none of anything else. */
function clustersOf(subject: Located, { before, after, specOf }: Comparison): readonly string[] {
  if (subject.kind !== 'api' && subject.kind !== 'container') return []
  const api = specOf(subject)
  if (!api || !isApi(api)) return []
  const found = [after, before].map((side) => side.clustersOf(api)).find((all) => all.length > 0)
  return (found ?? []).map(({ file }) => file.path)
}

function isApi(spec: Located): spec is Located<'api'> {
  return spec.kind === 'api'
}

/** What tells findings apart that are said of one subject for several clusters. */
function keyOf({ rule, subject, severity, problem: { at, message } }: RawFinding): string {
  return JSON.stringify([rule.id, subject.identity, subject.file.path, severity, at, message])
}

/** Says for which cluster something holds, unless the words do so. */
function nameCluster(finding: RawFinding, path: string, { before, after }: Comparison): RawFinding {
  const all = [after, before].flatMap((side) => side.subjects('cluster'))
  const name = all.find(({ file }) => file.path === path)?.value.cluster_name
  const namesakes = all.filter(
    ({ file, value }) => file.path !== path && value.cluster_name === name,
  )
  // Clusters of one name are in several regions, or accounts.
  const own = quote(name === undefined || namesakes.length > 0 ? path : name)
  const { problem } = finding
  if (problem.message.includes(own)) return finding
  const message = problem.message.replace(/\.$/, `; this applies to cluster ${own}.`)
  return { ...finding, problem: { ...problem, message } }
}
