import { writtenImages } from '../cortex/facts/cluster-images.ts'
import { findMutability } from '../cortex/values/image.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-image-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  precedence: -1,
  summary: 'An image of a cluster may be another build tomorrow',
  why: `
    Cortex checks the tags of its own registries only. With a tag that moves in a
    mirror, a node that starts later gets another build than the rest, and its version
    no longer is the one that the cluster was made with.
  `,
  cortex: [
    {
      fact: 'Only images of `cortexlabs` and `cortexlabsdev` on quay.io and Docker Hub have their tag compared with the version of the command line; all others pass.',
      source: 'pkg/lib/configreader/validators.go',
    },
  ],
  quiet: ['The registry refuses to overwrite tags.'],
  inspect: {
    *cluster(cluster, { subject }) {
      const unpinned = writtenImages(subject).filter(({ image }) => findMutability(image))
      const [first] = unpinned
      if (!first) return

      const others = unpinned.length > 1 ? ` and ${unpinned.length - 1} more` : ''
      yield {
        at: [first.key],
        message: `Images of cluster ${quote(cluster.cluster_name)} are not pinned to a release: ${quote(first.image)}${others}.`,
      }
    },
  },
})
