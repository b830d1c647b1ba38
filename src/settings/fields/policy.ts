import {
  DEFAULT_ADOPTION,
  DEFAULT_APPROVAL,
  DEFAULT_CONFIG,
  DEFAULT_SHARING,
} from '../../review/config.ts'
import { approvals, approvers } from '../approvers.ts'
import { repositoryPath } from '../baseline.ts'
import { customRules } from '../custom/rules.ts'
import type { Fields } from '../field.ts'
import { locked } from '../rules.ts'
import { sources } from '../shared/sources.ts'
import { choice, count, flag } from '../values.ts'

type Name =
  | 'extends'
  | 'locked'
  | 'baseline'
  | 'baselineGrowth'
  | 'approvers'
  | 'selfApproval'
  | 'approvals'
  | 'policyApprovers'
  | 'ignoreComments'
  | 'customRules'
  | 'ignoreDays'

/** The settings about where rules come from, and who may make exceptions. */
export const POLICY_FIELDS: Pick<Fields, Name> = {
  extends: {
    name: 'extends',
    type: sources,
    default: DEFAULT_SHARING.extends,
    description:
      'Settings to start from: the presets `recommended`, `strict` and `quiet`, files of this ' +
      'repository, and files of others as `owner/repo/path.yml@ref`. Later ones win over earlier ' +
      'ones, and this file over all; `rules` and `overrides` are merged. See docs/policy.md.',
    file: true,
  },
  locked: {
    name: 'locked',
    type: locked,
    default: DEFAULT_CONFIG.locked,
    description:
      'Rules that must not be weakened where these settings are extended, with keys as in `rules`: ' +
      'other settings, ignore comments and acceptances have no effect on them.',
    file: true,
  },
  baseline: {
    name: 'baseline',
    type: repositoryPath,
    default: DEFAULT_ADOPTION.baseline,
    description:
      'The file with the findings that were there when Cortex Review was adopted: they are counted ' +
      'and fail nothing, unless they become more severe. `cortex-review audit --write-baseline` ' +
      'writes it; see docs/policy.md.',
    file: true,
  },
  baselineGrowth: {
    name: 'baseline-growth',
    type: choice(['error', 'allow']),
    default: DEFAULT_ADOPTION.baselineGrowth,
    description:
      'What happens if a pull request adds entries to the baseline or makes them more severe: it is ' +
      'an `error`, or you `allow` it.',
    file: true,
  },
  approvers: {
    name: 'approvers',
    type: approvers,
    default: DEFAULT_APPROVAL.approvers,
    description:
      'Who may accept findings by a comment in the pull request: GitHub usernames, teams such as ' +
      '`@acme/platform`, and `code-owners` for the owners of the file. All need write access; see ' +
      'docs/commands.md. Without any, findings are accepted in the files only.',
    file: true,
  },
  policyApprovers: {
    name: 'policy-approvers',
    type: approvers,
    default: DEFAULT_APPROVAL.policyApprovers,
    description:
      'Who has to accept, by a comment in the pull request, that settings, rules or the baseline become ' +
      'weaker; names as in `approvers`. Without any, the summary only lists it.',
    file: true,
  },
  selfApproval: {
    name: 'self-approval',
    type: flag,
    default: DEFAULT_APPROVAL.selfApproval,
    description: 'Whether approvers may accept findings of pull requests that they opened.',
    file: true,
  },
  approvals: {
    name: 'approvals',
    type: approvals,
    default: DEFAULT_APPROVAL.approvals,
    description:
      'How many approvers have to accept a finding: a number for all, or a map with severities and ' +
      'keys as in `rules`, such as `error: 2`. The largest matching number applies.',
    file: true,
  },
  ignoreComments: {
    name: 'ignore-comments',
    type: choice(['anyone', 'approved']),
    otherwise: '`approved` where `approvers` are set, else `anyone`',
    description:
      'Whose ignore comments apply in the pull request that adds or changes them: those of `anyone`, ' +
      'or only `approved` ones, which an approver has accepted there.',
    file: true,
  },
  customRules: {
    name: 'custom-rules',
    type: customRules,
    default: DEFAULT_CONFIG.customRules,
    description:
      'Rules of your own: what to look at, and CEL expressions that say when to report and what. More ' +
      'rules may stand in `.github/cortex-review/rules/*.yml`; see docs/custom-rules.md.',
    file: true,
  },
  ignoreDays: {
    name: 'ignore-days',
    type: count(1, 3650),
    otherwise: 'ignore comments need no end',
    description:
      'Every ignore comment must end, as in `ignore[rule-id until 2027-03-31]`, and at most so many ' +
      'days ahead.',
    file: true,
  },
}
