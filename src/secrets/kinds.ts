import type { KeyPath, Span } from '../text/text.ts'

/** What a text gives away to whoever reads the file. */
export type SecretKind = (typeof SECRET_KINDS)[number]

export const SECRET_KINDS = [
  'access-key',
  'private-key',
  'token',
  'url-password',
  'password',
] as const

/** A secret in a text, from where to where. */
export interface FoundSecret extends Span {
  readonly kind: SecretKind
}

/** A secret that a file holds. */
export interface FileSecret {
  readonly kind: SecretKind
  /** The secret itself. */
  readonly value: string
  /** How else it may be written, such as with the escapes of the file. */
  readonly forms: readonly string[]
  /** Whether the name says so, not the value. */
  readonly isNamed: boolean
  /** Where it stands in the tree; a comment, or a file that cannot be read, has no path. */
  readonly at?: KeyPath
  /** Where it begins, if it stands in no tree. */
  readonly offset?: number
}

const KINDS: Readonly<Record<SecretKind, string>> = {
  'access-key': 'is an AWS access key',
  'private-key': 'is a private key',
  token: 'is an access token',
  'url-password': 'is a URL with a password',
  password: 'looks like a password',
}

/** What a secret is, as the end of a sentence about it. */
export function describeKind(kind: SecretKind): string {
  return KINDS[kind]
}
