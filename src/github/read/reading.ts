import type { RelatedFiles } from '../../cortex/files/related.ts'
import type { Conversation } from './conversation.ts'
import type { SettingsFile } from './settings-file.ts'
import type { Sides } from './sides.ts'

/** How the settings are found and what is made of them. */
export interface Settings<S extends Scope> {
  /** The path of the settings file. */
  readonly path: string
  /** Makes the scope of a run of the file, if the repository has it. */
  readonly parse: (settings: SettingsFile | undefined) => S
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
  readonly related: (changed: readonly string[], all: readonly string[]) => RelatedFiles
}

export interface Reading<S extends Scope> {
  readonly changes: Sides
  /** What was made of the settings. */
  readonly scope: S
  /** What stands in the pull request already. */
  readonly conversation: Conversation
  /** What the reader of a verdict should know about its basis; sentences. */
  readonly notes: readonly string[]
}
