import type { Located } from '../files/subject.ts'
import { clusterIdentity } from './clusters.ts'
import { relateFiles } from './files.ts'
import type { Matching } from './matching.ts'
import type { Fate, Pair, Relation } from './relation.ts'
import type { SpecMatches } from './specs.ts'

type Relations = Map<Located, Relation>

/** Tells of everything in changed files that can be read on both sides what it is on the other. */
export function relateAll(matches: SpecMatches): ReadonlyMap<Located, Relation> {
  const { clusters, apis, renamedApis, groupsOf, containersOf } = matches
  const relations: Relations = new Map()
  relateLeft(relations, clusters, matches)
  for (const pair of clusters.pairs) {
    relatePair(relations, pair, isOtherCluster(pair) ? 'renamed' : placeFate(pair, matches))
    const groups = groupsOf(pair)
    relateParts(relations, groups?.named, placeFate(pair, matches))
    for (const renamed of groups?.renamed ?? []) relatePair(relations, renamed, 'renamed')
  }

  relateLeft(relations, apis, matches)
  for (const pair of renamedApis) relatePair(relations, pair, 'renamed')
  for (const pair of apis.pairs) relatePair(relations, pair, placeFate(pair, matches))
  for (const pair of [...apis.pairs, ...renamedApis]) {
    relateParts(relations, containersOf(pair), placeFate(pair, matches))
  }
  relateFiles(relations, matches)
  return relations
}

function relatePair(relations: Relations, [old, now]: Pair, fate: Fate): void {
  relations.set(old, { fate, other: now }).set(now, { fate, other: old })
}

function placeFate([old, now]: Pair, { files }: SpecMatches): Fate {
  return files.otherOf(old.file) === now.file ? 'kept' : 'moved'
}

function isOtherCluster([old, now]: Pair<'cluster'>): boolean {
  const [was, is] = [clusterIdentity(old), clusterIdentity(now)]
  return was !== undefined && is !== undefined && was !== is
}

/** What has no pair: it came or went, unless the other side has its name. */
function relateLeft(
  relations: Relations,
  { before, after }: Matching<Located>,
  { namesakes }: SpecMatches,
): void {
  const relate = (subjects: readonly Located[], alone: Fate, named: Fate) => {
    for (const subject of subjects) {
      const other = namesakes.get(subject)
      relations.set(subject, other ? { fate: named, other } : { fate: alone })
    }
  }
  relate(before, 'went', 'merged')
  relate(after, 'came', 'split')
}

/** Parts that have no pair came or went; of several with one name, one of them stays. */
function relateParts(
  relations: Relations,
  parts: Matching<Located<'nodeGroup'>> | Matching<Located<'container'>> | undefined,
  fate: Fate,
): void {
  if (!parts) return
  const [old, now] = [new Map<string, Located>(), new Map<string, Located>()]
  for (const pair of parts.pairs) {
    const [was, is] = pair
    relatePair(relations, pair, was.value.name === is.value.name ? fate : 'renamed')
    old.set(was.value.name, was)
    now.set(is.value.name, is)
  }
  const relate = (
    left: readonly Located<'nodeGroup' | 'container'>[],
    alone: Fate,
    named: Fate,
  ) => {
    const known = alone === 'went' ? now : old
    for (const part of left) {
      const other = known.get(part.value.name)
      relations.set(part, other ? { fate: named, other } : { fate: alone })
    }
  }
  relate(parts.before, 'went', 'merged')
  relate(parts.after, 'came', 'split')
}
