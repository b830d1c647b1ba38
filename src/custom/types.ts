import type { Located, SubjectKind } from '../cortex/files/subject.ts'
import { anyApiTable, apiTables } from '../cortex/tables/api.ts'
import { clusterTable } from '../cortex/tables/cluster.ts'
import { type Field, findField } from '../schema/schema.ts'
import type { CustomSubject } from './source.ts'

/** A map of a table as a type of expressions. */
export interface MapType {
  readonly name: string
  readonly fields: Readonly<Record<string, KeyType>>
}

/** A key: its type by name, and that of the maps that are in it. */
export interface KeyType {
  readonly name: string
  readonly map?: MapType
}

/** The type of an API or a cluster, with all keys of all kinds and versions. */
export const ROOT_TYPES = {
  api: () => mapTypeOf(anyApiTable, 'api'),
  cluster: () => mapTypeOf(clusterTable, 'cluster'),
}

export const SUBJECT_KIND_OF: Readonly<Record<CustomSubject, SubjectKind>> = {
  cluster: 'cluster',
  'node-group': 'nodeGroup',
  api: 'api',
  container: 'container',
  file: 'file',
}

/** The name of the type of a subject. */
export const SUBJECT_TYPES: Readonly<Record<CustomSubject, string>> = {
  cluster: 'cluster',
  'node-group': 'cluster.node_groups',
  api: 'api',
  container: 'api.pod.containers',
  file: 'dyn',
}

/** The table of what a subject may say, whatever its kind; a file has none. */
export function tableOfKind(on: CustomSubject): Field<unknown> | undefined {
  if (on === 'file') return undefined
  if (on === 'api') return anyApiTable
  if (on === 'cluster') return clusterTable
  if (on === 'container') return findField(anyApiTable, IN_API)
  return findField(clusterTable, IN_CLUSTER)
}

/** The table of a subject of its own kind. */
export function tableOf(subject: Located): Field<unknown> | undefined {
  if (isOf(subject, 'api')) return apiTables[subject.value.kind]
  if (isOf(subject, 'container')) return findField(apiTables[subject.parents.api.kind], IN_API)
  if (isOf(subject, 'nodeGroup')) return findField(clusterTable, IN_CLUSTER)
  return isOf(subject, 'cluster') ? clusterTable : undefined
}

const IN_API = ['pod', 'containers', 0]
const IN_CLUSTER = ['node_groups', 0]

function isOf<K extends SubjectKind>(subject: Located, kind: K): subject is Located<K> {
  return subject.kind === kind
}

function mapTypeOf({ shape }: Field<unknown>, name: string): MapType {
  const fields = shape.type === 'map' ? Object.entries(shape.fields) : []
  return {
    name,
    fields: Object.fromEntries(
      fields.map(([key, field]) => [key, typeOf(field, `${name}.${key}`)]),
    ),
  }
}

function typeOf(field: Field<unknown>, name: string): KeyType {
  const { shape } = field
  switch (shape.type) {
    case 'map':
      return { name, map: mapTypeOf(field, name) }
    case 'list': {
      const item = typeOf(shape.item, name)
      return { ...item, name: `list<${item.name}>` }
    }
    case 'strings':
      return { name: 'map<string, string>' }
    case 'integer':
      return { name: 'int' }
    case 'float':
      return { name: 'double' }
    case 'boolean':
      return { name: 'bool' }
    case 'string':
      return { name: isDuration(field) ? DURATION : 'string' }
    default:
      return { name: 'dyn' }
  }
}

export const DURATION = 'google.protobuf.Duration'

/** Of texts that mean something else, specs hold durations as numbers, and all others as texts. */
function isDuration({ shape, default: value, limits }: Field<unknown>): boolean {
  if (shape.type !== 'string' || !shape.convert) return false
  return typeof value === 'number' || (limits ?? '').startsWith('a duration')
}
