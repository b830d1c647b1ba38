import type { YamlDocument } from '../../yaml/document.ts'
import { isApiFile, LEGACY_KINDS, MODERN_KIND } from './api-shape.ts'
import { isClusterFile, isClusterPath, looksLikeCluster } from './cluster-shape.ts'
import { isYamlNamed } from './file-name.ts'
import type { FileKind } from './subject.ts'

/**
 * Whether a text could be a Cortex file; cheap, without parsing.
 *
 * False only if no way of writing YAML makes a Cortex file of it, so it needs the whole text: of one
 * that is cut, what is missing may be Cortex's. Without a path, a file that says no more than a
 * region counts as one, as it may have the name of a cluster config.
 */
export function mayBeCortex(text: string, path = 'cluster.yaml'): boolean {
  if (WRITTEN_TAG.test(text) || text.includes('%TAG')) return true
  const plain = text.includes('\\') ? decodeEscapes(text) : text
  // Where a backslash is no escape, the text itself counts.
  const says = (sign: RegExp) => sign.test(text) || (plain !== text && sign.test(plain))
  if (says(KIND_ENDS) && says(KINDS)) return true
  if (says(CLUSTER_KEY_ENDS) && says(CLUSTER_ONLY_KEYS)) return true
  if (isClusterPath(path) && says(SIZES)) return true
  if (says(CLUSTER_ANCHORS) && (isClusterPath(path) || says(CLUSTER_KEYS))) return true

  if (!startsWithList(text)) return false
  if (says(SECTIONS) || (says(KIND) && says(OLD_KINDS))) return true
  return isYamlNamed(path, API_NAME) && SECTION_LINE.test(text)
}

/**
 * What kind of Cortex file a document is, if it is one: by its shape, of any version.
 *
 * The path only counts where the shape alone says too little. A document that could not be parsed
 * is judged by its text.
 */
export function recognize(document: YamlDocument, path: string): FileKind | undefined {
  const { root, problems, text } = document
  if (!root) return problems.length > 0 ? looksLike(text, path) : undefined
  if (isApiFile(root, path)) return 'api'
  return isClusterFile(root, path) ? 'cluster' : undefined
}

/** What kind of Cortex file a text that does not parse was meant to be, by strong signs only. */
export function looksLike(text: string, path: string): FileKind | undefined {
  return TEMPLATE.test(text) ? undefined : looksFilledIn(text, path)
}

/** Whether a text that does not parse, be it a template, was meant for Cortex. */
export function resemblesCortex(text: string, path: string): boolean {
  if (KUBERNETES_LINE.test(text)) return false
  return isCortexPath(path) || looksFilledIn(text, path) !== undefined
}

function looksFilledIn(text: string, path: string): FileKind | undefined {
  if (KUBERNETES_LINE.test(text)) return undefined
  if (KIND_LINE.test(text)) return 'api'
  if (ITEM_LINE.test(text) && SECTION_LINE.test(text) && startsWithList(text)) {
    if (OLD_KIND_LINE.test(text) || PREDICTOR_LINE.test(text) || isYamlNamed(path, API_NAME))
      return 'api'
  }
  return looksLikeCluster(text, path) ? 'cluster' : undefined
}

/** Whether a file has the name of a cluster config or of API specs. */
export function isCortexPath(path: string): boolean {
  return isClusterPath(path) || isYamlNamed(path, API_NAME)
}

const words = (names: readonly string[]) => String.raw`\b(?:${names.join('|')})\b`

/** Parts of what is looked for that can be ruled out several times faster than the whole. */
const KIND_ENDS = /[echk]_?api\b|splitter\b/i
const CLUSTER_KEY_ENDS = /_(?:visibility|config|groups|instance_type|balancer_|aws_)|cortexlabs/

const KINDS = new RegExp(MODERN_KIND, 'i')
const KIND = /\bkind\b/
const OLD_KINDS = new RegExp(words(LEGACY_KINDS))
const SECTIONS = /\b(?:predictor|handler|pod)\b/
const CLUSTER_ANCHORS = /\b(?:region|cluster_name|zone)\b/
const SIZES = /\b(?:instance_type|m(?:in|ax)_instances)\b/
const CLUSTER_KEYS = /\b(?:instance_type|m(?:in|ax)_instances|node_pools|image_\w+)\b/
const CLUSTER_ONLY_KEYS =
  /\b(?:subnet_visibility|spot_config|node_groups|prometheus_instance_type|(?:api|operator)_load_balancer_\w+|cortex_aws_\w+)\b|cortexlabs/

/** A tag that may make any word of what is written under it, or spells its own name in escapes. */
const WRITTEN_TAG = /!(?:!|<tag:yaml\.org,2002:)binary|!(?:!|<)[\w:.,]{0,26}%/

const TEMPLATE = /\{\{|\{%|<%/
const KUBERNETES_LINE = /^(?:-[ \t]+)?["']?apiVersion["']?[ \t]*:/m
const KIND_LINE = new RegExp(
  String.raw`^[ \t]*(?:-[ \t]+)?["']?kind["']?[ \t]*:[ \t]*["']?${MODERN_KIND}`,
  'im',
)
const OLD_KIND_LINE = new RegExp(
  String.raw`^[ \t]*(?:-[ \t]+)?kind[ \t]*:[ \t]*${words(LEGACY_KINDS)}`,
  'm',
)
const ITEM_LINE = /^-[ \t]+(?:name|kind)[ \t]*:/m
const SECTION_LINE =
  /^[ \t]+(?:pod|predictor|handler|model|tensorflow|onnx|python|networking|autoscaling)[ \t]*:/m
const PREDICTOR_LINE = /^[ \t]+predictor[ \t]*:[ \t]*(?:#.*)?\r?$/m
const API_NAME = /(?:^|[_.-])cortex/i

/** Whether the first thing in a text, after comments and directives, can begin a list. */
function startsWithList(text: string): boolean {
  for (const [line] of text.matchAll(/[^\r\n\x85\u2028\u2029]+/g)) {
    const content = line.replace(START, '').trim()
    if (content && !/^[#%]/.test(content)) return /^[-[&!]/.test(content)
  }
  return false
}

/** A byte order mark, and the start of a document. */
const START = /^\uFEFF?(?:---(?=\s|$))?/

/** Letters can hide in the escapes of a double-quoted text. */
function decodeEscapes(text: string): string {
  return text.replace(ESCAPE, (_, ...codes: (string | undefined)[]) => {
    const code = codes.slice(0, 3).find((digits) => digits !== undefined)
    const point = Number.parseInt(code ?? '', 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : ''
  })
}

const ESCAPE =
  /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(?:\r\n|[\r\n\x85\u2028\u2029])[ \t]*)/g
