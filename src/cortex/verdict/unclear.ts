import type { YamlDocument } from '../../yaml/document.ts'
import { findNode } from '../../yaml/tree.ts'
import type { CortexFile } from '../files/subject.ts'
import { OLDEST_VERSION } from '../values/version-range.ts'
import type { VerdictProblem } from './verdict.ts'

export function isOldApiFile({ kind, version }: CortexFile): boolean {
  return kind === 'api' && version.from === OLDEST_VERSION
}

/** What a template leaves open, e.g. `${REPLICAS}` or `<int>`, is not what Cortex will see. */
export function isFilledInLater({ path }: VerdictProblem, { root }: YamlDocument): boolean {
  const node = findNode(root, path)
  return node?.kind === 'string' && PLACEHOLDER.test(node.value)
}

const PLACEHOLDER = /^<[^<>]*>$|^\$\w+$|\$\{\w[^{}$]*\}/
