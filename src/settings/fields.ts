import {
  DEFAULT_ADOPTION,
  DEFAULT_APPROVAL,
  DEFAULT_CONFIG,
  DEFAULT_PUBLISHING,
  DEFAULT_SHARING,
} from '../review/config.ts'
import type { Command, Field, Fields, Options } from './field.ts'
import { AUDIT_FIELDS, DEFAULT_AUDIT_FOLDER } from './fields/audit.ts'
import { CLI_FIELDS, DEFAULT_FORMAT } from './fields/cli.ts'
import { POLICY_FIELDS } from './fields/policy.ts'
import { jobName } from './job-name.ts'
import { patterns } from './patterns.ts'
import { clusters, overrides, rules } from './rules.ts'
import { choice, count, flag, text, version } from './values.ts'

/** What holds where nothing is set. */
export const DEFAULT_OPTIONS: Options = {
  ...DEFAULT_CONFIG,
  ...DEFAULT_PUBLISHING,
  ...DEFAULT_APPROVAL,
  ...DEFAULT_SHARING,
  ...DEFAULT_ADOPTION,
  settings: '.github/cortex-review.yml',
  auditFolder: DEFAULT_AUDIT_FOLDER,
  reportIssue: 'false',
  format: DEFAULT_FORMAT,
}

const JUDGING: readonly Command[] = ['review', 'audit']

