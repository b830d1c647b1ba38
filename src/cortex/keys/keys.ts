import type { Field, Shape } from '../../schema/schema.ts'
import { API_KINDS, apiTables } from '../tables/api.ts'
import type { ApiKind } from '../tables/api-types.ts'
import { clusterTable } from '../tables/cluster.ts'
import { NEWEST_VERSION } from '../values/version-range.ts'

export type KeyFile = 'cluster' | 'api'

/** A key of Cortex files, of any version. */
export interface Key {
  readonly file: KeyFile
  /** As people write it, e.g. `node_groups[].spot_config.max_price`. */
  readonly path: string
  readonly steps: readonly string[]
  /** The field of each kind of API that has the key; of clusters there is one, without a kind. */
  readonly variants: readonly KeyVariant[]
}

export interface KeyVariant {
  readonly kind?: ApiKind
  readonly field: Field<unknown>
  /** The first and the last minor version with the key and all that it stands in. */
  readonly since?: number
  readonly until?: number
  /** Whether a change of the key, or of what it stands in, replaces pods. */
  readonly replacesPods: boolean
}

/** All keys in the order of the tables, what a key stands in before it. */
export function listKeys(): readonly Key[] {
  memory ??= [...collect('cluster', clusterRoots()), ...collect('api', apiRoots())]
  return memory
}

let memory: readonly Key[] | undefined

/** Whether the newest version has the key. */
export function isCurrent({ variants }: Key): boolean {
  return variants.some(({ until = NEWEST_VERSION }) => until >= NEWEST_VERSION)
}

/** The key that a key stands in. */
export function parentOf({ file, steps }: Key): Key | undefined {
  const outer = steps.slice(0, -1).join('.')
  return listKeys().find((key) => key.file === file && key.steps.join('.') === outer)
}

/** The keys that stand in a key, right below it. */
export function childrenOf({ file, steps }: Key): readonly Key[] {
  const start = `${steps.join('.')}.`
  return listKeys().filter(
    (key) =>
      key.file === file &&
      key.steps.length === steps.length + 1 &&
      key.steps.join('.').startsWith(start),
  )
}

function clusterRoots(): readonly KeyVariant[] {
  return [{ field: clusterTable, replacesPods: false }]
}

function apiRoots(): readonly KeyVariant[] {
  return API_KINDS.map((kind) => ({ kind, field: apiTables[kind], replacesPods: false }))
}

function collect(file: KeyFile, roots: readonly KeyVariant[]): Iterable<Key> {
  const keys = new Map<string, { path: string; steps: readonly string[]; all: KeyVariant[] }>()
  for (const root of roots) {
    for (const { path, steps, variant } of walk(root, '', [])) {
      const known = keys.get(path)
      if (known) known.all.push(variant)
      else keys.set(path, { path, steps, all: [variant] })
    }
  }
  return [...keys.values()].map(({ path, steps, all }) => ({ file, path, steps, variants: all }))
}

interface Found {
  readonly path: string
  readonly steps: readonly string[]
  readonly variant: KeyVariant
}

function* walk(outer: KeyVariant, prefix: string, steps: readonly string[]): Iterable<Found> {
  const { shape, suffix } = innermost(outer.field.shape)
  if (shape.type !== 'map') return

  for (const [name, field] of Object.entries(shape.fields)) {
    const path = prefix ? `${prefix}${suffix}.${name}` : name
    const variant = inherit(outer, field)
    const inner = [...steps, name]
    yield { path, steps: inner, variant }
    yield* walk(variant, path, inner)
  }
}

/** The shape of the items of a list, of items of items and so on, with `[]` for each step. */
export function innermost(shape: Shape): { readonly shape: Shape; readonly suffix: string } {
  if (shape.type !== 'list') return { shape, suffix: '' }
  const inner = innermost(shape.item.shape)
  return { shape: inner.shape, suffix: `[]${inner.suffix}` }
}

function inherit(outer: KeyVariant, field: Field<unknown>): KeyVariant {
  const since = Math.max(outer.since ?? 0, field.since ?? 0)
  const until = Math.min(outer.until ?? Infinity, field.until ?? Infinity)
  return {
    field,
    ...(outer.kind && { kind: outer.kind }),
    ...(since > 0 && { since }),
    ...(until < Infinity && { until }),
    replacesPods: outer.replacesPods || (field.replacesPods ?? false),
  }
}
