import { groupBy } from '../../text/group-by.ts'
import type { BothSides, CortexFile, Located, SubjectKind, Workspace } from '../files/subject.ts'
import { isKnownKey } from '../keys/known.ts'
import { type ApiKeys, matchApis } from './apis.ts'
import { createClusterKeys, matchClusters } from './clusters.ts'
import { matchFiles, type OtherHalves } from './file-matching.ts'
import type { Matching } from './matching.ts'
import { createNamesakes, type Namesakes } from './namesakes.ts'
import { matchContainers, matchGroups, type PartMatching } from './parts.ts'
import type { Pair } from './relation.ts'
import { matchRenamedApis } from './renamed-apis.ts'

/** Which specs of two sides belong together. Those of files that stay as they are are left out. */
export interface SpecMatches extends BothSides {
  readonly files: OtherHalves
  readonly clusters: Matching<Located<'cluster'>>
  readonly apis: Matching<Located<'api'>>
  /** Of what is left over of `apis`, what has another name now. */
  readonly renamedApis: readonly Pair<'api'>[]
  /** Those that have the name of a spec that is left over. */
  readonly namesakes: Namesakes
  /** The node groups of a pair of clusters; undefined if one of the files is of another form. */
  readonly groupsOf: (pair: Pair<'cluster'>) => PartMatching<Located<'nodeGroup'>> | undefined
  readonly containersOf: (pair: Pair<'api'>) => Matching<Located<'container'>> | undefined
}

/** Matches the specs of two sides; `renames` are the new and old paths of renamed files. */
export function matchSpecs(
  before: Workspace,
  after: Workspace,
  renames: ReadonlyMap<string, string>,
): SpecMatches {
  const files = matchFiles(before.files, after.files, renames)
  const sides = { before, after }
  const list = <K extends SubjectKind>(side: Workspace, kind: K) =>
    side.subjects(kind).filter(({ file }) => isComparable(file, files))

  const fileKeyOf = ({ file }: Located) => files.keyOf(file)
  const clusters = matchClusters(list(before, 'cluster'), list(after, 'cluster'), fileKeyOf)
  const keys = createApiKeys(sides, clusters, fileKeyOf)
  const apis = matchApis(list(before, 'api'), list(after, 'api'), keys)
  const namesakes = createNamesakes({ sides, clusters, apis, keys })
  const isLeft = (api: Located<'api'>) => !namesakes.has(api)
  const renamed = matchRenamedApis(apis.before.filter(isLeft), apis.after.filter(isLeft), keys)
  return { ...sides, files, clusters, apis, renamedApis: renamed.pairs, namesakes, ...parts(sides) }
}

/** A file that stays as it is is one and the same, and one that cannot be read says nothing. */
function isComparable(file: CortexFile, { otherOf }: OtherHalves): boolean {
  const other = otherOf(file)
  return other !== file && !(other && isBroken(other))
}

export function isBroken({ document }: CortexFile): boolean {
  return document.problems.length > 0
}

function createApiKeys(
  { before, after }: BothSides,
  { pairs }: Matching<Located<'cluster'>>,
  fileKeyOf: ApiKeys['fileKeyOf'],
): ApiKeys {
  const stayed = new Set(before.files)
  const same = after
    .subjects('cluster')
    .flatMap((cluster) => (stayed.has(cluster.file) ? [[cluster, cluster] as const] : []))
  const all = [...same, ...pairs]
  const [old, now] = [new Set(all.map(([one]) => one)), new Set(all.map(([, one]) => one))]
  const keys = createClusterKeys({
    pairs: all,
    before: before.subjects('cluster').filter((cluster) => !old.has(cluster)),
    after: after.subjects('cluster').filter((cluster) => !now.has(cluster)),
  })
  const clusterKeyOf = (api: Located<'api'>) => {
    const cluster = before.clusterOf(api) ?? after.clusterOf(api)
    return cluster && keys.get(cluster)
  }
  return { fileKeyOf, clusterKeyOf }
}

/** The parts of pairs, each found when it is asked for. */
function parts({ before, after }: BothSides): Pick<SpecMatches, 'groupsOf' | 'containersOf'> {
  const group = <K extends SubjectKind, P>(kind: K, parentOf: (part: Located<K>) => P) => {
    const [old, now] = [before, after].map((side) => groupBy(side.subjects(kind), parentOf))
    return (one: P, other: P) => [old?.get(one) ?? [], now?.get(other) ?? []] as const
  }
  const groups = group('nodeGroup', ({ parents }) => parents.cluster)
  const containers = group('container', ({ parents }) => parents.api)
  return {
    groupsOf: ([old, now]) =>
      isKnownOnBoth('node_groups', old, now)
        ? matchGroups(...groups(old.value, now.value))
        : undefined,
    containersOf: ([old, now]) =>
      isKnownOnBoth('pod', old, now)
        ? matchContainers(...containers(old.value, now.value))
        : undefined,
  }
}

/** Whether both forms have a key: else what it holds has no counterpart. */
function isKnownOnBoth(key: string, before: Located, after: Located): boolean {
  return [before, after].every((side) => isKnownKey(side, [key], side.file.version))
}
