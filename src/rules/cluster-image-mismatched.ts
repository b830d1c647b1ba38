import {
  findMeantKey,
  findRelease,
  type WrittenImage,
  writtenImages,
} from '../cortex/facts/cluster-images.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-image-mismatched',
  category: 'availability',
  severity: 'error',
  summary: 'Cluster image is the wrong component or Cortex version',
  why: `
    Cortex checks tags only for its own registries and accepts any image from a mirror. A
    component with the wrong image or version fails to start or cannot talk to the others.
    Images cannot be changed on a running cluster.
  `,
  cortex: [
    {
      fact: 'Cortex compares the tag with its CLI version only for images of `cortexlabs` and `cortexlabsdev` on quay.io and Docker Hub; all others pass.',
      source: 'pkg/lib/configreader/validators.go',
    },
    {
      fact: 'The repository of an image is the key without `image_`, with dashes for underscores.',
      source: 'dev/export_images.sh',
    },
  ],
  versions: { from: 38 },
  inspect: {
    *cluster(cluster, { subject }) {
      const images = writtenImages(subject)
      const release = findUsualRelease(images)
      for (const written of images) {
        yield* judge(written, release, `cluster ${quote(cluster.cluster_name)}`)
      }
    },
  },
})

function* judge({ key, image }: WrittenImage, usual: string | undefined, what: string) {
  const meant = findMeantKey(image)
  const release = findRelease(image)
  if (meant !== undefined && meant !== key) {
    yield {
      at: [key],
      message: `\`${key}\` of ${what} points to the image for \`${meant}\`: ${quote(image)} is a different component.`,
    } satisfies Problem
  } else if (usual !== undefined && release !== undefined && release !== usual) {
    yield {
      at: [key],
      message: `\`${key}\` of ${what} is from Cortex ${release}: most of its other images are from ${usual}, and mixed versions may not work together.`,
    } satisfies Problem
  }
}

/** The release of more than half of the images, if there is one. */
function findUsualRelease(images: readonly WrittenImage[]): string | undefined {
  const releases = images.flatMap(({ image }) => findRelease(image) ?? [])
  const counts = new Map<string, number>()
  for (const release of releases) counts.set(release, (counts.get(release) ?? 0) + 1)
  return [...counts].find(([, count]) => count * 2 > releases.length)?.[0]
}
