/** A line of a hunk, with its number on each side that has it (from 1). */
export type HunkLine =
  | {
      readonly type: 'context'
      readonly before: number
      readonly after: number
      readonly text: string
    }
  | { readonly type: 'added'; readonly after: number; readonly text: string }
  | { readonly type: 'removed'; readonly before: number; readonly text: string }

/** A hunk of a unified diff, its lines in order. Texts have no line break but keep a CR. */
export interface Hunk {
  readonly lines: readonly HunkLine[]
}
