import { createMatcher } from '../review/selection.ts'
import { quote } from '../text/wording.ts'
import { parseDocument } from '../yaml/document.ts'
import { findNode, type YamlNode } from '../yaml/tree.ts'
import { proposePattern } from './near-pattern.ts'
import type { GivenOptions } from './options.ts'
import type { SettingsText } from './settle.ts'
import { parseSource } from './shared/sources.ts'

/** A glob pattern, or a path, and where somebody wrote it. */
export interface WrittenPattern {
  readonly pattern: string
  /** For the beginning of a message, e.g. ``.github/cortex-review.yml:3:5: `paths` ``. */
  readonly place: string
  readonly isCluster?: boolean
}

/** The patterns that decide what is looked at, and with which cluster and rules. */
export function listPatterns(
  { paths = [] }: Pick<GivenOptions, 'paths'>,
  file: SettingsText | undefined,
  means: 'Input' | 'Option',
): readonly WrittenPattern[] {
  const name = means === 'Input' ? '`paths`' : '`--paths`'
  const given = paths.map((pattern) => ({ pattern, place: `${means} ${name}` }))
  // What is given takes the place of what the file says.
  const written = file ? readPatterns(file) : []
  return [...given, ...(given.length > 0 ? written.filter(({ key }) => key !== 'paths') : written)]
}

/** Says which patterns match none of a repository's files; sentences. */
export function findUnmatched(
  patterns: readonly WrittenPattern[],
  all: readonly string[],
): readonly string[] {
  return (
    patterns
      // A cluster of another repository is looked for there.
      .filter(({ pattern, isCluster }) => !(isCluster && isRemote(pattern)))
      .filter(({ pattern }) => !all.some(createMatcher([pattern])))
      .map(({ pattern, place, isCluster }) => {
        const near = proposePattern(pattern, all, isCluster ?? false)
        const hint = near === undefined ? '.' : `; did you mean ${quote(near)}?`
        return `${place}: ${quote(pattern)} matches no file${hint}`
      })
  )
}

function isRemote(pattern: string): boolean {
  const source = parseSource(pattern)
  return typeof source === 'object' && source.repository !== undefined
}

function readPatterns({ path, text }: SettingsText) {
  const { root, lines } = parseDocument(text)
  const textsAt = (key: string, node: YamlNode | undefined) =>
    itemsOf(node).flatMap((item) => {
      if (item.kind !== 'string') return []
      const { line, column } = lines.positionAt(item.start)
      const place = `${path}:${line}:${column}: \`${key}\``
      return [{ key, pattern: item.value, place, isCluster: key === CLUSTER }]
    })

  return [
    ...textsAt('paths', findNode(root, ['paths'])),
    ...itemsOf(findNode(root, ['clusters'])).flatMap((item) => [
      ...textsAt(CLUSTER, findNode(item, ['cluster'])),
      ...textsAt('clusters.apis', findNode(item, ['apis'])),
    ]),
    ...itemsOf(findNode(root, ['overrides'])).flatMap((item) =>
      textsAt('overrides.paths', findNode(item, ['paths'])),
    ),
  ]
}

const CLUSTER = 'clusters.cluster'

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (!node) return []
  return node.kind === 'list' ? node.items : [node]
}
