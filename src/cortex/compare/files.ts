import type { CortexFile, Located, Workspace } from '../files/subject.ts'
import type { Fate, Relation } from './relation.ts'
import type { SpecMatches } from './specs.ts'

type Relations = Map<Located, Relation>
type FileSubject = Located<'file'>

/**
 * Tells what became of files: by their paths, else by the specs in them. A file that went to no other
 * path is another one if all that is left of its specs is there, and nothing else.
 */
export function relateFiles(relations: Relations, { before, after, files }: SpecMatches): void {
  const [old, now] = [indexFiles(before), indexFiles(after)]
  for (const [file, subject] of old) {
    const other = files.otherOf(file)
    const same = other && now.get(other)
    if (!same || same === subject) continue
    const fate = file.path === other.path ? 'kept' : 'moved'
    relations.set(subject, { fate, other: same }).set(same, { fate, other: subject })
  }

  const isLeft = ({ file }: Located) => files.otherOf(file) === undefined
  const gone = linkFiles(before, now, { relations, isLeft })
  const come = linkFiles(after, old, { relations, isLeft })
  for (const [subject, links] of gone)
    relations.set(subject, relationOf(subject, links, come, GONE))
  for (const [subject, links] of come)
    relations.set(subject, relationOf(subject, links, gone, COME))
}

/** By a file, the files of the other side that have specs of it. */
type Links = ReadonlyMap<FileSubject, ReadonlySet<FileSubject>>

function indexFiles(side: Workspace): ReadonlyMap<CortexFile, FileSubject> {
  return new Map(side.subjects('file').map((subject) => [subject.file, subject] as const))
}

interface Linking {
  readonly relations: Relations
  readonly isLeft: (subject: Located) => boolean
}

function linkFiles(
  side: Workspace,
  others: ReadonlyMap<CortexFile, FileSubject>,
  { relations, isLeft }: Linking,
): Links {
  const links = new Map<FileSubject, Set<FileSubject>>()
  const byFile = new Map<CortexFile, Set<FileSubject>>()
  for (const subject of side.subjects('file').filter(isLeft)) {
    const linked = new Set<FileSubject>()
    links.set(subject, linked)
    byFile.set(subject.file, linked)
  }
  if (links.size === 0) return links

  for (const spec of [...side.subjects('cluster'), ...side.subjects('api')]) {
    const other = relations.get(spec)?.other
    const file = other && others.get(other.file)
    if (file) byFile.get(spec.file)?.add(file)
  }
  return links
}

const GONE = { none: 'went', one: 'merged', several: 'split' } as const
const COME = { none: 'came', one: 'split', several: 'merged' } as const

function relationOf(
  subject: FileSubject,
  links: ReadonlySet<FileSubject>,
  backwards: Links,
  fates: { readonly none: Fate; readonly one: Fate; readonly several: Fate },
): Relation {
  const [other, ...more] = links
  if (!other) return { fate: fates.none }
  if (more.length > 0) return { fate: fates.several }
  const back = backwards.get(other)
  const isMoved = back?.size === 1 && back.has(subject)
  return { fate: isMoved ? 'moved' : fates.one, other }
}
