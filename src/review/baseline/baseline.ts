import { compareText } from '../../text/compare.ts'
import type { Finding } from '../finding.ts'
import type { Severity } from '../rule.ts'
import { SEVERITIES } from '../silence/outrank.ts'

/** A finding that was there when the tool was adopted. */
export interface BaselineEntry {
  /** Made of the rule, the subject and the key by names, never of files or lines. */
  readonly fingerprint: string
  readonly rule: string
  readonly severity: Severity
  /** Tells namesakes apart; a file that moves keeps its entries. */
  readonly path: string
}

/** The findings that are known and fail nothing. */
export interface Baseline {
  /** The file that they are in. */
  readonly path: string
  readonly entries: readonly BaselineEntry[]
  /** Whether all files are looked at, so that what matches nothing is gone. */
  readonly isWhole?: boolean
}

const FORM = 1

/** A baseline as a file, one line an entry, in an order that a new finding does not change. */
export function renderBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries
    .map(({ rule, path, severity, fingerprint }) => ({ rule, path, severity, fingerprint }))
    .toSorted(
      (a, b) =>
        compareText(a.rule, b.rule) ||
        compareText(a.path, b.path) ||
        compareText(a.fingerprint, b.fingerprint) ||
        compareText(a.severity, b.severity),
    )
    .map((entry) => `    ${JSON.stringify(entry)}`)
  const list = lines.length > 0 ? `[\n${lines.join(',\n')}\n  ]` : '[]'
  return `{\n  "form": ${FORM},\n  "findings": ${list}\n}\n`
}

/** Reads a baseline; undefined if the text is none. */
export function parseBaseline(text: string): readonly BaselineEntry[] | undefined {
  const data = readJson(text)
  if (typeof data !== 'object' || data === null || !('form' in data) || data.form !== FORM) {
    return undefined
  }
  const list = 'findings' in data && Array.isArray(data.findings) ? data.findings : undefined
  const entries = list?.map(toEntry)
  return entries?.every((entry) => entry !== undefined) ? entries : undefined
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toEntry(value: unknown): BaselineEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const texts = new Map(Object.entries(value))
  const textOf = (key: string) => String(texts.get(key) ?? '')
  const severity = SEVERITIES.find((each) => each === texts.get('severity'))
  const [fingerprint, rule, path] = [textOf('fingerprint'), textOf('rule'), textOf('path')]
  if (!severity || !/^[0-9a-f]+$/.test(fingerprint) || rule === '' || path === '') return undefined
  return { fingerprint, rule, severity, path }
}

/** Something that a baseline may know, by the fingerprint that baselines use. */
export interface Known<T> {
  readonly of: T
  readonly finding: Pick<Finding, 'severity' | 'location' | 'lock'>
  readonly fingerprint: string
}

/**
 * Takes out what a baseline knows, entry by entry: one of the same file first. What has become more
 * severe is back, and so is all that a lock keeps.
 */
export function divide<T>(found: readonly Known<T>[], { entries }: Baseline) {
  const left = new Map<string, BaselineEntry[]>()
  for (const entry of entries) {
    const known = left.get(entry.fingerprint)
    if (known) known.push(entry)
    else left.set(entry.fingerprint, [entry])
  }
  const taken = new Map<Known<T>, BaselineEntry>()
  const take = (each: Known<T>, isFit: (entry: BaselineEntry) => boolean) => {
    const all = left.get(each.fingerprint) ?? []
    const at = all.findIndex(isFit)
    const [entry] = at < 0 ? [] : all.splice(at, 1)
    if (entry) taken.set(each, entry)
  }
  for (const each of found) take(each, ({ path }) => path === each.finding.location.path)
  for (const each of found) if (!taken.has(each)) take(each, () => true)

  const isKnown = (each: Known<T>) => {
    const entry = taken.get(each)
    return !each.finding.lock && entry !== undefined && !isWorse(each.finding, entry)
  }
  return {
    news: found.filter((each) => !isKnown(each)).map(({ of }) => of),
    known: found.filter(isKnown).map(({ of }) => of),
    stale: [...left.values()].flat(),
  }
}

/** The entries that a later baseline adds, or raises to a worse severity. */
export function findGrowth(
  earlier: readonly BaselineEntry[],
  later: readonly BaselineEntry[],
): readonly BaselineEntry[] {
  const found = later.map((entry) => ({
    of: entry,
    fingerprint: entry.fingerprint,
    finding: { severity: entry.severity, location: locationOf(entry) },
  }))
  return divide(found, { path: '', entries: earlier }).news
}

function locationOf({ path }: BaselineEntry): Finding['location'] {
  const start = { line: 1, column: 1 }
  return { path, side: 'after', range: { start, end: start } }
}

function isWorse(one: { readonly severity: Severity }, other: { readonly severity: Severity }) {
  return SEVERITIES.indexOf(one.severity) < SEVERITIES.indexOf(other.severity)
}
