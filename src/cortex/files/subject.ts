import type { KeyPath } from '../../text/text.ts'
import type { YamlDocument } from '../../yaml/document.ts'
import type { Api, Container } from '../tables/api-types.ts'
import type { Cluster, NodeGroup } from '../tables/cluster-types.ts'
import type { VersionRange } from '../values/version-range.ts'

/** What a rule can look at, and what that stands in. */
export interface Subjects {
  file: { value: YamlDocument; parents: object }
  cluster: { value: Cluster; parents: object }
  nodeGroup: { value: NodeGroup; parents: { readonly cluster: Cluster } }
  api: { value: Api; parents: object }
  container: { value: Container; parents: { readonly api: Api } }
}

export type SubjectKind = keyof Subjects

export const SUBJECT_KINDS: readonly SubjectKind[] = [
  'file',
  'cluster',
  'nodeGroup',
  'api',
  'container',
]

export type FileKind = 'api' | 'cluster'

/** A file that is Cortex's. */
export interface CortexFile {
  readonly path: string
  readonly kind: FileKind
  /** What is in it, with misspelt keys and words read as those that were meant. */
  readonly document: YamlDocument
  /** The same as it is written, for edits, where it has misspelt ones. */
  readonly written?: YamlDocument
  /** Whether some of its values are encrypted with sops, so that no edit may touch it. */
  readonly isEncrypted?: boolean
  /** The versions of Cortex whose form the file has. */
  readonly version: VersionRange
}

/** A subject with its place. */
export interface Located<K extends SubjectKind = SubjectKind> {
  readonly kind: K
  readonly value: Subjects[K]['value']
  readonly parents: Subjects[K]['parents']
  readonly file: CortexFile
  /** Where the subject stands in the file's document. */
  readonly path: KeyPath
  /**
   * By names, e.g. `api/iris/container/main`; never a line or an index. Only a file itself has its
   * path, the one of the new side: `file/prod/cluster.yaml`.
   */
  readonly identity: string
}

/** The Cortex files of one side, and what is in them. */
export interface Workspace {
  readonly files: readonly CortexFile[]
  /** Whether there may be files that belong to these and were not read. */
  readonly isPartial: boolean
  /** Every subject of a kind, in the order of files and of places in them. */
  subjects<K extends SubjectKind>(kind: K): readonly Located<K>[]
  /** The cluster that an API is deployed to, as far as that is certain; of several, the first. */
  clusterOf(api: Located<'api'>): Located<'cluster'> | undefined
  /** All clusters that an API is deployed to, in the order of the settings. */
  clustersOf(api: Located<'api'>): readonly Located<'cluster'>[]
  /** The APIs that are deployed to a cluster, in the order of files and of places in them. */
  apisOf(cluster: Cluster): readonly Located<'api'>[]
  /** The same as seen from the cluster of a file: APIs that are deployed to it are of this one. */
  of(clusterPath: string): Workspace
}

/** Both sides of a change. */
export interface BothSides {
  readonly before: Workspace
  readonly after: Workspace
}

/** A change of meaning; both sides have the same kind of subject. */
export type SpecChange<K extends SubjectKind = SubjectKind> =
  | { readonly event: 'added'; readonly after: Located<K> }
  | { readonly event: 'removed'; readonly before: Located<K> }
  | {
      readonly event: 'modified'
      readonly before: Located<K>
      readonly after: Located<K>
      /** The paths, from the subject, of the values that differ, e.g. `spot_config.max_price`. */
      readonly fields: readonly FieldChange[]
      /** Whether the subject went to another file (a renamed file is no move). */
      readonly moved: boolean
    }

/** A value that differs after defaults are applied; undefined where the key does not exist. */
export interface FieldChange {
  readonly path: KeyPath
  readonly before: unknown
  readonly after: unknown
}
