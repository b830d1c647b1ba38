import { applyEdits, type KeyPath } from '../../src/text/text.ts'
import { parseDocument, type YamlDocument } from '../../src/yaml/document.ts'
import { EditError, resolveEdits, resolveSharedEdits } from '../../src/yaml/edit/edit.ts'
import type { Edit, EditValue } from '../../src/yaml/edit/edits.ts'
import { toEditValue } from '../../src/yaml/edit/value.ts'
import { findNode, type YamlNode, type YamlScalar } from '../../src/yaml/tree.ts'
import { listPaths } from '../yaml/data.ts'
import { pick, type Random } from './random.ts'

/** Makes up to four changes of meaning, as people make them; where none can be made, none. */
export function changeMeaning(text: string, random: Random): string {
  const count = 1 + Math.floor(random() ** 2 * 4)
  let changed = text
  for (let made = 0; made < count; made += 1) changed = changeOnce(changed, random)
  return changed
}

function changeOnce(text: string, random: Random): string {
  const document = parseDocument(text)
  // Another name makes it another cluster, of which little more can be said.
  const paths = listPaths(document.root).filter(
    ([key]) => key !== undefined && (key !== 'cluster_name' || random() < 0.05),
  )
  const path = pick(random, paths)
  const edit = path && pick(random, listEdits(document, path))
  if (!edit) return text

  // What an anchor shares is edited at the anchor, for all.
  for (const resolve of [resolveEdits, resolveSharedEdits]) {
    try {
      return applyEdits(text, resolve(document, [edit]))
    } catch (error) {
      if (!(error instanceof EditError)) throw error
    }
  }
  return text
}

/** Raised, lowered, flipped, renamed, repeated, emptied or gone. */
function listEdits(document: YamlDocument, path: KeyPath): readonly Edit[] {
  const node = findNode(document.root, path)
  const last = path.at(-1)
  const sets = node ? variantsOf(node).map((value): Edit => ({ op: 'set', path, value })) : []
  const removal: Edit = { op: 'remove', path }
  if (typeof last !== 'number') {
    const isOften = sets.length === 0
    const misspelt: Edit = { op: 'rename', path, to: String(last).slice(0, -1) }
    return [...sets, removal, ...(isOften ? [] : [removal]), misspelt]
  }
  const value = toEditValue(node)
  const parent = path.slice(0, -1)
  const again: readonly Edit[] =
    value === undefined ? [] : [{ op: 'insert', path: parent, index: last, value }]
  return [...sets, removal, removal, ...again]
}

/** Values that people change into each other. */
const FAMILIES: readonly (readonly string[])[] = [
  ['internal', 'internet-facing'],
  ['private', 'public'],
  ['none', 'single', 'highly_available'],
  ['RealtimeAPI', 'AsyncAPI', 'BatchAPI', 'TaskAPI'],
  ['gp2', 'gp3', 'io1'],
  ['t3.medium', 'm5.large', 'm5.2xlarge', 'g4dn.xlarge', 'c6g.large'],
]

function variantsOf(node: YamlNode): readonly EditValue[] {
  if (node.kind === 'list') return [[]]
  if (node.kind === 'map' || node.kind === 'reference') return []
  return variantsOfScalar(node)
}

function variantsOfScalar({ value }: Exclude<YamlScalar, { kind: 'reference' }>) {
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') return [0, 1, value * 10, Math.floor(value / 3), value + 1, -1]
  if (typeof value !== 'string') return []

  const family = FAMILIES.find((members) => members.includes(value))
  if (family) return family.filter((member) => member !== value)
  if (/^[\d.]+\/\d+$/.test(value)) return ['0.0.0.0/0', '10.0.0.0/7', '10.1.2.3/32']
  const [, number, unit = ''] = /^([\d.]+)([A-Za-z%]+)$/.exec(value) ?? []
  if (number) return [`${Number(number) * 4}${unit}`, `${Number(number) / 4}${unit}`, `1${unit}`]
  return [`${value}-2`, 'main', 'latest', `${value}:latest`]
}
