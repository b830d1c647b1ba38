import { IGNORE_RULES } from './ignores/rules.ts'
import type { RuleMeta } from './rule.ts'

export const FILE_UNREADABLE: RuleMeta = {
  id: 'file-unreadable',
  category: 'validity',
  severity: 'error',
  summary: 'A Cortex file can no longer be read',
  why: `
    The file was a Cortex file before the change, and is now too large, binary or
    in another encoding than UTF-8. Nothing in it can be reviewed, so whatever
    else the change does to it remains unseen.
  `,
  quiet: ['The file is no longer meant for Cortex.'],
}

/** What the engine reports itself, without a rule that is handed in. */
export const ENGINE_RULES: readonly RuleMeta[] = [FILE_UNREADABLE, ...IGNORE_RULES]

/** Whether an ignore comment can accept what a rule finds: not where it cannot be read. */
export function canBeIgnored({ id }: RuleMeta): boolean {
  return !ENGINE_RULES.some((rule) => rule.id === id)
}
