import { findAccount } from '../cortex/facts/account.ts'
import { findEcr } from '../cortex/facts/cluster-images.ts'
import { findOwner } from '../cortex/files/owner.ts'
import type { BothSides, Located, Workspace } from '../cortex/files/subject.ts'
import type { Api, Container } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { groupBy } from '../text/group-by.ts'
import { onceFor } from '../text/once.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'image-account-crossed',
  category: 'availability',
  severity: 'warning',
  summary: 'A new image comes from ECR of another AWS account than that of the cluster',
  why: `
    Nodes may pull from ECR of their own account. A repository of another account
    has to admit them in its policy: if it does not, Cortex refuses the deploy, and if
    it no longer does, replicas that start later never get their image.
  `,
  cortex: [
    {
      fact: 'Images in ECR are looked up with the credentials of the cluster, whatever their account.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  quiet: ['The repository admits the account of the cluster.'],
  versions: { from: 36 },
  compare: {
    api: {
      *added(api, { workspace, workspaceBefore }) {
        const sides = { before: workspaceBefore, after: workspace }
        for (const [index, container] of (api.pod?.containers ?? []).entries()) {
          const at = ['pod', 'containers', index, 'image']
          for (const message of judge(container, api, sides)) yield { at, message }
        }
      },
    },
    container: {
      *added(after, { api, workspace, workspaceBefore }) {
        const sides = { before: workspaceBefore, after: workspace }
        for (const message of judge(after, api, sides)) yield { at: ['image'], message }
      },
      *modified(before, after, { api, workspace, workspaceBefore }) {
        // What was in ECR has moved, as another rule says.
        if (before.image === after.image || findEcr(before.image)) return

        const sides = { before: workspaceBefore, after: workspace }
        for (const message of judge(after, api, sides)) yield { at: ['image'], message }
      },
    },
  },
})

function* judge({ name, image }: Container, value: Api, sides: BothSides): Iterable<string> {
  const ecr = findEcr(image)
  const api = ecr && findOwner(value, sides.after)
  const cluster = api && sides.after.clusterOf(api)
  const account = cluster && findAccount(cluster.value)
  if (!ecr || !api || !account || ecr.account === account) return
  // That it is of another region, too, another rule says.
  if (cluster.value.region && ecr.region !== cluster.value.region) return
  if (isInUse(ecr.account, { api, cluster }, sides)) return

  yield `Container ${quote(name)} of API ${quote(api.value.name)} gets its image from ECR of account ${quote(ecr.account)}: cluster ${quote(cluster.value.cluster_name)} is in account ${quote(account)}.`
}

interface Home {
  readonly api: Located<'api'>
  readonly cluster: Located<'cluster'>
}

/** Whether the cluster itself, or another API of it, has images of an account. */
function isInUse(account: string, { api, cluster }: Home, { before, after }: BothSides): boolean {
  const isFrom = (image: string) => findEcr(image)?.account === account
  if (Object.values(cluster.value.images).some(isFrom)) return true

  return [before, after].some((side) => {
    const users = usersByAccount(side).get(`${account} ${cluster.identity}`) ?? []
    return users.some(({ identity }) => identity !== api.identity)
  })
}

/** The APIs with images of an account, by it and the identity of their cluster. */
const usersByAccount = onceFor((side: Workspace) => {
  const users = side.subjects('api').flatMap((api) => {
    const cluster = side.clusterOf(api)?.identity
    const accounts = (api.value.pod?.containers ?? []).map(({ image }) => findEcr(image)?.account)
    return [...new Set(accounts)].map((account) => ({ api, key: `${account} ${cluster}` }))
  })
  return new Map(
    [...groupBy(users, ({ key }) => key)].map(([key, group]) => [key, group.map(({ api }) => api)]),
  )
})
