import type { Located } from '../cortex/files/subject.ts'
import type { Hide } from '../secrets/hide.ts'
import { shortenName } from '../text/short-name.ts'
import type { KeyPath, Span } from '../text/text.ts'
import { toRange } from '../text/text.ts'
import { truncate } from '../text/truncate.ts'
import { locate } from '../yaml/document.ts'
import { findNode, type YamlNode } from '../yaml/tree.ts'
import type { RawFinding } from './evaluate.ts'
import type { Finding, Location } from './finding.ts'
import { hash } from './hash.ts'
import { type Home, unnumber } from './home.ts'

/** What a finding needs besides its place. */
export interface Placing {
  readonly hide: Hide
  readonly handleOf: (raw: RawFinding, home: Home) => string
}

/** Names in messages are cut, so that only a list of very many values comes near. */
const LONGEST_MESSAGE = 2_000

/** Gives what a rule said its place in the text, its fingerprint and its handle. */
export function placeFinding(raw: RawFinding, home: Home, { hide, handleOf }: Placing): Finding {
  const { rule, severity, problem, subject, lock } = raw
  return {
    rule,
    severity,
    message: truncate(hide(problem.message), LONGEST_MESSAGE),
    location: findLocation(raw),
    subject: subject.identity,
    ...(lock && { lock }),
    fingerprint: lastingFingerprintOf(raw, home),
    handle: handleOf(raw, home),
  }
}

/**
 * Identifies a finding over commits: by the rule, and by the names and the file that its spec had
 * before the change; never by a line, or by where the spec goes and what it is called there.
 *
 * 16 hexadecimal digits.
 */
export function lastingFingerprintOf(raw: RawFinding, home: Home): string {
  const subject = { ...raw.subject, identity: home.identity }
  return hash(namesOf({ ...raw, subject }, home))
}

/** Identifies a finding in a baseline: by the rule and by names, in whichever file. */
export function baselineFingerprintOf(raw: RawFinding): string {
  return hash(namesOf(raw, { path: '', isNew: true }))
}

/** The names that a finding is known by over commits, the rule's id first. */
export function namesOf(
  raw: RawFinding,
  { path, isNew }: Omit<Home, 'identity'>,
): readonly string[] {
  const { rule, problem, subject, about, cluster } = raw
  const names = [unnumber(subject.identity), ...nameSteps(subject, problem.at)]
  const whole = about ? [unnumber(about.identity), about.file.path] : []
  return [rule.id, ...names, ...whole, ...(isNew ? [] : [path]), ...(cluster ? [cluster] : [])]
}

/** Identifies a finding within a review, also among specs of one name. */
export function fingerprintOf({ rule, problem, subject, about, cluster }: RawFinding): string {
  const steps = nameSteps(subject, problem.at)
  const whole = [...(about ? [about.identity] : []), ...(cluster ? [cluster] : [])]
  return hash([rule.id, subject.identity, ...steps, ...whole])
}

/** A key that only the old side has is marked there; else the deepest part that exists. */
export function findLocation(raw: RawFinding): Location {
  const { problem, subject, before, side } = raw
  if (problem.span) return locationOf(subject, side, problem.span)

  const isGone = problem.at.length > 0 && !find(subject, problem.at)
  const gone = isGone && before ? find(before, problem.at) : undefined
  if (before && gone) return locationOf(before, 'before', gone)

  return locationOf(subject, side, findDeepest(subject, problem.at))
}

function locationOf(subject: Located, side: Location['side'], span: Span): Location {
  const { path, document } = subject.file
  return { path, side, range: toRange(document.lines, span) }
}

function findDeepest(subject: Located, at: KeyPath): Span {
  for (let depth = at.length; depth > 0; depth--) {
    const span = find(subject, at.slice(0, depth))
    if (span) return span
  }
  return findName(subject)
}

/** A whole spec is marked at its name. */
function findName(subject: Located): Span {
  for (const key of ['name', 'cluster_name', 'region', 'kind']) {
    const span = find(subject, [key])
    if (span) return span
  }
  return find(subject, []) ?? firstLine(subject, 0)
}

/** The entry, if it is on one line; else its key, or its first line. */
function find(subject: Located, at: KeyPath): Span | undefined {
  const { document } = subject.file
  const location = locate(document, [...subject.path, ...at])
  if (!location) return undefined

  const { entry, key } = location
  const { start, end } = toRange(document.lines, entry)
  if (start.line === end.line) return entry
  return key ?? firstLine(subject, entry.start)
}

function firstLine({ file }: Located, start: number): Span {
  const { lines } = file.document
  return { start, end: Math.max(start, lines.lineSpan(lines.positionAt(start).line).end) }
}

/** The steps of a path with list items by name or value, so that reordering changes nothing. */
function nameSteps(subject: Located, at: KeyPath): readonly string[] {
  const { root } = subject.file.document
  return at.map((step, depth) => {
    if (typeof step === 'string') return shortenName(step)
    const name = nameOf(findNode(root, [...subject.path, ...at.slice(0, depth + 1)]))
    return shortenName(name ?? String(step))
  })
}

function nameOf(node: YamlNode | undefined): string | undefined {
  if (!node || node.kind === 'list') return undefined
  if (node.kind !== 'map') return String(node.value)

  const name = findNode(node, ['name'])
  return name?.kind === 'string' ? name.value : undefined
}
