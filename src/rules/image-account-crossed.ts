import { findAccount } from '../cortex/facts/account.ts'
import { findImageUsers, type Home, isImageAccountOf } from '../cortex/facts/account-use.ts'
import { findEcr } from '../cortex/facts/cluster-images.ts'
import { findOwner } from '../cortex/files/owner.ts'
import type { BothSides, Located } from '../cortex/files/subject.ts'
import type { Api, Container } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'image-account-crossed',
  category: 'availability',
  severity: 'error',
  summary: 'New API image comes from ECR in another AWS account',
  why: `
    Nodes can pull from ECR in their own account. Another account must allow them in its
    repository policy. Otherwise, Cortex rejects the deploy, or replicas that start later
    cannot pull their image.
  `,
  cortex: [
    {
      fact: 'Images in ECR are looked up with the credentials of the cluster, whatever their account.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  quiet: ['The repository admits the account of the cluster.'],
  supersedes: ['image-remote'],
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
  if (isInUse(ecr.account, { api, cluster }, sides)) return

  const { region, cluster_name } = cluster.value
  const isElsewhere = region !== '' && ecr.region !== region
  const [there, here] = isElsewhere
    ? [` in ${quote(ecr.region)}`, ` in ${quote(region)}`]
    : ['', '']
  yield `Container ${quote(name)} of API ${quote(api.value.name)} pulls its image from ECR in account ${quote(ecr.account)}${there}: cluster ${quote(cluster_name)} is in account ${quote(account)}${here}, so the repository policy must allow it.`
}

/** Whether the cluster itself, or another API of it, has images of an account. */
function isInUse(account: string, home: Home, { before, after }: BothSides): boolean {
  if (isImageAccountOf(home, account)) return true
  const isOther = ({ identity }: Located) => identity !== home.api.identity
  // What the API itself pulled from there before it may pull from there now.
  return (
    findImageUsers(home, account, before).length > 0 ||
    findImageUsers(home, account, after).some(isOther)
  )
}
