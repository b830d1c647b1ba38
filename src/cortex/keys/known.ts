import type { Field } from '../../schema/schema.ts'
import { isKnown } from '../../schema/schema.ts'
import type { KeyPath } from '../../text/text.ts'
import type { Located, SubjectKind } from '../files/subject.ts'
import { anyApiTable } from '../tables/api.ts'
import { clusterTable } from '../tables/cluster.ts'
import type { VersionRange } from '../values/version-range.ts'

/** Whether a version knows a key of a subject; what the tables do not have, it knows with its parent. */
export function isKnownKey(
  { kind }: Pick<Located, 'kind'>,
  path: KeyPath,
  version: VersionRange,
): boolean {
  const { table, prefix } = TABLES[kind]
  let field: Field<unknown> | undefined = table
  for (const step of [...prefix, ...path]) {
    field = field && stepInto(field, step)
    if (field && !isKnown(field, version)) return false
  }
  return true
}

const TABLES: Readonly<
  Record<SubjectKind, { readonly table: Field<unknown> | undefined; readonly prefix: KeyPath }>
> = {
  file: { table: undefined, prefix: [] },
  cluster: { table: clusterTable, prefix: [] },
  nodeGroup: { table: clusterTable, prefix: ['node_groups', 0] },
  api: { table: anyApiTable, prefix: [] },
  container: { table: anyApiTable, prefix: ['pod', 'containers', 0] },
}

function stepInto({ shape }: Field<unknown>, step: string | number): Field<unknown> | undefined {
  if (shape.type === 'list') return shape.item
  if (shape.type !== 'map' || typeof step === 'number') return undefined
  return Object.hasOwn(shape.fields, step) ? shape.fields[step] : undefined
}
