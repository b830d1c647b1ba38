import { hasTooManyGroups } from '../cortex/capacity/fallback.ts'
import type { NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-group-names-alike',
  category: 'capacity',
  severity: 'info',
  summary: 'The name of a node group begins or ends with that of another one',
  why: `
    The autoscaler's pattern for \`gpu\` also fits \`gpu-large\` where both are spot
    or both are on-demand, and to resize \`gpu\` Cortex takes the first group
    whose name ends so, \`big-gpu\` included. One group may be given what was
    meant for the other.
  `,
  cortex: [
    {
      fact: 'Each group becomes a line of the priority expander: its `priority` and a pattern with `cx-ws-` (spot) or `cx-wd-` (on-demand) before its name; the highest number wins.',
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
    message: `To resize node group ${quote(shorter.name)} may resize ${quote(longer.name)} instead: Cortex looks groups up by how their names end.`,
  }
}

function describePrefix(shorter: NodeGroup, longer: NodeGroup): Problem {
  const [short, long] = [quote(shorter.name), quote(longer.name)]
  const reason = 'the cluster autoscaler looks priorities up by how names begin'
  if (shorter.priority === longer.priority) {
    return {
      at: ['name'],
      message: `Node groups ${short} and ${long} cannot have priorities of their own: ${reason}.`,
    }
  }
  return {
    at: ['name'],
    severity: 'warning',
    message: `Node group ${long} may count with the priority of ${short} (${shorter.priority}) instead of its own (${longer.priority}): ${reason}.`,
  }
}
