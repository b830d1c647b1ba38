import { type SchemaProblem } from '../../schema/problem.ts'
import type { ApiKind } from '../tables/api-types.ts'
import type { WrittenApi } from '../tables/written-api.ts'

/** A spec whose kind is known, with what is wrong with it. */
export interface JudgedApi {
  readonly index: number
  readonly kind: ApiKind
  readonly api: WrittenApi
  readonly problems: readonly SchemaProblem[]
}
