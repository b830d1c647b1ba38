import type { Field } from '../../schema/schema.ts'
import { alternatives, quote } from '../../text/wording.ts'
import { API_KINDS, identityFields } from '../tables/api.ts'
import type { ApiKind } from '../tables/api-types.ts'
import { formatVersion, NEWEST_VERSION, OLDEST_VERSION } from '../values/version-range.ts'
import { isCurrent, type Key, type KeyVariant, listKeys } from './keys.ts'
import { describeLimits, describeType } from './shape.ts'

/** What there is to know of a key; all texts are prose with code in backticks. */
export interface KeyDoc {
  readonly key: Key
  readonly sentence: string
  readonly facts: readonly KeyFact[]
}

export interface KeyFact {
  readonly label: string
  readonly text: string
}

/** Describes a key from its fields alone. */
export function describeKey(key: Key): KeyDoc {
  const sentences = new Set(key.variants.map(({ field }) => field.doc))
  const all: readonly (readonly [string, string | undefined])[] = [
    ['Type', byKind(key, ({ field }) => describeType(field.shape))],
    ['Constraints', byKind(key, ({ field }) => describeLimits(field))],
    ['Default', byKind(key, ({ field }) => describeDefault(field))],
    ['`null`', isCurrent(key) ? byKind(key, ({ field }) => describeNull(field)) : undefined],
    ['API kinds', describeKinds(key)],
    ['Versions', byKind(key, describeVersions)],
    ['Replaced by', byKind(key, ({ field }) => field.replacedBy)],
    ['Replaces', describePredecessors(key)],
    ['Effect of a change', isCurrent(key) ? describeChange(key) : undefined],
  ]
  const facts = all.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]))
  return { key, sentence: [...sentences].join(' '), facts }
}

/** What is true of a key: once if of all kinds that have it, else for each. */
function byKind(key: Key, tell: (variant: KeyVariant) => string | undefined): string | undefined {
  const kinds = new Map<string, ApiKind[]>()
  for (const variant of key.variants) {
    const text = tell(variant)
    if (text === undefined) continue
    const named = kinds.get(text) ?? []
    if (variant.kind) named.push(variant.kind)
    kinds.set(text, named)
  }
  const groups = [...kinds]
  const [first] = groups
  const isShared = first?.[1].length === key.variants.length || key.variants.length === 1
  if (!first || isShared) return first?.[0]
  return groups.map(([text, named]) => `${named.map(shortKind).join(', ')}: ${text}`).join('. ')
}

function shortKind(kind: ApiKind): string {
  return kind.replace(/API$/, '')
}

function describeDefault(field: Field<unknown>): string | undefined {
  const { required, default: value, defaultNote, shape, optional } = field
  if (required) return 'none (required)'
  if (defaultNote !== undefined) return defaultNote
  if (shape.type === 'any') return undefined
  if (shape.type === 'map') return optional ? 'none' : 'the defaults of its keys'
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'none' : undefined
  return quote(typeof value === 'string' ? value : JSON.stringify(value))
}

function describeNull({ nullMeans, nullNote }: Field<unknown>): string {
  if (nullNote !== undefined) return nullNote
  if (nullMeans === 'empty') return 'treated as an empty list'
  if (nullMeans !== undefined) return 'treated as not set'
  return 'rejected'
}

function describeKinds(key: Key): string | undefined {
  if (key.file === 'cluster' || !isCurrent(key)) return undefined
  if (key.variants.length === API_KINDS.length) return 'all'
  return alternatives(key.variants.flatMap(({ kind }) => kind ?? [])).replace(' or ', ' and ')
}

function describeVersions({ since, until }: Pick<KeyVariant, 'since' | 'until'>): string {
  const from = Math.max(since ?? OLDEST_VERSION, OLDEST_VERSION)
  return formatVersion({ from, to: Math.min(until ?? NEWEST_VERSION, NEWEST_VERSION) })
}

/** The old keys that name this one as what replaced them; sections had some under several names. */
function describePredecessors({ path, file }: Key): string | undefined {
  const spans = new Map<string, { readonly since: number; readonly until: number }>()
  for (const key of listKeys()) {
    const variant = key.file === file && key.variants.find((each) => isReplaced(each, path))
    if (!variant) continue
    const name = isSection(key) ? (key.steps.at(-1) ?? '') : key.path
    const { since = OLDEST_VERSION, until = NEWEST_VERSION } = variant
    // A table of today has it beside newer keys, but no version had both.
    if (since > until) continue
    const known = spans.get(name) ?? { since, until }
    spans.set(name, {
      since: Math.min(since, known.since),
      until: Math.max(until, known.until),
    })
  }
  const texts = [...spans].map(([name, span]) => `${quote(name)} (${describeVersions(span)})`)
  return texts.length > 0 ? texts.join(', ') : undefined
}

const SECTIONS = ['predictor', 'handler', 'definition']

function isSection({ steps }: Key): boolean {
  return steps.length > 1 && SECTIONS.includes(steps[0] ?? '')
}

function isReplaced({ field }: KeyVariant, path: string): boolean {
  return field.replacedBy?.includes(`\`${path}\``) ?? false
}

const APPLIED = 'Applied by `cortex cluster configure`.'
const REFUSED =
  'Rejected by `cortex cluster configure` on a running cluster, together with all other changes in the file.'

function describeChange(key: Key): string | undefined {
  const notes = byKind(key, ({ field }) => field.changing)
  const effect = key.file === 'cluster' ? describeUpdate(key) : describeDeployment(key)
  const text = [effect, notes].filter((part) => part !== undefined).join(' ')
  return text === '' ? undefined : text.charAt(0).toUpperCase() + text.slice(1)
}

/** What `cortex cluster configure` does (`ValidateOnConfigure`, 0.42.1). */
function describeUpdate({ variants }: Key): string {
  return variants.some(({ field }) => field.configurable) ? APPLIED : REFUSED
}

/** What `cortex deploy` does to running pods (`pkg/operator/resources`, 0.42.1). */
function describeDeployment(key: Key): string | undefined {
  if (key.steps.length === 1 && Object.hasOwn(identityFields, key.path)) return undefined
  const text = byKind(key, ({ kind, replacesPods }) => {
    if (kind === 'RealtimeAPI') return replacesPods ? ALL_PODS : NO_PODS
    if (kind === 'AsyncAPI') return replacesPods ? ALL_PODS : ALL_PODS_AS_EVER
    return kind === 'TrafficSplitter' ? ROUTE : LATER_JOBS
  })
  return text === undefined ? undefined : `${text}.`
}

const ALL_PODS = 'a rolling update replaces all pods'
const ALL_PODS_AS_EVER = 'a rolling update replaces all pods, as for every change'
const NO_PODS =
  'no pods are replaced, unless the node groups of the cluster have changed since the last deploy'
const LATER_JOBS = 'used by jobs that are submitted later'
const ROUTE = 'the route is updated; there are no pods'
