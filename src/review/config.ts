import type { VersionRange } from '../cortex/values/version-range.ts'
import type { Rule, Severity } from './rule.ts'

/** What decides the verdict; every key may be set in the repository, see `settings-fields.ts`. */
export interface Config {
  /** Glob patterns of the files to look at; one without wildcards forces that file in. */
  readonly paths: readonly string[]
  readonly pathsIgnore: readonly string[]
  /** Glob patterns of the files in which what may go wrong counts one level less. */
  readonly devPaths: readonly string[]
  readonly failOn: Severity | 'never'
  /** What becomes of a review that could not look at everything. */
  readonly incomplete: 'warn' | 'fail'
  readonly rules: RuleSettings
  /** Applied in order to the findings in matching files; the last one wins. */
  readonly overrides: readonly Override[]
  /** Rules of one's own, beside those that are built in. */
  readonly customRules: readonly Rule[]
  /** Judge every file as this version; else it is found from the content. */
  readonly cortexVersion?: VersionRange
  /** Which cluster the APIs of a folder are deployed to. */
  readonly clusters: readonly ClusterMapping[]
  /** Rules that nothing in the repository may weaken. */
  readonly locked: readonly Lock[]
  /** How many days ahead an ignore comment has to end; absent: it need not end. */
  readonly ignoreDays?: number
  /** Whose ignore comments count in the change that brings them. */
  readonly ignoreComments?: 'anyone' | 'approved'
}

/** A rule, or several, that settings, comments and acceptances do not weaken. */
export interface Lock {
  /** A key as in `rules`. */
  readonly rule: string
  /** The settings file that says so. */
  readonly by: string
  /** What holds at least. */
  readonly floor: Floor
  /** Which file set what of it. */
  readonly origins?: ReadonlyMap<string, string>
}

export type Floor = Pick<Config, 'rules' | 'overrides' | 'devPaths' | 'failOn'> &
  Partial<Pick<Config, 'paths' | 'pathsIgnore' | 'cortexVersion' | 'clusters' | 'customRules'>>

/** Where settings come from besides their file. */
export interface Sharing {
  /** Presets and settings files as written, the weakest first. */
  readonly extends: readonly string[]
}

/** How a review appears in a pull request. */
export interface Publishing {
  /** Whether findings become review comments. */
  readonly comments: boolean
  /** How many review comments one run may post; the rest is in the summary. */
  readonly maxComments: number
  /** The mildest findings that become review comments. */
  readonly commentSeverity: Severity
  readonly commentSummary: CommentSummary
  /** What becomes of pull requests that are drafts. */
  readonly drafts: 'review' | 'skip'
}

export type CommentSummary = 'always' | 'on-findings' | 'never'

/** Who may accept findings by a comment in the pull request. */
export interface Approval {
  /** Logins, teams as `@org/team`, and `code-owners`; nobody may if there are none. */
  readonly approvers: readonly string[]
  /** Whether approvers may accept findings of their own pull requests. */
  readonly selfApproval: boolean
  /** Who has to accept that the policy becomes weaker, likewise; nobody has to if there are none. */
  readonly policyApprovers: readonly string[]
  /** How many have to, by severities and by keys as in `rules`; one where none matches. */
  readonly approvals: Readonly<Record<string, number>>
}

/** Findings that were there when the tool was adopted. */
export interface Adoption {
  /** The file that they are in. */
  readonly baseline: string
  /** What becomes of a change that adds some. */
  readonly baselineGrowth: 'error' | 'allow'
}

/** What a settings file says; what it leaves out has its default. */
export type Settings = Partial<Config & Publishing & Approval & Sharing & Adoption>

export type RuleSettings = Readonly<Record<string, RuleSetting>>

export interface RuleSetting {
  readonly severity?: Severity | 'off'
  readonly options?: Readonly<Record<string, number>>
}

export interface Override {
  readonly paths: readonly string[]
  readonly rules: RuleSettings
}

export interface ClusterMapping {
  /** The path of a cluster config. */
  readonly cluster: string
  /** Glob patterns of the API specs deployed to it. */
  readonly apis: readonly string[]
}

/**
 * The names by which files for development, tests and examples go: of their folders, or as a word of
 * their own. An A/B test runs in production.
 */
const DEV_PATHS: readonly string[] = [
  '**/{dev,development,test,tests,example,examples,samples,demo,sandbox}/**',
  '**/{dev,test,example,demo,sandbox}[-_.]*',
  '**/!(*ab)[-_.]{dev,test,example,demo,sandbox}[-_.]*',
]

/** The settings of a repository that sets nothing. */
export const DEFAULT_CONFIG: Config = {
  paths: ['**/*.{yaml,yml}'],
  pathsIgnore: [],
  devPaths: DEV_PATHS,
  failOn: 'error',
  incomplete: 'warn',
  rules: {},
  overrides: [],
  customRules: [],
  clusters: [],
  locked: [],
}

export const DEFAULT_PUBLISHING: Publishing = {
  comments: true,
  maxComments: 25,
  commentSeverity: 'warning',
  commentSummary: 'on-findings',
  drafts: 'review',
}

export const DEFAULT_SHARING: Sharing = { extends: ['recommended'] }

export const DEFAULT_ADOPTION: Adoption = {
  baseline: '.github/cortex-review-baseline.json',
  baselineGrowth: 'error',
}

export const DEFAULT_APPROVAL: Approval = {
  approvers: [],
  policyApprovers: [],
  selfApproval: false,
  approvals: {},
}
