import { findAccount } from '../cortex/facts/account.ts'
import { findImageUsers, type Home, isImageAccountOf } from '../cortex/facts/account-use.ts'
import { findEcr, isPublicImage } from '../cortex/facts/cluster-images.ts'
import { findOwner } from '../cortex/files/owner.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { parseImageReference } from '../cortex/values/image-reference.ts'
import { defineRule, type FixEdit, type Problem } from '../review/rule.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'image-moved',
  category: 'availability',
  severity: 'error',
  summary: 'API image moved to a public registry, other region, or account',
  why: `
    Every new replica pulls its image. A public registry can be down or limit pulls just
    when an API scales up, and others may control its tags. ECR in another region is slower
    and billed per GB, and ECR in another account must allow these nodes.
  `,
  cortex: [
    {
      fact: 'Images are pulled anew, or compared with the registry, whenever a pod starts.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: [
    'The new registry is a mirror with known limits.',
    'The file is for another cluster from now on, in the region of the new registry.',
  ],
  supersedes: ['image-remote', 'image-unpinned'],
  compare: {
    container: {
      *modified(before, after, { api, workspace, workspaceBefore }) {
        const what = `container ${quote(after.name)} of API ${quote(api.name)}`
        const owner = findOwner(api, workspace)
        const cluster = owner && workspace.clusterOf(owner)
        const isForeign = (account: string) =>
          owner !== undefined &&
          cluster !== undefined &&
          isUnknown(account, { api: owner, cluster }, workspaceBefore)
        yield* findMove(before.image, after.image, { what, at: ['image'], cluster, isForeign })
      },
    },
    api: {
      *modified(before, after, { subject, workspace }) {
        const section = after.predictor ? 'predictor' : 'handler'
        const was = before.predictor?.image ?? before.handler?.image
        const now = after[section]?.image
        if (was === undefined || now === undefined) return

        const what = `API ${quote(after.name)}`
        const cluster = workspace.clusterOf(subject)
        yield* findMove(was, now, { what, at: [section, 'image'], cluster })
      },
    },
  },
})

interface Circumstances {
  readonly what: string
  readonly at: KeyPath
  readonly cluster: Located<'cluster'> | undefined
  /** Whether an account is known not to be that of the cluster, and nothing uses it so far. */
  readonly isForeign?: (account: string) => boolean
}

function* findMove(
  was: string,
  now: string,
  { what, at, cluster, isForeign = () => false }: Circumstances,
): Iterable<Problem> {
  const [from, to] = [findEcr(was), findEcr(now)]
  if (!from || (!to && !isPublicImage(now))) return

  const places = to && describeMove(from, to, cluster?.value)
  if (to && places === undefined) return
  yield {
    at,
    severity: (to && !isForeign(to.account)) || isAmazons(now) ? 'warning' : 'error',
    message: places
      ? `Image of ${what} moved to ECR in another ${places}.`
      : `Image of ${what} moved from ECR to a public registry: every new replica now pulls ${quote(now)}.`,
    fix: {
      title: 'Restore the previous image',
      safety: 'safe',
      edits: [keep(at, was)],
    },
  }
}

interface Registry {
  readonly account: string
  readonly region: string
}

function isUnknown(account: string, home: Home, before: Workspace): boolean {
  const own = findAccount(home.cluster.value)
  if (own === undefined || own === account || isImageAccountOf(home, account)) return false
  return findImageUsers(home, account, before).length === 0
}

/** Where the cluster runs, an image is at home, wherever it was before. */
function describeMove(from: Registry, to: Registry, cluster?: Cluster): string | undefined {
  const isForeign = from.account !== to.account && !(cluster && findAccount(cluster) === to.account)
  if (isForeign && from.region !== to.region && to.region !== cluster?.region) {
    return `region and account: new replicas pull it from account ${quote(to.account)} in ${quote(to.region)} instead of account ${quote(from.account)} in ${quote(from.region)}`
  }
  if (from.region !== to.region && to.region !== cluster?.region) {
    return `region: new replicas pull it from ${quote(to.region)} instead of ${quote(from.region)}`
  }
  if (from.account === to.account || (cluster && findAccount(cluster) === to.account)) {
    return undefined
  }
  return `account: new replicas pull it from account ${quote(to.account)} instead of ${quote(from.account)}, and account ${quote(to.account)} must allow the pull`
}

/** Amazon's public registry has no such limits for what runs at Amazon. */
function isAmazons(image: string): boolean {
  return parseImageReference(image)?.host === 'public.ecr.aws'
}

/** Up to 0.35 the image of a predictor may be that of a handler now. */
function keep(at: KeyPath, was: string): FixEdit {
  return at.length === 1 ? { op: 'restore', path: at } : { op: 'set', path: at, value: was }
}
