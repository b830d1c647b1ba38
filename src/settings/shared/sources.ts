import type { Span } from '../../text/text.ts'
import { quote } from '../../text/wording.ts'
import { quoteNode, type Reading, readScalar, suggestNames, type ValueType } from '../values.ts'
import { PRESET_NAMES, type PresetName } from './presets.ts'

/** A settings file: of the repository, of the one that named it, or of another at a ref. */
export interface FileSource {
  /** `owner/repo`; absent: the repository that is reviewed. */
  readonly repository?: string
  /** A branch, tag or commit of that repository. */
  readonly ref?: string
  readonly path: string
}

/** What an item of `extends` names. */
export type Source = PresetName | FileSource

/** What people call a settings file by, as `extends` does. */
export function nameSource({ repository, ref, path }: FileSource): string {
  return repository === undefined ? path : `${repository}/${path}@${ref ?? ''}`
}

/** More items than that are no longer written by hand. */
const MOST_SOURCES = 20
const LONGEST = 300

/** No step that leads out of a folder, and nothing that Git reads as an expression. */
const FILE = /^(?:\.?\/)?((?:(?!\.\.?\/)[\w. -]+\/)*(?!\.\.?$)[\w. -]+\.ya?ml)$/
const REMOTE =
  /^([A-Za-z\d][A-Za-z\d_-]*\/(?!\.\.?\/)[\w.-]+)\/((?:(?!\.\.?\/)[\w. -]+\/)*[\w. -]+\.ya?ml)@(\w(?:[\w./-]*[\w-])?)$/

/** Reads an item of `extends`; undefined if it is none. */
export function parseSource(text: string): Source | undefined {
  const preset = PRESET_NAMES.find((name) => name === text)
  if (preset) return preset
  if (text.length > LONGEST) return undefined

  const [, repository, remote, ref = ''] = REMOTE.exec(text) ?? []
  if (repository !== undefined && remote !== undefined && !ref.includes('..')) {
    return { repository, path: remote, ref }
  }
  const [, path] = FILE.exec(text) ?? []
  return path === undefined ? undefined : { path }
}

/** A list of presets and settings files; as written, so that the problems can be shown. */
export const sources: ValueType<readonly string[]> = {
  label: 'list of presets and settings files',
  fromYaml(node, reading) {
    if (node.kind !== 'list') {
      return reading.problem(
        `expected a list of presets and settings files, found ${quoteNode(node)}.`,
        node,
      )
    }
    if (node.items.length > MOST_SOURCES) {
      return reading.problem(
        `has ${node.items.length} items; at most ${MOST_SOURCES} are allowed.`,
        node,
      )
    }
    const read = node.items.map((item) => {
      const value = readScalar(item)
      return checkSource(typeof value === 'string' ? value : '', quoteNode(item), reading, item)
    })
    const known = read.filter((item) => item !== undefined)
    return known.length === read.length ? known : undefined
  },
  schema: {
    type: 'array',
    maxItems: MOST_SOURCES,
    items: {
      type: 'string',
      maxLength: LONGEST,
      anyOf: [
        { enum: PRESET_NAMES },
        { pattern: FILE.source },
        { pattern: REMOTE.source, not: { pattern: '\\.\\.[^@/]*$|@.*\\.\\.' } },
      ],
    },
  },
}

function checkSource(text: string, shown: string, reading: Reading, at: Span): string | undefined {
  if (parseSource(text) !== undefined) return text
  if (/^[a-z-]+$/.test(text)) {
    return reading.problem(`unknown preset ${quote(text)}; ${suggestNames(text, PRESET_NAMES)}`, at)
  }
  return reading.problem(
    'expected a preset, a `.yml` file of this repository by its path from the root, or ' +
      `\`owner/repo/path.yml@ref\`, found ${shown}.`,
    at,
  )
}
