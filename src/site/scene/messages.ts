import type { Verdict } from './judge.ts'
import type { Completion, KeyHint } from './keys.ts'
import type { Scene } from './scene.ts'

/** What the page asks its worker; each answer has the number of its question. */
export type Question =
  | { readonly kind: 'judge'; readonly scene: Scene }
  | {
      readonly kind: 'complete' | 'describe'
      readonly text: string
      readonly offset: number
      readonly path: string
    }

export interface Answers {
  readonly judge: Verdict
  readonly complete: Completion | undefined
  readonly describe: KeyHint | undefined
}

export interface Asked {
  readonly id: number
  readonly question: Question
}

export type Answered =
  | { readonly id: number; readonly answer: Answers[keyof Answers] }
  /** A fault of Cortex Review. */
  | { readonly id: number; readonly fault: string }
