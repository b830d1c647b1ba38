import type { Located } from '../files/subject.ts'
import type { ApiKeys } from './apis.ts'
import { matchAsMany, matchClearly } from './closest.ts'
import { type Content, contentOf } from './content.ts'
import { continueWith, type Matching, splitPairs } from './matching.ts'

type LocatedApi = Located<'api'>

/** Two splitters are the same if they share at least half of their targets. */
const ALIKE_SPLITTERS = 0.5

/**
 * Matches APIs that went with ones that came under another name, by what they run: in the same file,
 * else in the same cluster. Of several that may be meant, the clearly closest is; where as many went
 * as came, all are, those with like names first.
 *
 * Cortex knows an API by its name, so that these are two to it.
 */
export function matchRenamedApis(
  gone: readonly LocatedApi[],
  come: readonly LocatedApi[],
  keys: ApiKeys,
): Matching<LocatedApi> {
  const areOfTwoClusters = ([old, now]: readonly [LocatedApi, LocatedApi]) => {
    const [was, is] = [keys.clusterKeyOf(old), keys.clusterKeyOf(now)]
    return was !== undefined && is !== undefined && was !== is
  }
  const scopes = [keys.fileKeyOf, keys.clusterKeyOf]
  const apis = continueWith(
    { pairs: [], before: gone, after: come },
    scopes.map(
      (scopeOf) => (old, now) => splitPairs(matchPrograms(old, now, scopeOf), areOfTwoClusters),
    ),
  )
  const names = new Map(apis.pairs.map(([old, now]) => [old.value.name, now.value.name] as const))
  return continueWith(
    apis,
    scopes.map(
      (scopeOf) => (old, now) =>
        splitPairs(matchSplitters(old, now, { scopeOf, names }), areOfTwoClusters),
    ),
  )
}

type ScopeOf = (api: LocatedApi) => string | undefined

function matchPrograms(gone: readonly LocatedApi[], come: readonly LocatedApi[], scopeOf: ScopeOf) {
  const keyOf = (api: LocatedApi) => {
    const [scope, program] = [scopeOf(api), programOf(api)]
    return scope && program && `${program} ${scope}`
  }
  return continueWith({ pairs: [], before: gone, after: come }, [
    (old, now) =>
      matchClearly(old, now, { keyOf, contentOf: (api) => contentOf(api, ['name']), least: 0 }),
    (old, now) => matchAsMany(old, now, keyOf),
  ])
}

interface SplitterScope {
  readonly scopeOf: ScopeOf
  /** Old name → new name of APIs that are renamed. */
  readonly names: ReadonlyMap<string, string>
}

function matchSplitters(
  gone: readonly LocatedApi[],
  come: readonly LocatedApi[],
  { scopeOf, names }: SplitterScope,
) {
  return matchClearly(gone, come, {
    keyOf: (api) => (api.value.apis?.length ? scopeOf(api) : undefined),
    contentOf: ({ value }) => new Set(value.apis?.map(({ name }) => names.get(name) ?? name)),
    least: ALIKE_SPLITTERS,
  })
}

/** What an API runs, whatever else it says: its images, or up to 0.35 its code and models. */
function programOf(api: LocatedApi): string | undefined {
  const { kind, pod, predictor, handler } = api.value
  if (kind === 'TrafficSplitter') return undefined
  const images = (pod?.containers ?? []).map(({ image }) => image).join(' ')
  if (images.trim() !== '') return `${kind} ${images}`
  const content = contentOf(api, ['name'])
  const code = predictor || handler ? legacyCode(content) : [...content]
  return code.length > 0 ? `${kind} ${code.toSorted().join('\n')}` : undefined
}

const LEGACY_CODE = /^(?:predictor|handler|definition)\.(?!env\.|\w+_per_|log_level)/

/** The section changed its name in 0.27 and in 0.34, not what is in it. */
function legacyCode(content: Content): readonly string[] {
  return [...content].flatMap((line) =>
    LEGACY_CODE.test(line) ? [line.replace(LEGACY_CODE, '')] : [],
  )
}
