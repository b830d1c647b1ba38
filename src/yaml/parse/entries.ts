import type { KeyPath, Span } from '../../text/text.ts'
import type { SourceProblem } from '../problem.ts'
import { failSyntax } from '../problem.ts'
import type { YamlEntry, YamlNode } from '../tree.ts'
import { keyIdentity } from './scalar.ts'

/** Collects the entries of a map as go-yaml v2 does: what comes later replaces what is there. */
export interface EntryCollector {
  add(key: YamlNode, value: YamlNode, place: Span, entry: Span): void
  /** Adds what the value of a merge key holds, at the place of the merge key. */
  merge(value: YamlNode, place: Span): void
  finish(): { readonly entries: readonly YamlEntry[]; readonly merges: boolean }
}

/** Collects entries; keys written twice, or written and then merged over, are reported. */
export function collectEntries(
  path: KeyPath,
  report: (oddity: SourceProblem) => void,
): EntryCollector {
  const entries = new Map<string, YamlEntry>()
  let merges = false

  const put = (
    key: YamlNode,
    value: YamlNode,
    place: Span,
    { start, end }: Span,
    merged: boolean,
  ) => {
    const id = identify(key)
    const previous = entries.get(id)
    const entry = { key, value, place, merged, shadows: previous !== undefined, start, end }
    if (previous) {
      if (!previous.merged) report(describeDuplicate(path, previous, entry))
      entries.delete(id)
    }
    entries.set(id, entry)
  }

  return {
    add(key, value, place, entry) {
      put(key, value, place, entry, false)
    },
    merge(value, place) {
      merges = true
      for (const entry of listMerged(value, place)) {
        put(entry.key, entry.value, entry.value, place, true)
      }
    },
    finish: () => ({ entries: [...entries.values()], merges }),
  }
}

function identify(key: YamlNode): string {
  if (key.kind === 'list' || key.kind === 'map') return ''
  return keyIdentity(key)
}

/** The entries that a merge key brings; of a list of maps, the first one that has a key counts. */
function listMerged(value: YamlNode, place: Span): Iterable<YamlEntry> {
  if (value.kind === 'map') return value.entries
  if (value.kind !== 'list') return failMerge(place)

  const merged = new Map<string, YamlEntry>()
  for (const item of value.items) {
    if (item.kind !== 'map') failMerge(place)
    for (const entry of item.entries) {
      const id = identify(entry.key)
      if (!merged.has(id)) merged.set(id, entry)
    }
  }
  return merged.values()
}

function failMerge(place: Span): never {
  failSyntax(place, 'A merge key (`<<`) takes a map or a list of maps.')
}

function describeDuplicate(path: KeyPath, previous: YamlEntry, entry: YamlEntry): SourceProblem {
  const name = nameOf(entry.key)
  const place = entry.merged ? previous.key : entry.key
  const message = entry.merged
    ? `The merge key (\`<<\`) after \`${name}\` replaces its value.`
    : `\`${name}\` is written twice; only the last one counts.`
  return {
    code: 'duplicate-key',
    message,
    path: [...path, name],
    start: place.start,
    end: place.end,
  }
}

function nameOf(key: YamlNode): string {
  return key.kind === 'list' || key.kind === 'map' ? '' : String(key.value)
}
