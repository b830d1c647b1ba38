/** An edit that cannot be expressed on this document, e.g. inside an alias. */
export class EditError extends Error {
  override readonly name = 'EditError'
}
