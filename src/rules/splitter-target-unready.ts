import { findTargetApi } from '../cortex/facts/splitter.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import type { Api, SplitterTarget } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { onceFor } from '../text/once.ts'
import { quote } from '../text/wording.ts'
import type { Edit } from '../yaml/edit/edits.ts'

export default defineRule({
  id: 'splitter-target-unready',
  category: 'availability',
  severity: 'error',
  summary: 'Traffic splitter routes to an API deployed in the same change',
  why: `
    Cortex updates the traffic splitter right after it creates the APIs in the file, without
    waiting for them to become ready. Until the new API is ready, its share of the requests
    gets 503. Deploy it with weight 0 first, and shift traffic in a later deploy.
  `,
  cortex: [
    {
      fact: 'A deploy applies traffic splitters last and does not wait for the other APIs to become ready.',
      source: 'pkg/operator/resources/resources.go',
    },
  ],
  quiet: ['The API is deployed already, from another file or branch.'],
  supersedes: ['splitter-weight-shifted'],
  compare: {
    api: {
      *modified(before, after, { subject, workspace, workspaceBefore }) {
        if (!after.apis) return

        const known = namesUp(workspaceBefore)
        for (const [index, { name, weight, shadow }] of after.apis.entries()) {
          if (shadow || weight === 0 || known.has(name) || isServed(before, name)) continue
          const target = findTargetApi(name, subject, workspace)
          // If it may stay at zero, another rule says so.
          if (target?.file !== subject.file || !isUp(target)) continue

          const edits = keepWeights(before, after.apis)
          yield {
            at: ['apis', index, 'weight'],
            message: `Traffic splitter ${quote(after.name)} routes ${weight}% of its requests to API ${quote(name)} before it is ready: both are deployed together, so these requests get 503.`,
            ...(edits && {
              fix: { title: 'Restore the previous weights', safety: 'safe', edits },
            }),
          }
        }
      },
    },
  },
})

/** The names of what answered before; every splitter asks. */
const namesUp = onceFor((side: Workspace): ReadonlySet<string> => {
  const apis = side.subjects('api')
  return new Set(apis.filter(isUp).map(({ value }) => value.name))
})

/** Without replicas an API answers no splitter; what is no RealtimeAPI never does. */
function isUp({ value: { kind, autoscaling } }: Located<'api'>): boolean {
  return kind !== 'RealtimeAPI' || autoscaling?.min_replicas !== 0
}

/** The API may have been deployed from elsewhere and come to this file only now. */
function isServed({ apis }: Api, target: string): boolean {
  return apis?.some(({ name, weight, shadow }) => name === target && !shadow && weight > 0) ?? false
}

/** The old weights, and 0 for what is new, if that makes a whole. */
function keepWeights(
  { apis = [] }: Api,
  targets: readonly SplitterTarget[],
): readonly Edit[] | undefined {
  const old = targets.map(({ name }) => apis.find((target) => target.name === name))
  const isKept = targets.every(({ shadow }, index) => shadow === (old[index]?.shadow ?? false))
  const sum = old.reduce(
    (total, target) => total + (target && !target.shadow ? target.weight : 0),
    0,
  )
  if (!isKept || sum !== 100) return undefined

  return old.map((target, index) => ({
    op: 'set',
    path: ['apis', index, 'weight'],
    value: target?.weight ?? 0,
  }))
}
