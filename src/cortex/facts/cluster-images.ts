import type { Located } from '../files/subject.ts'
import { findWritten } from '../files/written.ts'
import { IMAGE_KEYS } from '../tables/cluster.ts'
import { parseImageReference } from '../values/image-reference.ts'

/** An image that a cluster file names, by its key. */
export interface WrittenImage {
  readonly key: string
  readonly image: string
}

/** The images that a cluster file says, in the order of the docs. */
export function writtenImages(subject: Located<'cluster'>): readonly WrittenImage[] {
  return Object.keys(subject.value.images).flatMap((key) => {
    const image = findWritten(subject, [key])
    return typeof image === 'string' ? [{ key, image }] : []
  })
}

/** A private registry of AWS, which belongs to one account and one region. */
export interface EcrRegistry {
  readonly account: string
  readonly region: string
}

/** The registry of ECR that an image is in, if it is in one. */
export function findEcr(image: string): EcrRegistry | undefined {
  const host = parseImageReference(image)?.host ?? ''
  const [, account, region] =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(host) ?? []
  return account !== undefined && region !== undefined ? { account, region } : undefined
}

/** Whether an image is one that Cortex publishes, or that anybody can pull from the same place. */
export function isPublicImage(image: string): boolean {
  const reference = parseImageReference(image)
  if (!reference) return false
  const { host } = reference
  return host === '' || /^(?:quay\.io|docker\.io|ghcr\.io|public\.ecr\.aws)$/.test(host)
}

/**
 * The images that run on every node for workloads and that Cortex publishes for ARM, too; see
 * `build/images.sh`. Its script for copies to ECR takes one architecture only.
 */
export const NODE_IMAGES: readonly string[] = [
  'image_proxy',
  'image_async_gateway',
  'image_enqueuer',
  'image_dequeuer',
  'image_fluent_bit',
  'image_prometheus_node_exporter',
  'image_kube_rbac_proxy',
  'image_kubexit',
]

/**
 * The release of Cortex that the tag of one of its images names, e.g. `0.42.1`. Tags with a `v` are
 * those of other projects, whose images some mirror.
 */
export function findRelease(image: string): string | undefined {
  const tag = parseImageReference(image)?.tag ?? ''
  return /^0\.\d{1,2}\.\d{1,2}$/.test(tag) ? tag : undefined
}

/** The one release that all images of a file have; undefined if they have several, or none says. */
export function findCommonRelease(images: readonly WrittenImage[]): string | undefined {
  const releases = new Set(images.flatMap(({ image }) => findRelease(image) ?? []))
  return releases.size === 1 ? [...releases][0] : undefined
}

/** The key of Cortex 0.42 for whose image a repository is meant, whatever the key that names it. */
export function findMeantKey(image: string): string | undefined {
  const repository = parseImageReference(image)?.path.split('/').at(-1)
  const name = repository?.replaceAll('-', '_')
  return IMAGE_KEYS.includes(name ?? '') ? `image_${name}` : undefined
}
