import { findInstanceType } from '../cortex/aws/instance-types.ts'
import { findEcr, NODE_IMAGES, writtenImages } from '../cortex/facts/cluster-images.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'mirrored-images-lack-arm',
  category: 'availability',
  severity: 'error',
  summary: 'A node group for ARM gets copies of images that are made for x86',
  why: `
    Cortex publishes the images that run on the nodes of APIs for x86 and ARM, but its
    script that copies them to ECR copies one architecture only. On ARM such a copy
    does not start, so that no pod of an API becomes ready. Copy these images once
    more, with all architectures.
  `,
  quiet: ['The images were copied with all architectures, e.g. by `skopeo copy --all`.'],
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

      const others = mirrored.length > 1 ? ` and ${mirrored.length - 1} more come` : ' comes'
      yield {
        at: ['instance_type'],
        message: `Pods on node group ${quote(group.name)} may never start: ${quote(type.name)} is ARM, and \`${first}\`${others} from ECR, where Cortex's script puts images for x86 only.`,
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
