import type { Finding } from '../../src/review/finding.ts'
import type { ApiUpdate } from '../../src/review/outlook/updates.ts'
import type { Review } from '../../src/review/review.ts'

/** What one review says that contradicts what it says elsewhere. */
export function contradictions(judged: Review): readonly string[] {
  return [
    ...judged.updates.apis.flatMap((update) => [...faultsOfApi(update, judged)]),
    ...faultsOfClusters(judged),
    ...faultsOfBills(judged),
  ]
}

/** The rollout table beside the findings. */
function* faultsOfApi(update: ApiUpdate, judged: Review): Iterable<string> {
  const { path, name, action, capacity } = update
  const isRefused = action === 'refused'
  if (isRefused && listSaid(judged).length === 0) yield `${name} is refused, and nothing is said`
  if (isRefused && (update.podsReplaced || capacity)) yield `${name} is refused and replaced`

  const own = judged.findings.filter(({ subject, location, severity }) => {
    const isOwn = subject === `api/${name}` || subject.startsWith(`api/${name}/`)
    return isOwn && location.path === path && severity === 'error'
  })
  for (const { rule, message } of own) {
    const isFinal = /(?:Cortex rejects the deploy|Kubernetes rejects the pods)\.$/.test(message)
    // What another file brings about does not keep this one from being deployed.
    const isElsewhere = rule.id === 'splitter-target-of-wrong-kind' && message.includes(' (`')
    if (isFinal && !isElsewhere && !isRefused) yield `${name} gets ${action}, but ${rule.id}`
  }
  const broken = judged.findings.some(({ rule, location, severity, subject }) => {
    const isFile = rule.id === 'config-refused' && severity === 'error'
    return isFile && location.path === path && subject !== ''
  })
  if (broken && !isRefused) yield `${name} gets ${action} in a file that is refused`
}

/** The update plan beside the findings. */
function* faultsOfClusters({ findings, ignored, unsaid, updates }: Review): Iterable<string> {
  const all = [...findings, ...[...ignored, ...unsaid].map(({ finding }) => finding)]
  for (const { path, plan } of updates.clusters) {
    const isRefused = plan.refusals.length > 0 || plan.instancesOverLimit > 0
    const refusing = all.filter(({ location, message }) => {
      return location.path === path && /rejects (?:this change|the whole file)/.test(message)
    })
    if (isRefused && refusing.length === 0) yield `${path} is refused, and nobody says so`
    const [first] = findings.filter((finding) => refusing.includes(finding))
    if (!isRefused && first) yield `${path} is updated, but ${first.rule.id}`
  }
}

/** Bills of what cannot be. */
function* faultsOfBills({ bills }: Review): Iterable<string> {
  for (const { path, after } of bills) {
    for (const { name, instances } of after.groups) {
      const isRange = 0 <= instances.atMin && instances.atMin <= instances.atMax
      if (!isRange) yield `${path} pays for ${instances.atMin} to ${instances.atMax} of ${name}`
    }
  }
}

function listSaid({ findings, ignored, accepted }: Review): readonly Pick<Finding, 'message'>[] {
  return [...findings, ...[...ignored, ...accepted].map(({ finding }) => finding)]
}
