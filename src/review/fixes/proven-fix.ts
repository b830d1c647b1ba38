import type { CortexFile } from '../../cortex/files/subject.ts'
import type { Edit, KeyOrder } from '../../yaml/edit/edits.ts'
import { type Touched } from '../../yaml/touched-lines.ts'
import type { RawFinding } from '../evaluate.ts'
import { type Cure, type Outcome } from './attempt.ts'
import type { Bench } from './trial.ts'

/** A fix that helps by itself. */
export interface ProvenFix extends Cure, Outcome {
  readonly file: CortexFile
  /** By key paths, from the root of the file. */
  readonly wanted: readonly Edit[]
  /** Where it was tried. */
  readonly bench: Bench
  readonly touched: readonly Touched[]
  readonly fingerprint: string
  /** What the rule proposes, in a form that compares. */
  readonly proposal: string
  readonly order: KeyOrder
  /** What the fix is for whose lines are inserted right beside. */
  readonly partner?: RawFinding
}
