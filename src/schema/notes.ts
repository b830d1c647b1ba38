/** What documentation and schemas say of a key besides what reading it needs. */
export interface FieldNotes {
  /** How the documentation says a derived default. */
  readonly defaultNote?: string
  /** What must hold beyond type and numbers, in words: what the checks and relations ask. */
  readonly limits?: string
  /** What an explicit null means where that is neither an error nor the same as no key. */
  readonly nullNote?: string
  /** What a change of the key does, beyond what `configurable` and `replacesPods` say. */
  readonly changing?: string
  /** What stands in a newer file instead: usually a key path in backticks. */
  readonly replacedBy?: string
  /** An expression that every text matches that the checks take; it may match others. */
  readonly pattern?: string
  /** Every text that the checks take. */
  readonly known?: () => readonly string[]
}
