import { findEcr, type WrittenImage, writtenImages } from '../cortex/facts/cluster-images.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { parseImageReference } from '../cortex/values/image-reference.ts'
import { defineRule } from '../review/rule.ts'
import { andMore, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-images-moved',
  category: 'reproducibility',
  severity: 'error',
  summary: 'Cluster images moved away from the ECR of the account',
  why: `
    Images in your own ECR cannot be changed by others and stay available when public
    registries are down or limit pulls. Images from elsewhere run on every node with the
    permissions of the cluster. Without an \`image_*\` key, Cortex pulls from quay.io.
  `,
  cortex: [
    {
      fact: 'Without an `image_*` key the image is `quay.io/cortexlabs/<name>` with the version of the Cortex CLI.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'The images can be mirrored with one command to `cortexlabs/<name>` in ECR.',
      source: 'dev/export_images.sh',
    },
    {
      fact: 'On a running cluster, only `ssl_certificate_arn`, the two allowlists, the set of node groups, and their `min_instances`, `max_instances`, and `priority` can change; any other difference makes Cortex reject the whole file.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The other account is one of your own, and the nodes may pull from it.'],
  supersedes: ['cluster-images-mixed'],
  compare: {
    cluster: {
      *modified(before, after, { earlier, isWritten }) {
        // Another cluster may well have another account.
        if (before.cluster_name !== after.cluster_name) return
        const moved = writtenImages(earlier).filter((old) => isMoved(old, after))
        const [first] = moved
        if (!first) return

        const others = andMore(moved.length - 1, 'image')
        const registry = describe(after.images[first.key] ?? '')
        const now = isWritten([first.key]) ? registry : `the default ${registry}`
        yield {
          at: [first.key],
          message: `\`${first.key}\`${others} of cluster ${quote(after.cluster_name)} moved to another registry: nodes pull from ${now} instead of ${describe(first.image)}; ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: 'Restore the ECR images',
            safety: 'safe',
            edits: moved.map(({ key }) => ({ op: 'restore', path: [key] })),
          },
        }
      },
    },
  },
})

function isMoved({ key, image }: WrittenImage, { images }: Cluster): boolean {
  const was = findEcr(image)
  const now = images[key]
  // A template says nothing of where it leads.
  if (!was || now === undefined || !parseImageReference(now)) return false
  return findEcr(now)?.account !== was.account
}

function describe(image: string): string {
  const ecr = findEcr(image)
  if (ecr) return `ECR in account ${quote(ecr.account)}`
  return quote(parseImageReference(image)?.host || 'docker.io')
}
