import { hasTooManyGroups } from '../cortex/capacity/fallback.ts'
import type { NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-group-names-alike',
  category: 'capacity',
  severity: 'info',
  summary: 'Node group name is a prefix or suffix of another one',
  why: `
    The cluster autoscaler's pattern for a group named “web” also matches “web-large” if
    both are spot or both are on-demand. To resize “web”, Cortex takes the first group whose
    name ends with it, such as “big-web”. One group can get the settings meant for the
    other.
  `,
  cortex: [
    {
      fact: 'Each node group becomes an entry of the priority expander: its `priority` and a pattern of `cx-ws-` (spot) or `cx-wd-` (on-demand) and its name; the highest number wins.',
      source: 'manager/manifests/cluster-autoscaler.yaml.j2',
    },
    {
      fact: 'The pattern is not anchored, so that of `gpu` fits `gpu-large` as well.',
      source: 'manager/manifests/cluster-autoscaler.yaml.j2',
    },
    {
      fact: "To resize a group, the first stack whose name ends with the group's is taken.",
      source: 'manager/install.sh',
    },
  ],
  quiet: ['The groups exist already: to rename one replaces its nodes.'],
  versions: { from: 39 },
  inspect: {
    *nodeGroup(group, { cluster, subject }) {
      if (hasTooManyGroups(cluster)) return

      // Of two groups the later one tells: mostly that is the new one.
      const earlier = cluster.node_groups.slice(0, Number(subject.path.at(-1)))
      const problems = earlier.flatMap((other) => describe(group, other) ?? [])
      const worst = problems.find(({ severity }) => severity === 'warning') ?? problems[0]
      if (worst) yield worst
    },
  },
})

function describe(group: NodeGroup, other: NodeGroup): Problem | undefined {
  const [shorter, longer] = group.name.length < other.name.length ? [group, other] : [other, group]
  if (shorter.name === '' || shorter.name === longer.name) return undefined

  if (longer.name.startsWith(shorter.name) && longer.spot === shorter.spot) {
    return describePrefix(shorter, longer)
  }
  if (!longer.name.endsWith(shorter.name)) return undefined
  return {
    at: ['name'],
    message: `Node group names ${quote(shorter.name)} and ${quote(longer.name)} end alike: Cortex finds groups by suffix and may resize ${quote(longer.name)} instead of ${quote(shorter.name)}.`,
  }
}

function describePrefix(shorter: NodeGroup, longer: NodeGroup): Problem {
  const [short, long] = [quote(shorter.name), quote(longer.name)]
  const reason = 'the cluster autoscaler matches names by prefix'
  if (shorter.priority === longer.priority) {
    return {
      at: ['name'],
      message: `Node group names ${short} and ${long} begin alike: ${reason}, so they cannot have separate priorities.`,
    }
  }
  return {
    at: ['name'],
    severity: 'warning',
    message: `Node group ${long} may get the priority of ${short} (${shorter.priority}) instead of its own (${longer.priority}): ${reason}.`,
  }
}
