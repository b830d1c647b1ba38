import { type Located, SUBJECT_KINDS, type Workspace } from '../cortex/files/subject.ts'
import { onceFor } from '../text/once.ts'
import { locate } from '../yaml/document.ts'

/** Lines from 1, both included. */
export interface LineRange {
  readonly start: number
  readonly end: number
}

/** A subject by its identity (e.g. `cluster/prod/nodeGroup/gpu`), else what it stands in. */
export function findSubject(workspace: Workspace, identity: string): Located | undefined {
  for (let name = identity; name; name = parentOf(name)) {
    const found = subjectsByIdentity(workspace).get(name)
    if (found) return found
  }
  return undefined
}

/** Of several, the first of the first kind. */
const subjectsByIdentity = onceFor((workspace: Workspace): ReadonlyMap<string, Located> => {
  const all = SUBJECT_KINDS.flatMap((kind): readonly Located[] => workspace.subjects(kind))
  return new Map(all.toReversed().map((subject) => [subject.identity, subject]))
})

/** The lines of a subject; those of the whole file if it has no smaller place. */
export function linesOf({ file, path }: Located): LineRange {
  const { lines } = file.document
  const entry = path.length > 0 ? locate(file.document, path)?.entry : undefined
  if (!entry) return { start: 1, end: lines.lineCount }
  return { start: lines.positionAt(entry.start).line, end: lines.positionAt(entry.end).line }
}

const NOUNS = {
  file: 'file',
  cluster: 'cluster',
  nodeGroup: 'node group',
  api: 'API',
  container: 'container',
} as const

/** A spec as people call it: what it is, and its name. */
export interface SubjectName {
  readonly noun: string
  readonly name: string
}

/** The names in an identity, from the outside in. */
export function parseIdentity(identity: string): readonly SubjectName[] {
  const [kind = '', ...rest] = identity.split('/')
  if (kind === 'file') return [{ noun: NOUNS.file, name: rest.join('/') }]

  const [name = '', innerKind, innerName = ''] = rest.map(unescapeName)
  const outer = { noun: nounOf(kind), name }
  return innerKind ? [outer, { noun: nounOf(innerKind), name: innerName }] : [outer]
}

/** Slashes in names are escaped in an identity. */
function unescapeName(name: string): string {
  return name.replaceAll('%2F', '/')
}

function nounOf(kind: string): string {
  return Object.entries(NOUNS).find(([key]) => key === kind)?.[1] ?? kind
}

function parentOf(identity: string): string {
  return identity.startsWith('file/') ? '' : identity.split('/').slice(0, -2).join('/')
}
