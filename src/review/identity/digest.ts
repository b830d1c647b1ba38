import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** A hash of plain data for which nobody finds other data, in hexadecimal digits. */
export function digest(data: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(data))))
}
