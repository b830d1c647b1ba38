import { findCommonRelease, findRelease, writtenImages } from '../cortex/facts/cluster-images.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-version-changed',
  category: 'availability',
  severity: 'error',
  summary: 'The images of a cluster are those of another version of Cortex',
  why: `
    Cortex has no update in place: a running cluster refuses other images. The way to
    another version is a second cluster, from a file of its own and with another
    \`cluster_name\`: deploy the APIs to it, switch the DNS alias, then take the old
    one down.
  `,
  cortex: [
    {
      fact: 'On a running cluster only `ssl_certificate_arn`, the two white lists, and node groups with their `min_instances`, `max_instances` and `priority` may differ from what the cluster has stored; any other difference refuses the whole file.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: "The tag of Cortex's own images has to begin with the version of the command line.",
      source: 'pkg/lib/configreader/validators.go',
    },
  ],
  quiet: ['The cluster is taken down first and built anew; its APIs are down meanwhile.'],
  supersedes: ['cluster-change-refused'],
  compare: {
    cluster: {
      *modified(before, after, { subject, earlier }) {
        if (before.cluster_name !== after.cluster_name) return
        const images = writtenImages(subject)
        const was = findCommonRelease(writtenImages(earlier))
        const now = findCommonRelease(images)
        if (was === undefined || now === undefined || was === now) return

        const first = images.find(({ image }) => findRelease(image) === now)
        yield {
          at: first ? [first.key] : [],
          message: `Cluster ${quote(after.cluster_name)} cannot go from Cortex ${was} to ${now} in place: build a second cluster under another name and move the APIs.`,
        }
      },
    },
  },
})
