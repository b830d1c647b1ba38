import type { Cluster, NodeGroup } from '../cortex/cluster.ts'
import { type ConfigurePlan, MAX_INSTANCES_TO_ADD, type Refusal } from '../cortex/configure.ts'
import type { Located } from '../cortex/subject.ts'
import { judgeConfigure } from '../cortex/update.ts'
import { NEWEST_VERSION } from '../cortex/version.ts'
import { restore } from '../review/restore.ts'
import { defineRule, type Fix, type Problem } from '../review/rule.ts'
import type { KeyPath } from '../source/text.ts'
import { findNode } from '../source/tree.ts'
import { quote } from '../source/wording.ts'

export default defineRule({
  id: 'cluster-change-refused',
  category: 'validity',
  severity: 'error',
  precedence: -1,
  summary: 'A running cluster refuses a change of its config',
  why: `
    \`cortex cluster configure\` takes groups that come and go, their sizes and
    priorities, the certificate and the white lists. Anything else makes it
    refuse the whole file without naming the key, the changes it would take
    included: make this one apart, or on a new cluster.
  `,
  quiet: ['The cluster does not run yet, or is built anew from this file.'],
  versions: { from: NEWEST_VERSION },
  compare: {
    cluster: {
      *modified(_before, after, { subject, earlier }) {
        const plan = earlier && planOf(earlier, subject)
        if (!plan) return

        const refusals = plan.refusals.filter(
          ({ group, path }) => group === undefined && isWritten(path, path, earlier, subject),
        )
        for (const { refusal, others } of withoutRepetition(refusals)) {
          const images = others > 0 ? ` and ${others} other images` : ''
          const key = `${quote(refusal.path.join('.'))}${images}`
          const fix = others > 0 ? undefined : leave(refusal.path, earlier, subject)
          yield {
            at: refusal.path,
            message: `A running cluster refuses to change ${key} of cluster ${quote(after.cluster_name)}, and with it all of this file: ${wayOut(refusal)}.`,
            ...(fix && { fix }),
          }
        }
      },
    },
    nodeGroup: {
      *modified(_before, after, { subject, earlier, cluster }) {
        const plan = earlier && planOf(earlier, subject)
        if (!plan) return

        for (const { path, group } of plan.refusals) {
          const at = path.slice(2)
          if (group !== after.name || !isWritten(at, path, earlier, subject)) continue
          const fix = leave(at, earlier, subject)
          yield {
            at,
            message: `A running cluster refuses to change ${quote(at.join('.'))} of node group ${quote(group)}, and with it all of this file: add a group under another name and remove this one later.`,
            ...(fix && { fix }),
          }
        }
        yield* checkGrowth(after, plan, cluster)
      },

      *added(after, { subject, workspaceBefore, cluster }) {
        const earlier = workspaceBefore
          .subjects('cluster')
          .find(({ identity }) => subject.identity.startsWith(`${identity}/`))
        const plan = earlier && planOf(earlier, subject)
        if (plan) yield* checkGrowth(after, plan, cluster)
      },
    },
  },
})

interface Plan extends ConfigurePlan {
  /** The groups that ask for more instances than before. */
  readonly growing: readonly string[]
}

function planOf(earlier: Located, subject: Located): Plan | undefined {
  const { plan } = judgeConfigure(earlier.file.document, subject.file.document)
  if (!plan) return undefined

  const growing = plan.groupsToUpdate
    .filter(({ changes }) => changes.some(({ key, before, after }) => isGrowth(key, before, after)))
    .map(({ name }) => name)
  return { ...plan, growing: [...growing, ...plan.groupsToAdd] }
}

function isGrowth(key: string, before: unknown, after: unknown): boolean {
  return key === 'min_instances' && Number(after) > Number(before)
}

/** Too many instances are said of one group, though all together ask for them. */
function* checkGrowth(
  { name }: NodeGroup,
  { instancesOverLimit, growing }: Plan,
  { cluster_name }: Cluster,
): Iterable<Problem> {
  if (instancesOverLimit === 0 || growing[0] !== name) return

  const added = MAX_INSTANCES_TO_ADD + instancesOverLimit
  yield {
    at: ['min_instances'],
    message: `Cluster ${quote(cluster_name)} asks for ${added} more instances at once by its \`min_instances\`, but \`cortex cluster configure\` adds ${MAX_INSTANCES_TO_ADD} at most, and changes nothing else of this file either.`,
  }
}

/** A default that follows another key is refused with that key. */
function isWritten(at: KeyPath, path: KeyPath, earlier: Located, subject: Located): boolean {
  const old = findNode(earlier.file.document.root, [...earlier.path, ...at])
  return Boolean(old ?? findNode(subject.file.document.root, path))
}

/** More of one kind than this are said as one: a new release changes every image. */
const MOST_OF_A_KIND = 3

interface Group {
  readonly refusal: Refusal
  readonly others: number
}

function withoutRepetition(refusals: readonly Refusal[]): readonly Group[] {
  const images = refusals.filter(isImage)
  if (images.length <= MOST_OF_A_KIND) return refusals.map((refusal) => ({ refusal, others: 0 }))

  const [first] = images
  const rest = refusals.filter((refusal) => !isImage(refusal))
  return [
    ...rest.map((refusal) => ({ refusal, others: 0 })),
    ...(first ? [{ refusal: first, others: images.length - 1 }] : []),
  ]
}

function wayOut({ path: [key] }: Refusal): string {
  if (key === 'cluster_name' || key === 'region') return 'it would look for another cluster'
  return 'only a new cluster can have it'
}

function isImage({ path }: Refusal): boolean {
  return String(path[0]).startsWith('image_')
}

function leave(at: KeyPath, earlier: Located, subject: Located): Fix | undefined {
  const edits = restore(earlier, subject, at)
  if (edits.length === 0) return undefined
  return { title: `Leave ${quote(at.join('.'))} as it was`, safety: 'safe', edits }
}
