import { hash } from '../review/hash.ts'
import type { Rule } from '../review/rule.ts'
import { type Extended, extendSettings, type Load } from '../settings/shared/extend.ts'

/** Settings that every audited repository starts from. */
export interface Policy extends Extended {
  /** Another one for other texts. */
  readonly digest: string
}

/**
 * Reads what an audit lays under the settings of every repository: an item as in `extends`. Throws a
 * UserError if it cannot be read.
 */
export async function readPolicy(
  source: string,
  rules: readonly Rule[],
  load: Load,
): Promise<Policy> {
  const text = `extends: [${JSON.stringify(source)}]\n`
  const extended = await extendSettings({ path: 'policy', text }, { rules, load })
  return { ...extended, digest: hash([...extended.texts].flat()) }
}
