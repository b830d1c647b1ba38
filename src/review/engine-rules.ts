import { IGNORE_RULES } from './ignores/rules.ts'
import type { RuleMeta } from './rule.ts'

export const FILE_UNREADABLE: RuleMeta = {
  id: 'file-unreadable',
  category: 'validity',
  severity: 'error',
  summary: 'Cortex file cannot be read',
  why: `
    The file is or may be a Cortex file, and is too large, binary, not UTF-8, in Git LFS, in a
    submodule, or a symbolic link that leads out of the reviewed files. It cannot be reviewed, so
    its changes go unnoticed.
  `,
  quiet: ['Neither the name nor what can be read of the file says that it is for Cortex.'],
}

export const FILE_NO_LONGER_REVIEWED: RuleMeta = {
  id: 'file-no-longer-reviewed',
  category: 'validity',
  severity: 'warning',
  summary: 'Cortex file is no longer reviewed',
  why: `
    The file is a Cortex file on the base. Its first document is no longer one, or its new name is
    not among the \`paths\` of the settings. From now on, its changes go unnoticed.
  `,
  quiet: ['The file is deleted, or moved to where `paths-ignore` leaves it out.'],
}

export const FILE_TYPE_CHANGED: RuleMeta = {
  id: 'file-type-changed',
  category: 'validity',
  severity: 'warning',
  summary: 'Cortex file becomes a symbolic link or stops being one',
  why: `
    The diff of a symbolic link shows only where it leads. Cortex Review reads the file there and
    compares its content with the previous one, but people who read the diff do not see it.
  `,
  quiet: ['A new symbolic link leads to a reviewed file of the repository.'],
}

export const SETTINGS_INVALID: RuleMeta = {
  id: 'settings-invalid',
  category: 'validity',
  severity: 'error',
  summary: 'Settings of Cortex Review are invalid',
  why: `
    Settings hold once they are on the base branch. Merged with this problem, they
    stop every later review until they are corrected.
  `,
  quiet: ['The settings file was not changed.'],
}

export const BASELINE_GROWN: RuleMeta = {
  id: 'baseline-grown',
  category: 'validity',
  severity: 'error',
  summary: 'The baseline accepts more than before',
  why: `
    A baseline holds the findings that were there when Cortex Review was
    adopted, and they fail nothing. New entries would accept new risks without
    a reason. \`baseline-growth: allow\` in the settings permits them.
  `,
  quiet: ['The base branch has no baseline yet.'],
}

export const POLICY_WEAKENED: RuleMeta = {
  id: 'policy-weakened',
  category: 'validity',
  severity: 'error',
  summary: 'The policy becomes weaker without approval',
  why: `
    The settings name \`policy-approvers\`. Until one of them accepts this finding
    in the pull request, the change fails the check. Settings take effect once
    they are on the base branch.
  `,
  quiet: ['The policy becomes stricter.', 'The settings have no `policy-approvers`.'],
}

export const BASELINE_OUTDATED: RuleMeta = {
  id: 'baseline-outdated',
  category: 'validity',
  severity: 'info',
  summary: 'The baseline has entries that match nothing',
  why: `
    The findings were fixed. As long as the entries are there, the same
    findings could come back unnoticed. \`cortex-review audit
    --write-baseline\` removes them.
  `,
  quiet: ['Only some files were audited.'],
}

export const WORKFLOW_INEFFECTIVE: RuleMeta = {
  id: 'workflow-ineffective',
  category: 'validity',
  severity: 'info',
  summary: 'Workflow does not use Cortex Review as it should',
  why: `
    The workflow runs Cortex Review, but an event, a permission, or a name is
    missing or wrong. The required check may wait forever, keep an old
    result, or post no comments. \`cortex-review doctor\` prints the lines to
    change, and \`cortex-review doctor --fix\` writes them.
  `,
  quiet: ['The base branch has the same problem.', 'The workflow does not use Cortex Review.'],
}

export const FINDINGS_NOT_LISTED: RuleMeta = {
  id: 'findings-not-listed',
  category: 'validity',
  severity: 'error',
  summary: 'Review has more findings than it lists',
  why: `
    One review lists a limited number of findings, the most severe first. This finding stands for
    all others and is as severe as the worst of them. Resolve the listed findings, or split the
    change, and run the review again.
  `,
  quiet: ['All findings are listed.'],
}

/** What the engine reports itself, without a rule that is handed in. */
export const ENGINE_RULES: readonly RuleMeta[] = [
  FILE_UNREADABLE,
  FILE_NO_LONGER_REVIEWED,
  FILE_TYPE_CHANGED,
  SETTINGS_INVALID,
  BASELINE_GROWN,
  POLICY_WEAKENED,
  BASELINE_OUTDATED,
  WORKFLOW_INEFFECTIVE,
  FINDINGS_NOT_LISTED,
  ...IGNORE_RULES,
]

/** Whether an ignore comment can accept what a rule finds: not where it cannot be read. */
export function canBeIgnored({ id }: RuleMeta): boolean {
  return !ENGINE_RULES.some((rule) => rule.id === id)
}
