import { writtenImages } from '../cortex/facts/cluster-images.ts'
import { findMutability } from '../cortex/values/image.ts'
import { defineRule } from '../review/rule.ts'
import { andMore } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-image-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  precedence: -1,
  summary: 'Cluster image is not pinned to a release',
  why: `
    Cortex checks tags only for its own registries. With a mutable tag in a mirror, a node
    that starts later can run another build than the rest of the cluster. It may not be the
    version that the cluster was created with.
  `,
  cortex: [
    {
      fact: 'Cortex compares the tag with its CLI version only for images of `cortexlabs` and `cortexlabsdev` on quay.io and Docker Hub; all others pass.',
      source: 'pkg/lib/configreader/validators.go',
    },
  ],
  quiet: ['Tags in this registry are immutable.'],
  inspect: {
    *cluster(cluster, { subject }) {
      const unpinned = writtenImages(subject).filter(({ image }) => findMutability(image))
      const [first] = unpinned
      if (!first) return

      const others = andMore(unpinned.length - 1, 'image')
      yield {
        at: [first.key],
        message: `\`${first.key}\`${others} of cluster ${quote(cluster.cluster_name)} ${unpinned.length > 1 ? 'are' : 'is'} not pinned to a release: ${quote(first.image)} can change, so nodes that start later may run another build.`,
      }
    },
  },
})
