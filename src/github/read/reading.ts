import type { FindRelated } from '../../cortex/files/related.ts'
import type { ChangeSet } from '../../review/change-set.ts'
import type { FoundSettings } from '../../settings/settle.ts'
import type { Load } from '../../settings/shared/extend.ts'
import type { FileSource } from '../../settings/shared/sources.ts'
import type { Conversation } from './conversation.ts'
import type { Sides } from './sides.ts'

/** How the settings are found and what is made of them. */
export interface Settings<S extends Scope> {
  /** Where a settings file may be, all in one folder. */
  readonly paths: readonly string[]
  /** Names of settings at the root, where they are not read. */
  readonly misplaced: readonly string[]
  /** Makes the scope of a run of what was found. */
  readonly parse: (found: FoundSettings, sides: SettingsSides) => S | Promise<S>
}

/** Where files that settings extend are read: the commit that decides, and the one under review. */
export interface SettingsSides {
  readonly commit: string
  readonly head?: string
}

/** What the settings decide about reading. */
export interface Scope {
  /** Whether a file is to be looked at. */
  readonly isCandidate: (path: string) => boolean
  /** Whether a file is left out on purpose. */
  readonly isIgnored: (path: string) => boolean
  /** Whether a file is named as Cortex's, whatever it looks like. */
  readonly isForced: (path: string) => boolean
  /** Files of a commit to be read though they did not change, such as the clusters of APIs. */
  readonly related: FindRelated
  /** What the settings say that has no effect, given all paths of the repository; sentences. */
  readonly unmatched?: (all: readonly string[]) => readonly string[]
  /** What the reader of a verdict should know about the settings; sentences. */
  readonly notes?: readonly string[]
  /** Clusters in other repositories, by the name that stands for their path. */
  readonly remoteClusters?: readonly { readonly cluster: string; readonly source: FileSource }[]
  readonly readRemote?: Load
  /** Where the baseline is, and whether a change may add to it. */
  readonly baseline?: {
    readonly path: string
    readonly growth: 'error' | 'allow'
    /** Whether somebody has to accept that it grows. */
    readonly isBound?: boolean
  }
  /** The settings files that were read besides that of the repository. */
  readonly extended?: readonly { readonly repository?: string; readonly path: string }[]
  /** What is wrong with the settings that the change brings. */
  readonly problems?: NonNullable<ChangeSet['settings']>
}

export interface Reading<S extends Scope> {
  readonly changes: Sides
  /** What was made of the settings. */
  readonly scope: S
  /** What stands in the pull request already. */
  readonly conversation: Conversation
  /** What the reader of a verdict should know about its basis; sentences. */
  readonly notes: readonly string[]
  /** What was read of other repositories, besides settings. */
  readonly basis?: readonly {
    readonly repository: string
    readonly ref: string
    readonly commit: string
  }[]
}
