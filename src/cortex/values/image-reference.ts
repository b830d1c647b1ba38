import type { Complaint } from '../../schema/schema.ts'
import { quote } from '../../text/wording.ts'

/** A container image, split. */
export interface ImageReference {
  /** The registry with its port, as written; '' for Docker Hub's short form. */
  readonly host: string
  readonly path: string
  readonly tag?: string
  readonly digest?: string
}

// The grammar that Cortex takes from Docker, with hosts in lower case only, written without nested
// repetition so that it cannot backtrack.
const LABEL = '[a-z0-9]+(?:-+[a-z0-9]+)*'
const HOST = `${LABEL}(?:\\.${LABEL})*(?::[0-9]+)?`
const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const PATH = `${PART}(?:/${PART})*`
const TAG = '[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}'
const ALGORITHM = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*'
const DIGEST = `${ALGORITHM}:[0-9a-fA-F]{32,}`
const SUFFIX = `(?::(?<tag>${TAG}))?(?:@(?<digest>${DIGEST}))?`
const WITH_HOST = new RegExp(`^(?<host>${HOST})/(?<path>${PATH})${SUFFIX}$`)
const WITHOUT_HOST = new RegExp(`^(?<path>${PATH})${SUFFIX}$`)

/** Parses an image; undefined if Cortex would refuse the text. */
export function parseImageReference(text: string): ImageReference | undefined {
  const plain = WITHOUT_HOST.exec(text)?.groups
  const hosted = WITH_HOST.exec(text)?.groups
  const groups = hosted && (!plain || isHost(hosted['host'] ?? '')) ? hosted : plain
  if (!groups) return undefined

  const { host = '', path = '', tag, digest } = groups
  return { host, path, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) }
}

/** Docker takes the first part for a registry only if it looks like one. */
function isHost(part: string): boolean {
  return part === 'localhost' || /[.:]/.test(part)
}

/** Says why a text is no image. */
export function checkImage(text: string): Complaint | undefined {
  if (parseImageReference(text)) return undefined
  return {
    code: 'invalid-image',
    message: `must be an image such as \`registry/path:tag\`, lowercase before the tag, but is ${quote(text)}`,
  }
}

/** The release of Cortex that files of version 0.42 are judged as. */
export const CORTEX_RELEASE = '0.42.1'

/** Cortex's own repositories, whose images must have the tag of the running version. */
const OWN_REPOSITORIES = /^(?:(?:quay\.io|docker\.io)\/)?cortexlabs(?:dev)?\//

/**
 * Says why one of the cluster's images does not fit a version.
 *
 * Cortex takes what follows the last colon for the tag, also within a digest, and is content with
 * any tag that begins with its version. Images elsewhere are not looked at.
 */
export function checkImageVersion(text: string, version: string): Complaint | undefined {
  if (!OWN_REPOSITORIES.test(text)) return undefined
  const colon = text.lastIndexOf(':')
  const tag = colon < 0 ? 'latest' : text.slice(colon + 1)
  if (tag.startsWith(version)) return undefined

  const name = text.split(/[@:]/, 1)[0] ?? text
  return {
    code: 'image-version-mismatch',
    message: `must have the tag ${quote(version)}, the version of Cortex, not ${quote(tag)}`,
    fix: {
      title: `Change the tag to ${quote(version)}`,
      safety: 'unsafe',
      edits: [{ op: 'set', path: [], value: `${name}:${version}` }],
    },
  }
}
