import type { Command, Fields } from '../field.ts'
import { choice, count, flag, text } from '../values.ts'

/** Below the folder of the job. */
export const DEFAULT_AUDIT_FOLDER = 'cortex-audit'
/** A matrix of GitHub Actions has no more jobs. */
export const MOST_SHARDS = 256

const AUDIT: readonly Command[] = ['audit']

type Name =
  | 'step'
  | 'org'
  | 'repositories'
  | 'archived'
  | 'forks'
  | 'shards'
  | 'shard'
  | 'compare'
  | 'policy'
  | 'auditFolder'
  | 'auditToken'
  | 'reportIssue'

/** The settings of audits of many repositories. */
export const AUDIT_FIELDS: Pick<Fields, Name> = {
  step: {
    name: 'step',
    type: choice(['plan', 'audit', 'report']),
    otherwise: 'one repository, by the event',
    description:
      'What this job does of an audit of many repositories: `plan` lists them, `audit` checks those of ' +
      'one shard, and `report` puts all shards together; see docs/audits.md.',
    action: true,
  },
  org: {
    name: 'org',
    type: text,
    otherwise: 'the repository that you are in',
    description:
      'Audit the repositories of an organization or a person, read through the API of GitHub. The ' +
      'command line takes the token from `GITHUB_TOKEN`.',
    action: true,
    cli: { commands: AUDIT, value: 'NAME' },
  },
  repositories: {
    name: 'repositories',
    type: text,
    otherwise: 'all of `org`',
    description:
      'Audit these repositories, one `owner/name` a line; a name may be a glob, and `!` excludes. ' +
      'On the command line, the path of a file with these lines.',
    action: true,
    cli: { commands: AUDIT, value: 'FILE' },
  },
  archived: {
    name: 'archived',
    type: flag,
    otherwise: 'left out',
    description: 'Audit archived repositories, too.',
    action: true,
    cli: { commands: AUDIT },
  },
  forks: {
    name: 'forks',
    type: flag,
    otherwise: 'left out',
    description: 'Audit forks, too.',
    action: true,
    cli: { commands: AUDIT },
  },
  shards: {
    name: 'shards',
    type: count(1, MOST_SHARDS),
    otherwise: 'one for each 100 repositories, at most 256',
    description: 'On `step: plan`: how many jobs share the repositories.',
    action: true,
  },
  shard: {
    name: 'shard',
    type: count(1, MOST_SHARDS),
    otherwise: 'required on `step: audit`',
    description: 'On `step: audit`: the number of the shard that this job audits.',
    action: true,
  },
  compare: {
    name: 'compare',
    type: text,
    otherwise: 'no finding is marked as new',
    description:
      'The report of an earlier audit, written with `--format audit-json` or by `step: report`: the ' +
      'new report then says what is new and what is gone.',
    action: true,
    cli: { commands: AUDIT, value: 'FILE' },
  },
  policy: {
    name: 'policy',
    type: text,
    otherwise: 'each repository is audited with its own settings',
    description:
      'Settings that all audited repositories start from, as if each extended them first: a preset, a ' +
      'file of the auditing repository, or `owner/repo/path.yml@ref`. What they lock applies to all.',
    action: true,
    cli: { commands: AUDIT, value: 'SOURCE' },
  },
  auditFolder: {
    name: 'audit-folder',
    type: text,
    default: DEFAULT_AUDIT_FOLDER,
    description:
      'The folder in which the steps of an audit of many repositories read and write: `plan.json`, ' +
      '`shards/`, and `report/`.',
    action: true,
  },
  reportIssue: {
    name: 'report-issue',
    type: choice(['false', 'true', 'each']),
    default: 'false',
    description:
      'On `step: report`: whether one issue tracks the errors and warnings, by owner. `true` keeps it in ' +
      'this repository with `github-token`, `each` keeps one in every audited repository with ' +
      '`audit-token`; that token needs `issues: write`.',
    action: true,
  },
  auditToken: {
    name: 'audit-token',
    type: text,
    otherwise: 'the value of `github-token`',
    description:
      'Reads the repositories that are audited: needs `contents: read` there. Best an installation ' +
      'token of a GitHub App.',
    action: true,
  },
}
