import { defineRule, type Problem } from '../review/rule.ts'
import { quoteOrDefault, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

const KEY = 'instance_volume_size'

export default defineRule({
  id: 'instance-volume-shrunk',
  category: 'capacity',
  severity: 'warning',
  summary: 'EBS volume of a node group is smaller than before',
  why: `
    Images, files in \`/mnt\`, and shared memory that spills over all use the volume of the
    instance. When less than 5% of it is free, Kubernetes evicts pods from the node, and
    images must be pulled again.
  `,
  quiet: ['The disks were never more than half full.'],
  cortex: [
    {
      fact: '`instance_volume_size` is 50 by default, and fixed once the group exists.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  compare: {
    nodeGroup: {
      *modified(before, after, { isWritten }) {
        if (after.max_instances === 0) return
        const what = `node group ${quote(after.name)}`
        yield* judge(before, after, { what, isWritten: isWritten([KEY]), isFixed: true })
      },
      *added(after, { subject, comparison, isWritten }) {
        const before = comparison.counterpartOf(subject)?.value
        if (!before || after.max_instances === 0) return

        const what = `node group ${quote(after.name)} (formerly ${quote(before.name)})`
        yield* judge(before, after, { what, isWritten: isWritten([KEY]), isFixed: false })
      },
    },
    cluster: {
      *modified(before, after, { isWritten }) {
        const what = `cluster ${quote(after.cluster_name)}`
        yield* judge(before, after, { what, isWritten: isWritten([KEY]), isFixed: true })
      },
    },
  },
})

interface Disks {
  /** At the top level up to 0.30. */
  readonly instance_volume_size?: number
}

interface Circumstances {
  readonly what: string
  readonly isWritten: boolean
  /** Whether it is the same group, whose volumes cannot change any more. */
  readonly isFixed: boolean
}

function* judge(
  before: Disks,
  after: Disks,
  { what, isWritten, isFixed }: Circumstances,
): Iterable<Problem> {
  const [was, now] = [before[KEY], after[KEY]]
  if (was === undefined || now === undefined || now >= was) return

  yield {
    at: [KEY],
    message: `\`${KEY}\` lowered from ${quote(`${was}`)} to ${quoteOrDefault(now, isWritten)} GiB on ${what}: pods are evicted when the volume is nearly full${isFixed ? `; ${REFUSED_WHEN_RUNNING}` : ''}.`,
    fix: {
      title: `Restore \`${KEY}: ${was}\``,
      safety: 'safe',
      edits: [{ op: 'set', path: [KEY], value: was }],
    },
  }
}
