import { findEcr, isPublicImage } from '../cortex/facts/cluster-images.ts'
import { findOwner } from '../cortex/files/owner.ts'
import { parseImageReference } from '../cortex/values/image-reference.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'image-remote',
  category: 'availability',
  severity: 'warning',
  summary: 'An image of an API is not in ECR of the region of its cluster',
  why: `
    Every new replica pulls its image before it can serve. From ECR of another region
    that takes longer and is billed, and Cortex, which logs in to ECR of its own
    region, may refuse to deploy. A public registry limits pulls and may be down just
    when an API has to grow.
  `,
  cortex: [
    {
      fact: '`imagePullPolicy` is always `Always`: an image is looked up in its registry at every start of a pod.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The image is small, or the API hardly ever starts a replica.'],
  versions: { from: 36 },
  inspect: {
    *container({ name, image }, { api, workspace }) {
      const what = `Container ${quote(name)} of API ${quote(api.name)}`
      const ecr = findEcr(image)
      const owner = ecr && findOwner(api, workspace)
      const home = owner && workspace.clusterOf(owner)
      if (ecr && home?.value.region && ecr.region !== home.value.region) {
        const { cluster_name, region } = home.value
        yield {
          at: ['image'],
          message: `${what} gets its image from ${quote(ecr.region)}: cluster ${quote(cluster_name)} is in ${quote(region)}.`,
          causes: [{ subject: home, at: ['region'] }],
        }
      }
      if (isPublicImage(image) && parseImageReference(image)?.host !== 'public.ecr.aws') {
        yield {
          at: ['image'],
          severity: 'info',
          message: `${what} gets its image from a public registry: ${quote(image)}.`,
        }
      }
    },
  },
})
