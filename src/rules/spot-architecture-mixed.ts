import { findInstanceType } from '../cortex/aws/instance-types.ts'
import type { Located } from '../cortex/files/subject.ts'
import type { NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Fix } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import { findNode } from '../yaml/tree.ts'

export default defineRule({
  id: 'spot-architecture-mixed',
  category: 'availability',
  severity: 'error',
  summary: 'Spot group mixes x86 and ARM instance types',
  why: `
    Cortex chooses the AMI of a node group by its \`instance_type\` alone, for x86 or for
    ARM, and does not compare the alternatives. An instance of the other architecture is
    billed but never joins the cluster.
  `,
  cortex: [
    {
      fact: 'The AMI of a group follows from its `instance_type` alone.',
      source: 'manager/generate_eks.py',
    },
    {
      fact: 'Alternatives need at least the chips, GPUs, memory and vCPUs of `instance_type`; architectures are not compared.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  versions: { from: 31 },
  inspect: {
    *nodeGroup(group, { subject }) {
      const others = findOthers(group)
      if (others.length === 0) return

      const names = enumerate(others.map(quote))
      const arch = ARCHITECTURES[archOf(group.instance_type) ?? 'amd64']
      const fix = leaveOut(others, subject, arch === 'ARM' ? 'x86' : 'ARM')
      yield {
        at: DISTRIBUTION,
        message: `\`instance_distribution\` of node group ${quote(group.name)} mixes architectures: ${names} cannot join, because the AMI is chosen for ${quote(group.instance_type)} (${arch}).`,
        ...(fix && { fix }),
      }
    },
  },
})

const DISTRIBUTION: KeyPath = ['spot_config', 'instance_distribution']
const ARCHITECTURES = { amd64: 'x86', arm64: 'ARM' }

function findOthers({ instance_type, spot_config }: NodeGroup): readonly string[] {
  const arch = archOf(instance_type)
  if (!spot_config || !arch) return []
  return spot_config.instance_distribution.filter((type) => (archOf(type) ?? arch) !== arch)
}

function archOf(type: string) {
  return findInstanceType(type)?.arch
}

/** Nothing if the list would be empty, which Cortex refuses. */
function leaveOut(
  types: readonly string[],
  { file, path }: Located,
  arch: string,
): Fix | undefined {
  const list = findNode(file.document.root, [...path, ...DISTRIBUTION])
  if (list?.kind !== 'list') return undefined

  const indexes = list.items.flatMap((item, index) =>
    item.kind === 'string' && types.includes(item.value) ? [index] : [],
  )
  if (indexes.length === list.items.length) return undefined
  return {
    title: `Remove the ${arch} instance types`,
    safety: 'unsafe',
    edits: indexes.map((index) => ({ op: 'remove', path: [...DISTRIBUTION, index] })),
  }
}
