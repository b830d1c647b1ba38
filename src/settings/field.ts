import type { Adoption, Approval, Config, Publishing, Sharing } from '../review/config.ts'
import { type ValueType } from './values.ts'
export type Command = 'review' | 'audit' | 'explain' | 'rules' | 'demo' | 'init' | 'doctor'

export interface CliOption {
  readonly commands: readonly Command[]
  /** One letter. */
  readonly short?: string
  /** How the help calls the value, e.g. `FILE`; flags have none. */
  readonly value?: string
  /** What the option means if it is given without a value. */
  readonly bare?: string
}

export type OutputFormat = (typeof OUTPUT_FORMATS)[number]

/** How the command line can print a review. */
export const OUTPUT_FORMATS = [
  'pretty',
  'concise',
  'json',
  'sarif',
  'markdown',
  'annotations',
  'gitlab',
  'junit',
  'rdjson',
  'github',
  'html',
  'audit-json',
  'csv',
] as const

/** Everything that can be set, and where it comes from in the end. */
export interface Options extends Config, Publishing, Approval, Sharing, Adoption {
  /** Where the settings file is, from the repository's root. */
  readonly settings: string
  /** Tells the comments and the summary of one job from those of others. */
  readonly name?: string
  readonly githubToken?: string
  /** For the repositories that `extends` names. */
  readonly settingsToken?: string
  /** Whether an audit writes the baseline. */
  readonly writeBaseline?: boolean
  /** Whether an audit lists everything. */
  readonly all?: boolean
  /** Whether an audit only counts. */
  readonly statistics?: boolean
  /** Whether to leave out what `extends` names. */
  readonly noExtends?: boolean
  readonly sarifFile?: string
  readonly jsonFile?: string
  /** The report of another workflow's run, for the pull request to be told. */
  readonly publish?: string
  /** What an audit looks at. */
  readonly ref?: string
  readonly base?: string
  readonly head?: string
  /** Whether to judge what is staged. */
  readonly staged?: boolean
  /** Whether to say what holds for a file, and where it was set. */
  readonly effective?: boolean
  /** Whether cases of rules are filled with what comes out. */
  readonly update?: boolean
  /** Whether files that exist may be replaced. */
  readonly force?: boolean
  readonly format: OutputFormat
  readonly output?: string
  /** The report of the audit before. */
  readonly compare?: string
  /** What a job does of an audit of many repositories. */
  readonly step?: 'plan' | 'audit' | 'report'
  /** Where the steps of such an audit read and write. */
  readonly auditFolder: string
  /** Settings that the repositories of an audit start from. */
  readonly policy?: string
  /** Where an audit tracks what is left to do: in one issue, or in one of each repository. */
  readonly reportIssue: 'false' | 'true' | 'each'
  /** For the repositories that are audited. */
  readonly auditToken?: string
  /** How many jobs share the repositories; absent: as many as make sense. */
  readonly shards?: number
  /** Which of them this is. */
  readonly shard?: number
  /** Whose repositories to audit. */
  readonly org?: string
  /** Repositories, one a line; on the command line, the file with these lines. */
  readonly repositories?: string
  readonly archived?: boolean
  readonly forks?: boolean
  /** Where an audit of many repositories keeps what is done. */
  readonly resume?: string
  /** Whether only the exit code tells the result. */
  readonly quiet?: boolean
  /** Which fixes to write into the files. */
  readonly fix?: 'safe' | 'all'
  /** Absent: if the output is a terminal and `NO_COLOR` is not set. */
  readonly color?: boolean
}

/** One setting: its name is the same in `action.yml`, the settings file and on the command line. */
export interface Field<T = unknown> {
  /** In kebab-case. */
  readonly name: string
  readonly type: ValueType<T>
  readonly default?: T
  /** What holds where there is no default, in a few words. */
  readonly otherwise?: string
  /** One or two sentences; Markdown. */
  readonly description: string
  /** Whether it is an input of the Action; a text is the input's default in `action.yml`. */
  readonly action?: true | { readonly default: string }
  /** Whether the settings file may say it. */
  readonly file?: true
  readonly cli?: CliOption
}

export type Fields = {
  readonly [K in keyof Required<Options>]: Field<Exclude<Options[K], undefined>>
}
