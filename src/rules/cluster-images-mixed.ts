import {
  findCommonRelease,
  findEcr,
  isPublicImage,
  type WrittenImage,
  writtenImages,
} from '../cortex/facts/cluster-images.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Fix } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-images-mixed',
  category: 'availability',
  severity: 'warning',
  precedence: -2,
  summary: 'Some cluster images mirrored to ECR, others still public',
  why: `
    A mirror in ECR protects nodes from outages and pull limits of public registries, but
    one missing image can keep a node from becoming ready. Images cannot be changed on a
    running cluster, so complete the list before you create it.
  `,
  quiet: ['The image in ECR is a build of your own under the same name.'],
  cortex: [
    {
      fact: 'Each `image_*` key has a default of its own; they can come from different registries.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  inspect: {
    *cluster(cluster, { subject }) {
      // A build of one's own is no copy, and goes by a name of its own.
      const mirrored = writtenImages(subject).filter(
        ({ key, image }) => findEcr(image) && folderOf(key, image) !== undefined,
      )
      const [first] = mirrored
      const missing = Object.entries(cluster.images).filter(([, image]) => isPublicImage(image))
      const [other] = missing
      if (!first || !other) return

      const others = missing.length > 1 ? ` and ${missing.length - 1} more` : ''
      const verb = missing.length > 1 ? 'come' : 'comes'
      const fix = mirrorRest(
        cluster,
        mirrored,
        missing.map(([key]) => key),
      )
      yield {
        at: [first.key],
        message: `Cluster ${quote(cluster.cluster_name)} mixes private and public images: ${count(mirrored)} from ECR, but \`${other[0]}\`${others} still ${verb} from a public registry.`,
        ...(fix && { fix }),
      }
    },
  },
})

function count({ length }: readonly WrittenImage[]): string {
  return length === 1 ? '1 comes' : `${length} come`
}

/** The images that are missing, named as the others are; none if these follow no pattern. */
function mirrorRest(
  { region }: Cluster,
  mirrored: readonly WrittenImage[],
  missing: readonly string[],
): Fix | undefined {
  const folders = new Set(mirrored.map(({ key, image }) => folderOf(key, image)))
  const [folder] = folders
  const release = findCommonRelease(mirrored)
  if (folders.size !== 1 || folder === undefined || release === undefined) return undefined
  if (findEcr(`${folder}x`)?.region !== region) return undefined

  return {
    title: 'Use ECR for all `image_*` keys',
    safety: 'unsafe',
    edits: missing.map((key) => {
      return { op: 'set', path: [key], value: `${folder}${repositoryOf(key)}:${release}` }
    }),
  }
}

/** What stands before the repository that Cortex has for a key; undefined if it is another one. */
function folderOf(key: string, image: string): string | undefined {
  const end = image.indexOf(`/${repositoryOf(key)}:`)
  return end < 0 ? undefined : image.slice(0, end + 1)
}

function repositoryOf(key: string): string {
  return key.replace(/^image_/, '').replaceAll('_', '-')
}
