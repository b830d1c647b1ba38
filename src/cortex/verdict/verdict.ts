import type { SchemaProblem } from '../../schema/problem.ts'
import type { SchemaFix } from '../../schema/schema.ts'
import { once } from '../../text/once.ts'
import type { KeyPath, Span } from '../../text/text.ts'
import type { SourceProblem } from '../../yaml/problem.ts'
import type { VersionRange } from '../values/version-range.ts'
import type { EffectiveValue } from './effective.ts'

/** What Cortex 0.42.1 says of a file. */
export interface Verdict {
  readonly ok: boolean
  /** All that Cortex would refuse; it names only the first itself. */
  readonly problems: readonly VerdictProblem[]
  /** The config with defaults filled in, if it is accepted. */
  readonly effective?: EffectiveValue
}

export interface VerdictProblem {
  /** From the root of the file; what is missing is named all the same. */
  readonly path: KeyPath
  /** Kebab case and stable, e.g. `unknown-key`. */
  readonly code: string
  /** One sentence that says what is wrong and what would be right. */
  readonly message: string
  readonly stage: Stage
  /** Paths start at the root of the file. */
  readonly fix?: SchemaFix
  /** The place, if no key path leads there. */
  readonly span?: Span
}

/**
 * When Cortex finds a problem: reading a file, checking it as a whole, or applying one of its APIs,
 * when the others are deployed all the same.
 */
export type Stage = 'parse' | 'validate' | 'deploy'

/** The version that verdicts are of. */
export const JUDGED_VERSION: VersionRange = { from: 42, to: 42 }
export const JUDGED_NAME = 'Cortex 0.42'

/** The verdict on a text that is no YAML, or more than may be read. */
export function verdictOnText(problems: readonly SourceProblem[]): Verdict {
  return {
    ok: false,
    problems: problems.map(({ code, message, path = [], start, end }) => {
      return { path, code, message, stage: 'parse', span: { start, end } }
    }),
  }
}

/** The verdict on a file that has nothing wrong; few ask for what Cortex makes of it. */
export function accepted(computeEffective: () => EffectiveValue): Verdict {
  const effective = once(computeEffective)
  return {
    ok: true,
    problems: [],
    get effective() {
      return effective()
    },
  }
}

/** A table's problem as part of a verdict. */
export function toVerdictProblem({ kind, ...problem }: SchemaProblem): VerdictProblem {
  return { ...problem, stage: kind === 'value' ? 'parse' : 'validate' }
}
