import type { CST } from 'yaml'
import type { Span } from '../../text/text.ts'
import type { SourceProblem } from '../problem.ts'
import { failSyntax, SourceError } from '../problem.ts'
import type { YamlNode } from '../tree.ts'
import { composeBlockList, composeBlockMap, isBlock } from './block.ts'
import type { Composition } from './entry.ts'
import { composeFlow } from './flow.ts'
import type { Properties } from './form.ts'
import {
  failUnexpected,
  findTrailing,
  readAnchorName,
  readDirectives,
  readProperties,
  spanOf,
} from './form.ts'
import { composeBlockScalar, composeEmpty, composeFlowScalar } from './scalar-node.ts'
import type { Scan } from './scan.ts'

/** Beyond these, files are refused; go-yaml has a ratio besides. */
export const MAX_ALIASES = 10_000
export const MAX_EXPANDED_NODES = 500_000

/** An alias, and the node that it stands for. */
export interface AliasUse extends Span {
  readonly target: YamlNode
}

export interface Composed {
  readonly root: YamlNode | undefined
  readonly oddities: readonly SourceProblem[]
  readonly aliases: readonly AliasUse[]
}

/** Gives the form of a document its meaning, as Cortex reads it. Throws SourceError. */
export function composeDocument({ document, directives, end }: Scan, text: string): Composed {
  const properties = readProperties(document?.start ?? [], 'doc-start', 0)
  const hasMarker = properties.indicator !== undefined
  const state: State = {
    text,
    handles: readDirectives(directives, hasMarker),
    anchors: new Map(),
    aliases: [],
    oddities: [],
    path: [],
    expanded: 0,
    aliased: 0,
    compose: (token, before, inFlow) => composeNode(state, token, before, inFlow),
  }
  const { oddities, aliases } = state
  const value = document?.value
  if (value && hasMarker && isBlock(value) && !properties.hasBreak) failUnexpected(value)

  const hasContent = value || properties.anchor || properties.tag
  const root = hasContent ? composeNode(state, value, properties, false) : undefined
  const extra = findExtra(document, end, text)
  if (extra) oddities.push(extra)
  return { root, oddities, aliases }
}

interface State extends Composition {
  /** By name; without a node while it is still being read. */
  readonly anchors: Map<string, { readonly node?: YamlNode; readonly size: number }>
  readonly aliases: AliasUse[]
  /** Nodes read, each as often as aliases repeat it; and how many of those aliases brought. */
  expanded: number
  aliased: number
}

/** Cortex reads the first document only; what follows it is not even parsed. */
function findExtra(
  document: CST.Document | undefined,
  end: number,
  text: string,
): SourceProblem | undefined {
  const value = document?.value
  const isMarked = end === text.length || /^(?:---|\.\.\.)$/.test(text.slice(end, end + 3))
  const trailing = findRest(value) ?? findTrailing(document?.end)
  const start = trailing?.offset ?? (isMarked ? skipIgnorable(text, end) : end)
  if (start >= text.length) return undefined

  // Lines at the column of the root's keys or dashes, or deeper, would have to belong to it.
  const isExtra = isMarked && !trailing
  if (!isExtra && value && isBlock(value) && columnOf(start, text) >= value.indent) {
    failSyntax({ start, end: start + 1 }, 'Unexpected token.')
  }
  const message = 'Cortex ignores everything from here on: it reads the first document only.'
  const length = text.slice(start).search(/\r?\n|$/)
  return { code: 'extra-document', message, start, end: start + length }
}

/** What follows a bracket or a scalar that is the whole document. */
function findRest(value: CST.Token | undefined): CST.Token | undefined {
  if (!value || !('end' in value)) return undefined
  return findTrailing(value.type === 'flow-collection' ? value.end.slice(1) : value.end)
}

function columnOf(offset: number, text: string): number {
  return offset - text.lastIndexOf('\n', offset - 1) - 1
}

function skipIgnorable(text: string, offset: number): number {
  const ignorable = /(?:\s+|#[^\n]*|(?:---|\.\.\.)(?=\s|$))*/y
  ignorable.lastIndex = offset
  ignorable.test(text)
  return ignorable.lastIndex
}

/** Composes a value with its properties; without a token, the empty one that stands there. */
function composeNode(
  state: State,
  token: CST.Token | null | undefined,
  properties: Properties,
  inFlow: boolean,
): YamlNode {
  state.expanded += 1
  if (token?.type === 'alias') return composeAlias(state, token, properties)
  if (!properties.anchor) return composeContent(state, token, properties, inFlow)

  const name = readAnchorName(properties.anchor)
  const before = state.expanded - 1
  state.anchors.set(name, { size: 0 })
  const node = composeContent(state, token, properties, inFlow)
  state.anchors.set(name, { node, size: state.expanded - before })
  return node
}

function composeContent(
  state: State,
  token: CST.Token | null | undefined,
  properties: Properties,
  inFlow: boolean,
): YamlNode {
  if (!token) return composeEmpty(state, properties)
  if (inFlow && isBlock(token)) failUnexpected(token)
  switch (token.type) {
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return composeFlowScalar(state, token, properties.tag, inFlow)
    case 'block-scalar':
      return composeBlockScalar(state, token, properties.tag)
    case 'block-map':
      return composeBlockMap(state, token)
    case 'block-seq': {
      const { anchor, tag, hasBreak } = properties
      if ((anchor || tag) && !hasBreak) failUnexpected(token)
      return composeBlockList(state, token)
    }
    case 'flow-collection':
      return composeFlow(state, token)
    default:
      return failUnexpected(token)
  }
}

function composeAlias(state: State, token: CST.FlowScalar, properties: Properties): YamlNode {
  if (properties.anchor || properties.tag) failUnexpected(token)
  const name = readAnchorName(token)
  const span = spanOf(token)
  const anchor = state.anchors.get(name)
  if (!anchor) failSyntax(span, 'This alias has no anchor before it.')
  if (!anchor.node) {
    const message = `The value of the anchor \`&${name}\` contains itself.`
    throw new SourceError({ code: 'circular-alias', message, ...span })
  }

  state.aliases.push({ ...span, target: anchor.node })
  state.expanded += anchor.size
  state.aliased += anchor.size
  if (hasTooManyAliases(state)) {
    const message = 'The aliases of this file expand to too much content, so the file is not read.'
    throw new SourceError({ code: 'too-many-aliases', message, ...span })
  }
  return anchor.node
}

/** The limits of go-yaml, and our own. */
function hasTooManyAliases({ expanded, aliased, aliases }: State): boolean {
  if (aliases.length > MAX_ALIASES || expanded > MAX_EXPANDED_NODES) return true
  return aliased > 100 && expanded > 1000 && aliased / expanded > 0.99
}