/** The only description of the settings: read, checked, documented and offered from here. */
export const FIELDS: Fields = {
  ...POLICY_FIELDS,
  paths: {
    name: 'paths',
    type: patterns,
    default: DEFAULT_OPTIONS.paths,
    description:
      'Glob patterns of files to check; only files whose content is recognized as Cortex config ' +
      'are reviewed. A pattern without wildcards always includes that file; the name of a ' +
      'folder means all files in it.',
    action: true,
    file: true,
    cli: { commands: JUDGING, value: 'GLOB' },
  },
  pathsIgnore: {
    name: 'paths-ignore',
    type: patterns,
    default: DEFAULT_OPTIONS.pathsIgnore,
    description: 'Glob patterns of files to skip. Takes precedence over `paths`.',
    action: true,
    file: true,
    cli: { commands: JUDGING, value: 'GLOB' },
  },
  devPaths: {
    name: 'dev-paths',
    type: patterns,
    default: DEFAULT_OPTIONS.devPaths,
    description:
      'Glob patterns of development, test, and example files. Risks there are one severity ' +
      'lower, and notes are dropped. Config that Cortex rejects and severities set in `rules` ' +
      'are not affected.',
    action: true,
    file: true,
    cli: { commands: JUDGING, value: 'GLOB' },
  },
  failOn: {
    name: 'fail-on',
    type: choice(['error', 'warning', 'info', 'never']),
    default: DEFAULT_OPTIONS.failOn,
    description: 'Lowest severity that fails the check.',
    action: true,
    file: true,
    cli: { commands: JUDGING, value: 'SEVERITY' },
  },
  incomplete: {
    name: 'incomplete',
    type: choice(['warn', 'fail']),
    default: DEFAULT_OPTIONS.incomplete,
    description:
      'What to do if not everything could be checked: `warn` reports it, `fail` fails the ' +
      'check; see docs/coverage.md.',
    action: true,
    file: true,
    cli: { commands: JUDGING, value: 'WHAT' },
  },
  rules: {
    name: 'rules',
    type: rules,
    default: DEFAULT_OPTIONS.rules,
    description:
      'Severity by rule: `off`, `info`, `warning`, or `error`. A key is the ID of a rule, a ' +
      'wildcard such as `image-*`, or a category such as `category:latency`; the most specific ' +
      'key applies. An input takes lines such as `rule-id: off`; the settings file can also set ' +
      'rule options.',
    action: true,
    file: true,
    cli: { commands: JUDGING, value: 'RULE=SEVERITY' },
  },
  overrides: {
    name: 'overrides',
    type: overrides,
    default: DEFAULT_OPTIONS.overrides,
    description:
      'Rule settings for some files: a list of `paths` and `rules`, applied in order. The last ' +
      'match wins.',
    file: true,
  },
  cortexVersion: {
    name: 'cortex-version',
    type: version,
    otherwise: 'found from each file’s content',
    description: 'Cortex version of all files, for example `0.42`.',
    action: true,
    file: true,
    cli: { commands: JUDGING, value: 'VERSION' },
  },
  clusters: {
    name: 'clusters',
    type: clusters,
    default: DEFAULT_OPTIONS.clusters,
    description:
      'Which cluster the APIs of a folder are deployed to: a list of `cluster` (a path; in audits through ' +
      'the API also a file of another repository, as `owner/repo/path.yml@ref`) and `apis` (glob ' +
      'patterns). An API that several entries match is checked against each cluster. Others ' +
      'belong to the only cluster config of the repository, else to the nearest one above them.',
    file: true,
  },
  comments: {
    name: 'comments',
    type: flag,
    default: DEFAULT_OPTIONS.comments,
    description: 'Whether findings are posted as review comments.',
    action: true,
    file: true,
  },
  maxComments: {
    name: 'max-comments',
    type: count(0, 100),
    default: DEFAULT_OPTIONS.maxComments,
    description:
      'Maximum number of review comments per run, most severe first. The rest is listed in the ' +
      'summary.',
    action: true,
    file: true,
  },
  commentSeverity: {
    name: 'comment-severity',
    type: choice(['error', 'warning', 'info']),
    default: DEFAULT_OPTIONS.commentSeverity,
    description:
      'Lowest severity that gets a review comment. Milder findings appear only in the summary.',
    action: true,
    file: true,
  },
  commentSummary: {
    name: 'comment-summary',
    type: choice(['always', 'on-findings', 'never']),
    default: DEFAULT_OPTIONS.commentSummary,
    description:
      'When to post a summary comment: `always` (if Cortex files changed), `on-findings`, or ' +
      '`never`. The job summary is always written.',
    action: true,
    file: true,
  },
  drafts: {
    name: 'drafts',
    type: choice(['review', 'skip']),
    default: DEFAULT_OPTIONS.drafts,
    description:
      'Whether draft pull requests are reviewed (`review`) or skipped until they are ready ' +
      '(`skip`).',
    action: true,
    file: true,
  },
  settings: {
    name: 'settings',
    type: text,
    default: DEFAULT_OPTIONS.settings,
    description:
      'Path of the settings file; the default can also end in `.yaml`. The Action reads it ' +
      'from the base branch, so a pull request cannot change how it is reviewed.',
    action: true,
    cli: { commands: [...JUDGING, 'rules'], value: 'FILE' },
  },
  name: {
    name: 'name',
    type: jobName,
    otherwise: 'none',
    description:
      'Name of this job, if several jobs review one pull request: each has its own comments and ' +
      'its own summary.',
    action: true,
  },
  githubToken: {
    name: 'github-token',
    type: text,
    description:
      'Token that reads the files and posts the review. Requires `contents: read` and ' +
      '`pull-requests: write`; without the latter, findings appear as annotations and in the ' +
      'job summary.',
    action: { default: '${{ github.token }}' },
  },
  settingsToken: {
    name: 'settings-token',
    type: text,
    otherwise: 'the value of `github-token`',
    description:
      'Token that reads the settings files of other repositories named in `extends`. Requires ' +
      '`contents: read` there; needed only if they are private.',
    action: true,
  },
  sarifFile: {
    name: 'sarif-file',
    type: text,
    otherwise: 'no file',
    description: 'Path for a SARIF 2.1.0 report, for code scanning.',
    action: true,
  },
  jsonFile: {
    name: 'json-file',
    type: text,
    otherwise: 'no file',
    description: 'Path for a JSON report.',
    action: true,
  },
  publish: {
    name: 'publish',
    type: text,
    otherwise: 'nothing is published for other workflows',
    description:
      'On `workflow_run`: path of the JSON report uploaded by the other workflow; see docs/forks.md.',
    action: true,
  },
  ref: {
    name: 'ref',
    type: text,
    otherwise: 'the ref of the workflow run; on the command line, the working tree',
    description: 'Branch, tag, or commit to audit. Ignored for pull requests.',
    action: true,
    cli: { commands: ['audit'], value: 'REF' },
  },
  ...AUDIT_FIELDS,
  ...CLI_FIELDS,
}

/** The settings in the order of the documentation. */
export const ALL_FIELDS: readonly Field[] = Object.values(FIELDS)
