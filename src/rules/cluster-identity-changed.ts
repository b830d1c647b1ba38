import { findEcr } from '../cortex/facts/cluster-images.ts'
import type { BothSides, Located } from '../cortex/files/subject.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate, nameAll, quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-identity-changed',
  category: 'availability',
  severity: 'error',
  summary: 'Cluster name or region changed; config targets another cluster',
  why: `
    Cortex finds a cluster by name and region. With a different one, \`cortex cluster
    configure\` finds nothing, and \`cortex cluster up\` creates a second, empty cluster
    while the old one keeps running. Use a separate file for a second cluster.
  `,
  cortex: [
    {
      fact: 'The cluster to update is looked up by `cluster_name` and `region`.',
      source: 'cli/cmd/cluster.go',
    },
    {
      fact: 'The name of the bucket is made of account, name and region, so another name starts with nothing.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The old cluster was taken down, and its APIs are deployed to the new one.'],
  supersedes: ['cluster-change-refused', 'image-remote'],
  compare: {
    cluster: {
      *modified(before, after, { isWritten, workspace, workspaceBefore }) {
        const changed = KEYS.filter((key) => before[key] !== after[key])
        const [first] = changed
        if (!first || ![before, after].every(isNamed)) return

        const changes = changed.map(
          (key) =>
            `\`${key}\` changed from ${quote(before[key])} to ${quoteOrDefault(after[key], isWritten([key]))}`,
        )
        const sides = { before: workspaceBefore, after: workspace }
        const images = changed.includes('region') ? findLeftImages(after, sides) : []
        yield {
          at: [first],
          message: `${enumerate(changes)}: this config now targets another cluster, and cluster ${quote(before.cluster_name)} keeps running${describeLeft(images)}.`,
          affects: images,
          fix: {
            title:
              changed.length > 1
                ? 'Restore `cluster_name` and `region`'
                : `Restore ${quote(`${first}: ${before[first]}`)}`,
            safety: 'safe',
            edits: changed.map((key) => ({ op: 'restore', path: [key] })),
          },
        }
      },
    },
  },
})

const KEYS = ['cluster_name', 'region'] as const

/** A template says nothing of the cluster that it is filled in for. */
function isNamed(cluster: Cluster): boolean {
  return KEYS.every((key) => /^[a-z0-9-]+$/.test(cluster[key]))
}

/** The containers of unchanged files whose images are in ECR of a region that is not the cluster's. */
function findLeftImages(cluster: Cluster, { before, after }: BothSides) {
  const apis = after.apisOf(cluster).filter(({ file }) => before.files.includes(file))
  const values = new Set(apis.map(({ value }) => value))
  return after.subjects('container').filter(({ value, parents }) => {
    const ecr = values.has(parents.api) ? findEcr(value.image) : undefined
    return ecr !== undefined && ecr.region !== cluster.region
  })
}

function describeLeft(images: readonly Located<'container'>[]): string {
  const names = [...new Set(images.map(({ parents }) => parents.api.name))]
  return names.length === 0 ? '' : `; the images of ${nameAll('API', names)} stay in another region`
}
