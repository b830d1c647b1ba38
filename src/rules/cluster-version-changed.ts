import { findCommonRelease, findRelease, writtenImages } from '../cortex/facts/cluster-images.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-version-changed',
  category: 'availability',
  severity: 'error',
  summary: 'Cortex version changed; clusters cannot be upgraded in place',
  why: `
    Cortex has no in-place upgrade: a running cluster rejects other images. Create a second
    cluster from its own file with another \`cluster_name\` and deploy the APIs to it. Then
    switch the DNS alias and delete the old cluster.
  `,
  cortex: [
    {
      fact: 'On a running cluster, only `ssl_certificate_arn`, the two allowlists, the set of node groups, and their `min_instances`, `max_instances`, and `priority` can change; any other difference makes Cortex reject the whole file.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: "The tag of Cortex's own images has to begin with the version of the Cortex CLI.",
      source: 'pkg/lib/configreader/validators.go',
    },
  ],
  quiet: ['You delete and recreate the cluster and accept the downtime of its APIs.'],
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
          message: `Cluster ${quote(after.cluster_name)} cannot be upgraded from Cortex ${was} to ${now} in place: create a second cluster with another \`cluster_name\` and move the APIs.`,
        }
      },
    },
  },
})
