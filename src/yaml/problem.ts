import type { KeyPath, Span } from '../text/text.ts'

/** What is wrong with, or odd about, a text, independent of what the file is for. */
export interface SourceProblem extends Span {
  readonly code: ProblemCode
  /** One sentence for people. */
  readonly message: string
  /** The key path concerned, where there is one. */
  readonly path?: KeyPath
}

export type ProblemCode =
  | 'syntax'
  | 'too-large'
  | 'too-deep'
  | 'too-many-nodes'
  | 'too-many-aliases'
  | 'circular-alias'
  | 'duplicate-key'
  | 'extra-document'

/** Ends the reading of a text; never leaves the source layer. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly problem: SourceProblem

  constructor(problem: SourceProblem) {
    super(problem.message)
    this.problem = problem
  }
}

/** Ends the reading of a text with a syntax problem. Always throws. */
export function failSyntax(span: Span, message: string): never {
  throw new SourceError({ code: 'syntax', message, start: span.start, end: span.end })
}
