import { findInstanceType } from '../cortex/aws/instance-types.ts'
import { findEcr, NODE_IMAGES, writtenImages } from '../cortex/facts/cluster-images.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import { defineRule } from '../review/rule.ts'
import { andMore } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'mirrored-images-lack-arm',
  category: 'availability',
  severity: 'error',
  summary: 'ARM node group with mirrored images that may be x86 only',
  why: `
    Cortex publishes the images of API nodes for x86 and ARM, but its export script mirrors
    only one architecture to ECR. On ARM nodes such an image does not start, and no API pod
    becomes ready. Mirror these images again for all architectures.
  `,
  quiet: ['The images were copied with all architectures, for example with `skopeo copy --all`.'],
  cortex: [
    {
      fact: 'Eight images are built for ARM as well: those of the proxy, the queues, the logs and the metrics of a node.',
      source: 'build/images.sh',
    },
    {
      fact: 'The script that copies images to ECR says nothing of architectures.',
      source: 'dev/export_images.sh',
    },
  ],
  versions: { from: 31 },
  inspect: {
    *nodeGroup(group, { subject, workspace }) {
      const type = findInstanceType(group.instance_type)
      if (type?.arch !== 'arm64' || type.gpu > 0 || group.max_instances === 0) return
      const mirrored = findMirrored(subject, workspace)
      const [first] = mirrored
      if (first === undefined) return

      const others = andMore(mirrored.length - 1, 'image')
      const verb = mirrored.length > 1 ? 'come' : 'comes'
      yield {
        at: ['instance_type'],
        message: `Pods on ARM node group ${quote(group.name)} (${quote(type.name)}) may never start: \`${first}\`${others} ${verb} from ECR, where the Cortex export script mirrors x86 images only.`,
      }
    },
  },
})

/** The keys of images for nodes that come from ECR. */
function findMirrored({ file }: Located, workspace: Workspace): readonly string[] {
  const cluster = workspace.subjects('cluster').find((each) => each.file === file)
  if (!cluster) return []
  return writtenImages(cluster)
    .filter(({ key, image }) => NODE_IMAGES.includes(key) && findEcr(image))
    .map(({ key }) => key)
}
