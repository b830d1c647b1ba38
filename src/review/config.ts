import type { VersionRange } from '../cortex/version.ts'
import type { Severity } from './rule.ts'

/** What the repository, the workflow and the command line may set; see `docs/settings.md`. */
export interface Config {
  /** Glob patterns of the files to look at; one without wildcards forces that file in. */
  readonly paths: readonly string[]
  readonly pathsIgnore: readonly string[]
  readonly failOn: Severity | 'never'
  readonly rules: RuleSettings
  /** Applied in order to the findings in matching files; the last one wins. */
  readonly overrides: readonly Override[]
  /** Judge every file as this version; else it is found from the content. */
  readonly cortexVersion?: VersionRange
  /** Which cluster the APIs of a folder are deployed to. */
  readonly clusters: readonly ClusterMapping[]
}

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

/** The settings of a repository that sets nothing. */
export const DEFAULT_CONFIG: Config = {
  paths: ['**/*.{yaml,yml}'],
  pathsIgnore: [],
  failOn: 'error',
  rules: {},
  overrides: [],
  clusters: [],
}
