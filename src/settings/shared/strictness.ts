import type { Settings } from '../../review/config.ts'
import { DEFAULT_OPTIONS } from '../fields.ts'

/** Whether a setting is weaker than it was; what leads to either counts as weaker. */
export function isWeaker(key: keyof Settings, before: Settings, after: Settings): boolean {
  const test = TESTS[key]
  return test !== undefined && test(withDefaults(before), withDefaults(after))
}

type Full = ReturnType<typeof withDefaults>
type Test = (before: Full, after: Full) => boolean

function withDefaults(settings: Settings) {
  return { ...DEFAULT_OPTIONS, ...settings }
}

const FAIL_ON = ['never', 'error', 'warning', 'info']

/** What makes each setting weaker; one that is not here decides nothing. */
const TESTS: Readonly<Partial<Record<keyof Settings, Test>>> = {
  paths: (a, b) => !isWithin(a.paths, b.paths),
  pathsIgnore: (a, b) => !isWithin(b.pathsIgnore, a.pathsIgnore),
  devPaths: (a, b) => !isWithin(b.devPaths, a.devPaths),
  failOn: (a, b) => FAIL_ON.indexOf(b.failOn) < FAIL_ON.indexOf(a.failOn),
  incomplete: (a, b) => a.incomplete === 'fail' && b.incomplete === 'warn',
  cortexVersion: (a, b) => !isSame(a.cortexVersion, b.cortexVersion),
  // Without any, the nearest cluster is found.
  clusters: (a, b) => a.clusters.length > 0 && !isSame(a.clusters, b.clusters),
  baseline: (a, b) => a.baseline !== b.baseline,
  baselineGrowth: (a, b) => a.baselineGrowth === 'error' && b.baselineGrowth === 'allow',
  // Where nobody may accept, nothing is accepted; but then ignore comments need nobody either.
  approvers: (a, b) => !isWithin(b.approvers, a.approvers),
  policyApprovers: (a, b) =>
    a.policyApprovers.length > 0 &&
    (b.policyApprovers.length === 0 || !isWithin(b.policyApprovers, a.policyApprovers)),
  selfApproval: (a, b) => !a.selfApproval && b.selfApproval,
  approvals: (a, b) =>
    Object.entries(a.approvals).some(([key, needed]) => (b.approvals[key] ?? 1) < needed),
  ignoreComments: (a, b) => areApproved(a) && !areApproved(b),
  ignoreDays: (a, b) => (a.ignoreDays ?? Infinity) < (b.ignoreDays ?? Infinity),
}

function areApproved({ ignoreComments, approvers }: Full): boolean {
  return (ignoreComments ?? (approvers.length > 0 ? 'approved' : 'anyone')) === 'approved'
}

function isWithin(few: readonly string[], many: readonly string[]): boolean {
  return few.every((each) => many.includes(each))
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
