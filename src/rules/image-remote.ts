import { findEcr, isPublicImage } from '../cortex/facts/cluster-images.ts'
import { findOwner } from '../cortex/files/owner.ts'
import { parseImageReference } from '../cortex/values/image-reference.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'image-remote',
  category: 'availability',
  severity: 'warning',
  summary: 'API image is not in ECR in the region of the cluster',
  why: `
    Every new replica pulls its image before it can serve. Pulls from another region take
    longer and are billed, and Cortex, which logs in to ECR in its own region only, may
    reject the deploy. A public registry can be down or limit pulls just when an API scales
    up.
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
          message: `${what} pulls its image from ECR in ${quote(ecr.region)}: cluster ${quote(cluster_name)} is in ${quote(region)}, so every pull crosses regions.`,
          causes: [{ subject: home, at: ['region'] }],
        }
      }
      if (isPublicImage(image) && parseImageReference(image)?.host !== 'public.ecr.aws') {
        yield {
          at: ['image'],
          severity: 'info',
          message: `${what} pulls its image from a public registry: pulls of ${quote(image)} can be rate limited.`,
        }
      }
    },
  },
})
