import { groupBy } from '../../text/group-by.ts'
import { onceFor } from '../../text/once.ts'
import type { Located, Workspace } from '../files/subject.ts'
import { findEcr } from './cluster-images.ts'

/** An API and the cluster that it is deployed to. */
export interface Home {
  readonly api: Located<'api'>
  readonly cluster: Located<'cluster'>
}

/** Whether a cluster has images of its own from an account. */
export function isImageAccountOf({ cluster }: Home, account: string): boolean {
  return Object.values(cluster.value.images).some((image) => findEcr(image)?.account === account)
}

/** The APIs of a cluster with images from an account, on one side. */
export function findImageUsers(
  { cluster }: Home,
  account: string,
  side: Workspace,
): readonly Located<'api'>[] {
  return usersByAccount(side).get(`${account} ${cluster.identity}`) ?? []
}

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
