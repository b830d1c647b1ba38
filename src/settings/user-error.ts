/**
 * Something the person who runs the tool can put right: a wrong setting, an unknown ref.
 *
 * Shown without a stack; the message says what is wrong and where, the remedy what to do.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly remedy: string | undefined

  constructor(message: string, remedy?: string) {
    super(message)
    this.remedy = remedy
  }
}
