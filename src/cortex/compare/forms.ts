import type { FieldChange, Located } from '../files/subject.ts'
import type { Api, Compute } from '../tables/api-types.ts'
import { isSameMeaning } from './normalize.ts'

/**
 * What a replica of an API requests, in whichever form its spec has: up to 0.35 the API says it, since
 * then its containers do. Of several containers only the devices are added up.
 */
export function computeOf({ compute, pod }: Api): Partial<Compute> | undefined {
  if (compute || !pod) return compute
  const [first, ...others] = pod.containers
  if (!first || others.length === 0) return first?.compute
  const count = (key: 'gpu' | 'inf') =>
    pod.containers.reduce((sum, container) => sum + container.compute[key], 0)
  return { gpu: count('gpu'), inf: count('inf') }
}

/** The requests in which an API differs that went over to the other form. */
export function* compareForms(before: Located, after: Located): Iterable<FieldChange> {
  if (!isApi(before) || !isApi(after)) return
  const isOtherForm = Boolean(before.value.pod) !== Boolean(after.value.pod)
  const [old, now] = [computeOf(before.value), computeOf(after.value)]
  if (!isOtherForm || !old || !now) return

  for (const key of ['cpu', 'mem', 'gpu', 'inf'] as const) {
    const [was, is] = [old[key], now[key]]
    if (was === undefined || is === undefined) continue
    const path = ['compute', key]
    if (!isSameMeaning(path, was, is)) yield { path, before: was, after: is }
  }
}

function isApi(subject: Located): subject is Located<'api'> {
  return subject.kind === 'api'
}
