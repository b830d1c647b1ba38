import type { KeyPath } from '../text/text.ts'
import type { YamlDocument } from '../yaml/document.ts'
import type { YamlMap, YamlNode, YamlScalar } from '../yaml/tree.ts'
import type { FileSecret } from './kinds.ts'
import { findLooseSecrets } from './loose.ts'
import { isDescribingName, type NameKind, readSecretName } from './names.ts'
import { findSecrets } from './recognize.ts'

const lists = new WeakMap<YamlDocument, readonly FileSecret[]>()

/** Everything in a file that must not be shown: in values, keys, names and comments. */
export function collectSecrets(document: YamlDocument): readonly FileSecret[] {
  const list = lists.get(document) ?? [
    ...(document.root ? walk(document.root) : []),
    ...findLooseSecrets(document),
  ]
  lists.set(document, list)
  return list
}

/** Those of the given words that a file also has as a key, or as a value that is no secret. */
export function* findOpenWords(
  { root }: YamlDocument,
  words: ReadonlySet<string>,
): Iterable<string> {
  const open: Visit[] = root ? [{ node: root, at: [], name: '', kind: undefined }] : []
  const seen = new Set<YamlNode>()
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { node, kind } = visit
    if (seen.has(node)) continue
    seen.add(node)
    if (node.kind === 'map') {
      for (const { key } of node.entries) {
        if (key.kind === 'string' && words.has(key.value)) yield key.value
      }
      open.push(...entriesOf(node, visit))
    } else if (node.kind === 'list') open.push(...itemsOf(node.items, visit))
    else if (kind === undefined && words.has(String(node.value))) yield String(node.value)
  }
}

interface Visit {
  readonly node: YamlNode
  readonly at: KeyPath
  /** The nearest name. */
  readonly name: string
  /** What the names say of the value. */
  readonly kind: NameKind | undefined
}

function* walk(root: YamlNode): Iterable<FileSecret> {
  const open: Visit[] = [{ node: root, at: [], name: '', kind: undefined }]
  const seen = new Map<YamlNode, Set<NameKind | undefined>>()
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { node, kind } = visit
    // Aliases lead to the same nodes again and again; only another name makes a difference.
    const kinds = seen.get(node) ?? new Set()
    if (kinds.has(kind)) continue
    seen.set(node, kinds.add(kind))
    if (node.kind === 'map') {
      for (const { key } of node.entries) yield* readKey(key, visit.at)
      open.push(...entriesOf(node, visit))
    } else if (node.kind === 'list') open.push(...itemsOf(node.items, visit))
    else yield* readScalar(node, visit)
  }
}

function entriesOf(map: YamlMap, { at, name, kind }: Visit): readonly Visit[] {
  const isReference = kind !== undefined && map.entries.every(({ key }) => isReferenceKey(key))
  const paired = pairedName(map)
  return map.entries.flatMap(({ key, value }): readonly Visit[] => {
    if (key.kind === 'map' || key.kind === 'list') return []
    const own = String(key.value)
    const ownKind =
      own === 'value' && paired !== undefined ? readSecretName(paired) : readSecretName(own)
    const inherited = kind && !isReference && !isDescribingName(own) ? kind : undefined
    const step = key.kind === 'string' ? [...at, key.value] : at
    return [{ node: value, at: step, name: own || name, kind: ownKind ?? inherited }]
  })
}

/** The keys of what names a secret that is kept elsewhere, such as `secretKeyRef` has. */
function isReferenceKey(key: YamlNode): boolean {
  return key.kind === 'string' && REFERENCE_KEYS.has(key.value.replace(/[_-]/g, '').toLowerCase())
}

const REFERENCE_KEYS = new Set(
  `arn engine field from id key kind name namespace optional path property provider ref region
  secretkey secretkeyref secretname store type valuefrom version versionid versionstage`.split(
    /\s+/,
  ),
)

/** The name in a pair of `name` and `value`, as Kubernetes writes variables. */
function pairedName({ entries }: YamlMap): string | undefined {
  const name = entries.find(({ key }) => key.kind === 'string' && key.value === 'name')?.value
  return name?.kind === 'string' ? name.value : undefined
}

/** What follows an option such as `--password` is its value. */
function itemsOf(items: readonly YamlNode[], { at, name, kind }: Visit): readonly Visit[] {
  return items.map((node, index) => {
    const previous = items[index - 1]
    const option = previous?.kind === 'string' ? OPTION.exec(previous.value)?.[1] : undefined
    const isValue =
      option !== undefined && node.kind !== 'map' && !String(valueOf(node)).startsWith('-')
    const own = isValue ? readSecretName(option) : undefined
    return { node, at: [...at, index], name: own ? (option ?? name) : name, kind: own ?? kind }
  })
}

const OPTION = /^--?([A-Za-z][\w.-]{0,100})$/

function valueOf(node: YamlNode): unknown {
  return node.kind === 'map' || node.kind === 'list' ? '' : node.value
}

function* readScalar(node: YamlScalar, { at, name, kind }: Visit): Iterable<FileSecret> {
  const value = node.kind === 'string' || node.kind === 'reference' ? node.value : node.source
  if (value.length < 2 || node.kind === 'null') return
  const written = node.source.replace(/^(["'])([\s\S]*)\1$/, '$2')
  for (const { kind: found, start, end } of findSecrets(name, value, kind)) {
    const isWhole = start === 0 && end === value.length
    const secret = value.slice(start, end)
    // Of a part only the part is known by how it is written, if that is the same.
    yield {
      kind: found,
      value: secret,
      forms: isWhole ? [String(node.value), written] : [],
      isNamed: isWhole && found === 'password',
      at,
    }
  }
}

function* readKey(key: YamlNode, at: KeyPath): Iterable<FileSecret> {
  if (key.kind !== 'string') return
  for (const { kind, start, end } of findSecrets('', key.value)) {
    yield {
      kind,
      value: key.value.slice(start, end),
      forms: [],
      isNamed: false,
      at: [...at, key.value],
    }
  }
}
