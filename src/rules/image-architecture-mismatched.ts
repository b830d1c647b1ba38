import { findHosting } from '../cortex/capacity/hosting.ts'
import { findOwner } from '../cortex/files/owner.ts'
import { parseImageReference } from '../cortex/values/image-reference.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'image-architecture-mismatched',
  category: 'availability',
  severity: 'warning',
  summary: 'Image architecture does not match the node group',
  why: `
    Cortex does not schedule by architecture; only \`node_groups\` restricts where an API
    runs. An ARM binary does not start on x86, and the reverse: the container ends in
    CrashLoopBackOff.
  `,
  cortex: [
    {
      fact: 'Pods choose nodes by the names of their groups, and by nothing else.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The image is one for both architectures, whatever its name says.'],
  versions: { from: 36 },
  inspect: {
    *container({ name, image }, { api, workspace }) {
      const made = architectureOf(image)
      const owner = made && findOwner(api, workspace)
      const hosting = owner && findHosting(owner, workspace)
      const [other] = hosting?.groups.filter(({ type }) => type.arch !== made) ?? []
      if (!made || !hosting || !other) return
      if (hosting.groups.some(({ type }) => type.arch === made) && api.node_groups === null) {
        yield {
          at: ['image'],
          message: `Container ${quote(name)} of API ${quote(api.name)} may be scheduled on the wrong architecture: ${quote(image)} is built for ${NAMES[made]}, but node group ${quote(other.group.name)} is not.`,
        }
      } else if (hosting.groups.every(({ type }) => type.arch !== made)) {
        yield {
          at: ['image'],
          severity: 'error',
          message: `Container ${quote(name)} of API ${quote(api.name)} cannot run: ${quote(image)} is built for ${NAMES[made]}, and none of its node groups is.`,
        }
      }
    },
  },
})

const NAMES = { arm64: 'ARM', amd64: 'x86' } as const

/** The architecture that an image's tag or name ends in. */
function architectureOf(image: string): 'arm64' | 'amd64' | undefined {
  const { path = '', tag = '' } = parseImageReference(image) ?? {}
  const words = `${path.split('/').at(-1)}-${tag}`.split(/[-_.]+/)
  if (words.some((word) => ['aarch64', 'arm64', 'arm64v8', 'graviton'].includes(word))) {
    return words.includes('amd64') ? undefined : 'arm64'
  }
  return words.includes('amd64') ? 'amd64' : undefined
}
