import { findEcr, writtenImages } from '../cortex/facts/cluster-images.ts'
import { defineRule } from '../review/rule.ts'
import { andMore } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-images-remote',
  category: 'availability',
  severity: 'warning',
  precedence: -1,
  summary: 'Cluster images come from ECR in another region',
  why: `
    Every node pulls Cortex images when it starts. Pulls from another region are slower and
    billed per GB, and an outage in that region prevents nodes from starting here.
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

      const others = andMore(remote.length - 1, 'image')
      yield {
        at: [first.key],
        message: `\`${first.key}\`${others} of cluster ${quote(cluster.cluster_name)} ${remote.length > 1 ? 'come' : 'comes'} from ECR in ${quote(first.region)}: the cluster is in ${quote(cluster.region)}, so every new node pulls across regions.`,
      }
    },
  },
})
