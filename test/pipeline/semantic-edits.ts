import * as fc from 'fast-check'
import { parseDocument } from '../../src/source/document.ts'
import { type Edit, EditError, type EditValue, resolveEdits } from '../../src/source/edit.ts'
import { applyEdits } from '../../src/source/text.ts'
import { findNode, type YamlScalar } from '../../src/source/tree.ts'
import { listPaths } from '../source/data.ts'

/** One change of meaning: where, as a share of all places, and what is made of the value. */
export interface Choice {
  readonly at: number
  readonly how: number
}

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })

export const choices: fc.Arbitrary<readonly Choice[]> = fc.array(
  fc.record({ at: share, how: share }),
  { minLength: 1, maxLength: 4 },
)

/** Makes the changes that can be made, one after the other. */
export function changeMeaning(text: string, chosen: readonly Choice[]): string {
  return chosen.reduce(changeOnce, text)
}

function changeOnce(text: string, { at, how }: Choice): string {
  const document = parseDocument(text)
  // Another name makes it another cluster, of which little more can be said.
  const paths = listPaths(document.root).filter(
    ([key]) => key !== undefined && key !== 'cluster_name',
  )
  const path = paths[Math.floor(at * paths.length)]
  if (!path) return text

  const node = findNode(document.root, path)
  const removal: Edit = { op: 'remove', path }
  const isScalar = node && node.kind !== 'list' && node.kind !== 'map'
  const values = isScalar ? variantsOf(node) : []
  const edits: readonly Edit[] = [
    ...values.map((value): Edit => ({ op: 'set', path, value })),
    removal,
  ]
  const edit = edits[Math.floor(how * edits.length)] ?? removal
  try {
    return applyEdits(text, resolveEdits(document, [edit]))
  } catch (error) {
    if (error instanceof EditError) return text
    throw error
  }
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

function variantsOf(node: YamlScalar): readonly EditValue[] {
  const { value } = node
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
