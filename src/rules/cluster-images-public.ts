import { isPublicImage, writtenImages } from '../cortex/facts/cluster-images.ts'
import { isProduction } from '../cortex/facts/production.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-images-public',
  category: 'availability',
  severity: 'info',
  summary: 'A production cluster depends on a public registry',
  why: `
    Every node pulls Cortex's images when it starts. From a public registry that
    fails when the registry is down or limits pulls, and nodes cannot be added just
    then. Copies in ECR, in the region of the cluster, are one's own; their addresses
    have to be in the file when the cluster is made.
  `,
  quiet: ['The cluster may wait for the registry.'],
  cortex: [
    {
      fact: 'Without an `image_*` key, the image comes from `quay.io/cortexlabs`.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'A script copies all images to ECR under the names that the keys expect.',
      source: 'dev/export_images.sh',
    },
  ],
  compare: {
    cluster: {
      *added(after, { subject }) {
        // Only what is for production is worth 28 copies.
        if (after.provider === 'gcp' || !isProduction(after, subject.file.path)) return
        const images = writtenImages(subject)
        if (!images.every(({ image }) => isPublicImage(image))) return

        const [first] = images
        yield {
          at: first ? [first.key] : [],
          message: `Cluster ${quote(after.cluster_name)} pulls all images of Cortex from a public registry: none has an address in ECR.`,
        }
      },
    },
  },
})
