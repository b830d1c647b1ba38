import { findKey } from '../cortex/keys/find.ts'
import type { Key } from '../cortex/keys/keys.ts'
import type { RuleMeta } from '../review/rule.ts'
import { parseDocument } from '../yaml/document.ts'
import type { YamlNode } from '../yaml/tree.ts'
import type { RuleExample } from './rule-page.ts'

/** The rules that are about each key: those that name it in their prose, or mark it in their example. */
export function rulesByKey(
  rules: readonly RuleMeta[],
  exampleOf: (rule: RuleMeta) => RuleExample | undefined,
): (key: Key) => readonly RuleMeta[] {
  const found = new Map<Key, Set<RuleMeta>>()
  for (const rule of rules) {
    for (const key of [...namedKeys(rule), ...markedKeys(exampleOf(rule))]) {
      found.set(key, (found.get(key) ?? new Set()).add(rule))
    }
  }
  return (key) => [...(found.get(key) ?? [])]
}

function namedKeys({ summary, why, quiet = [] }: RuleMeta): readonly Key[] {
  const text = [summary, why, ...quiet].join('\n')
  return [...text.matchAll(/`([a-z_.[\]]+)`/g)].flatMap(([, path = '']) => lookUp(path))
}

/** What is marked with its name, or its kind, is a spec as a whole. */
const IDENTITY = ['name', 'cluster_name', 'kind']

function markedKeys(example: RuleExample | undefined): readonly Key[] {
  const location = example?.finding?.location
  const files = location?.side === 'before' ? example?.before : example?.after
  if (!location || !files) return []

  const document = parseDocument(files.get(location.path) ?? '')
  if (!document.root) return []

  const { line, column } = location.range.start
  const steps = stepsAt(document.root, document.lines.lineSpan(line).start + column - 1)
  if (IDENTITY.includes(steps.at(-1) ?? '')) return []
  const file = document.root.kind === 'list' ? 'api' : 'cluster'
  return lookUp([file, ...steps].join('.'))
}

/** The keys that lead to an offset. */
function stepsAt(node: YamlNode, offset: number): readonly string[] {
  if (node.kind === 'list') {
    const item = node.items.find(({ start, end }) => start <= offset && offset < end)
    return item ? stepsAt(item, offset) : []
  }
  if (node.kind !== 'map') return []
  const entry = node.entries.find(({ start, end }) => start <= offset && offset < end)
  const name = entry?.key.kind === 'string' ? entry.key.value : undefined
  return entry && name !== undefined ? [name, ...stepsAt(entry.value, offset)] : []
}

function lookUp(path: string): readonly Key[] {
  const lookup = findKey(path)
  return lookup.kind === 'found' ? [lookup.key] : []
}
