import { isPublicImage, writtenImages } from '../cortex/facts/cluster-images.ts'
import { isProduction } from '../cortex/facts/production.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-images-public',
  category: 'availability',
  severity: 'info',
  summary: 'Production cluster pulls its images from a public registry',
  why: `
    Every node pulls Cortex images when it starts, so an outage or pull limit of a public
    registry blocks scale-up. Mirror the images to ECR in the region of the cluster and set
    the \`image_*\` keys before you create it: they cannot be changed later.
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
          message: `Cluster ${quote(after.cluster_name)} pulls all Cortex images from a public registry: an outage or pull limit there prevents new nodes from starting.`,
        }
      },
    },
  },
})
