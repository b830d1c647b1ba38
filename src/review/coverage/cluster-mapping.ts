import { folderOf } from '../../cortex/files/pairing.ts'
import { compareText } from '../../text/compare.ts'

/** A cluster config with the glob patterns of the API specs that may be deployed to it. */
export interface ProposedMapping {
  readonly cluster: string
  readonly apis: readonly string[]
}

/**
 * Proposes the setting `clusters` for API files of which no cluster is known: a folder named as a
 * cluster's own goes to that cluster, any other to each of them, for a person to strike out.
 */
export function proposeMapping(
  apis: readonly string[],
  clusters: readonly string[],
): readonly ProposedMapping[] {
  const named = clusters.map((cluster) => ({ cluster, names: namesOf(cluster, clusters) }))
  const homeOf = (path: string) => {
    const steps = path.split('/').slice(0, -1)
    const found = named.filter(({ names }) => steps.some((step) => names.has(step)))
    return found.length === 1 ? found[0] : undefined
  }
  const shared = apis.filter((path) => !homeOf(path))
  return named.flatMap((each) => {
    const own = apis.filter((path) => homeOf(path) === each)
    const patterns = [...patternsOf(own), ...patternsOf(shared)].toSorted(compareText)
    return patterns.length > 0 ? [{ cluster: each.cluster, apis: patterns }] : []
  })
}

/** The lines of a settings file that say a mapping. */
export function writeMapping(mapping: readonly ProposedMapping[]): readonly string[] {
  return [
    'clusters:',
    ...mapping.flatMap(({ cluster, apis }) => [
      `  - cluster: ${JSON.stringify(cluster)}`,
      `    apis: [${apis.map((pattern) => JSON.stringify(pattern)).join(', ')}]`,
    ]),
  ]
}

/** What only one cluster's path says: its folders, and its file's name without the ending. */
function namesOf(cluster: string, clusters: readonly string[]): ReadonlySet<string> {
  const others = new Set(clusters.filter((each) => each !== cluster).flatMap(stepsOf))
  return new Set(stepsOf(cluster).filter((step) => !others.has(step)))
}

function stepsOf(path: string): readonly string[] {
  return path.replace(/\.[^./]*$/, '').split(/[/.]/)
}

/** The folders of files: of several next to each other, the one that they are in. */
function patternsOf(paths: readonly string[]): readonly string[] {
  const folders = [...new Set(paths.map(folderOf))]
  const [first = ''] = folders
  if (folders.length === 0) return []
  if (folders.length === 1) return [patternOf(first)]

  const above = folders.map(folderOf)
  return [...new Set(above)]
    .map((folder) =>
      folder === ''
        ? folders.filter((each) => folderOf(each) === '').map(patternOf)
        : [patternOf(folder)],
    )
    .flat()
}

function patternOf(folder: string): string {
  const escaped = folder.replace(/[\\*?[\]{}()!+@]/g, '\\$&')
  return escaped === '' ? '*.{yaml,yml}' : `${escaped}/**`
}
