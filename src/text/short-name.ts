import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** No name that Cortex or Kubernetes accepts is longer. */
const LONGEST_NAME = 300
const HEAD = 100

/**
 * A name to tell things apart by: as it is, or of a longer one its beginning and a hash of it all, as
 * every finding of a spec has its name.
 */
export function shortenName(name: string): string {
  if (name.length <= LONGEST_NAME) return name
  const head = name.slice(0, HEAD).replace(/[\uD800-\uDBFF]$/, '')
  return `${head}…${bytesToHex(sha256(utf8ToBytes(name))).slice(0, 32)}`
}
