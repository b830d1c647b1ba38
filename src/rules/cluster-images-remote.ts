import { findEcr, writtenImages } from '../cortex/facts/cluster-images.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-images-remote',
  category: 'availability',
  severity: 'warning',
  precedence: -1,
  summary: 'A cluster pulls its images from another region',
  why: `
    Every node pulls Cortex's images when it starts. From a registry in another
    region that is slower and paid for by the gigabyte, and a failure there keeps
    nodes from starting here.
  `,
  cortex: [
    {
      fact: 'Neither account nor region of a mirror is compared with those of the cluster.',
      source: 'pkg/lib/configreader/validators.go',
    },
  ],
  quiet: ['ECR replicates to one region only, and new nodes are rare.'],
  inspect: {
    *cluster(cluster, { subject }) {
      if (cluster.region === '') return
      const remote = writtenImages(subject).flatMap(({ key, image }) => {
        const region = findEcr(image)?.region
        return region !== undefined && region !== cluster.region ? [{ key, region }] : []
      })
      const [first] = remote
      if (!first) return

      const others = remote.length > 1 ? ` and ${remote.length - 1} more` : ''
      yield {
        at: [first.key],
        message: `Cluster ${quote(cluster.cluster_name)} in ${quote(cluster.region)} pulls images from ECR in ${quote(first.region)}: \`${first.key}\`${others}.`,
      }
    },
  },
})
