import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { RuleMeta } from '../review/rule.ts'

/** A path from the repository's root as part of an address, percent-encoded but for its slashes. */
export function encodePath(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\u{fffd}')
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[()'!*]/g, percent))
    .join('/')
}

/**
 * The address of a rule's page. `docsUrl` is that of the folder, without a slash at its end; a rule of
 * one's own says where its page is, or has that of all such rules.
 */
export function rulePage(docsUrl: string, rule: RulePage): string {
  if (rule.docsUrl !== undefined) return rule.docsUrl
  if (rule.origin !== undefined) return `${docsUrl.replace(/\/rules$/, '')}/custom-rules.md`
  return `${docsUrl}/${encodePath(rule.id)}.md`
}

type RulePage = Pick<RuleMeta, 'id' | 'docsUrl' | 'origin'>

/** A place in the diff of a pull request, as GitHub's page with its files calls it. */
export function diffAddress(
  diffUrl: string,
  anchor: {
    readonly path: string
    readonly side?: 'LEFT' | 'RIGHT'
    readonly line?: number
  },
): string {
  const { path, side, line } = anchor
  const file = `${diffUrl}#diff-${bytesToHex(sha256(utf8ToBytes(path)))}`
  return line === undefined ? file : `${file}${side === 'LEFT' ? 'L' : 'R'}${line}`
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
