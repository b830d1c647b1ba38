import type { VersionRange } from '../../cortex/values/version-range.ts'
import {
  CUSTOM_ID,
  type CustomEdit,
  type CustomEvent,
  type CustomValue,
  LONGEST_ID,
  RESERVED_PREFIXES,
  type WrittenText,
} from '../../custom/source.ts'
import { quote } from '../../text/wording.ts'
import type { YamlNode } from '../../yaml/tree.ts'
import { readMap } from '../maps.ts'
import { quoteNode, type Reading, readScalar, type ValueType, version } from '../values.ts'
import { event, LONGEST_EXPRESSION, LONGEST_TEXT, MAX_EDITS } from './keys.ts'

export type Reader<T> = Pick<ValueType<T>, 'fromYaml'>

export const identifier: Reader<string> = {
  fromYaml(node, reading) {
    const id = readScalar(node)
    if (typeof id !== 'string' || id.length > LONGEST_ID || !CUSTOM_ID.test(id)) {
      return reading.problem(
        `expected a prefix, a slash, and a name, such as \`acme/replicas-halved\`, found ${quoteNode(node)}.`,
        node,
      )
    }
    const [prefix = ''] = id.split('/')
    if (!RESERVED_PREFIXES.includes(prefix)) return id
    return reading.problem(`the prefix ${quote(prefix)} is reserved; use one of your own.`, node)
  },
}

export const events: Reader<readonly CustomEvent[]> = {
  fromYaml(node, reading) {
    if (node.kind !== 'list') {
      const one = event.fromYaml(node, reading)
      return one && [one]
    }
    const all = node.items.map((item) => event.fromYaml(item, reading))
    const kept = [...new Set(all.filter((one) => one !== undefined))]
    if (all.includes(undefined)) return undefined
    if (kept.length === 0) return reading.problem('expected at least one event.', node)
    if (kept.length === 1 || !kept.includes('present')) return kept
    return reading.problem('`present` stands alone: it looks at the state, whatever changed.', node)
  },
}

/** A text with its place. */
function textOf(most: number): Reader<WrittenText> {
  return {
    fromYaml(node, reading) {
      const text = node.kind === 'map' || node.kind === 'list' ? undefined : textIn(node)
      if (text === undefined || text.trim() === '') {
        return reading.problem(`expected a string, found ${quoteNode(node)}.`, node)
      }
      if (text.length > most) return reading.problem(`has more than ${most} characters.`, node)
      const source = 'source' in node ? node.source : ''
      return { text, source, start: node.start, end: node.end }
    },
  }
}

/** What stands there as text: `true` is an expression, too. */
function textIn(node: YamlNode): string | undefined {
  if (node.kind === 'map' || node.kind === 'list') return undefined
  return node.kind === 'string' ? node.value : node.source
}

export const expression = textOf(LONGEST_EXPRESSION)
export const written = textOf(LONGEST_TEXT)

export const line: Reader<string> = {
  fromYaml: (node, reading) => written.fromYaml(node, reading)?.text.replace(/\s+/g, ' ').trim(),
}

export const url: Reader<string> = {
  fromYaml(node, reading) {
    const text = written.fromYaml(node, reading)?.text
    if (text === undefined) return undefined
    if (/^https:\/\/\S+$/.test(text) && URL.canParse(text)) return text
    return reading.problem(`expected an address with \`https://\`, found ${quoteNode(node)}.`, node)
  },
}

const [FROM = '', TO = ''] = Object.keys({ from: 0, to: 0 })

export const versionRange: Reader<Partial<VersionRange>> = {
  fromYaml(node, reading) {
    const settings = readMap(node, [FROM, TO], reading)
    if (!settings) return undefined
    const read = (name: string) => {
      const found = settings.find((setting) => setting.name === name)
      return found && { value: version.fromYaml(found.value, reading.within(name)) }
    }
    const [from, to] = [read(FROM), read(TO)]
    if ((from && !from.value) || (to && !to.value)) return undefined
    if (from?.value && to?.value && from.value.from > to.value.to) {
      return reading.problem('`from` is later than `to`.', node)
    }
    return {
      ...(from?.value && { from: from.value.from }),
      ...(to?.value && { to: to.value.to }),
    }
  },
}

export const edits: Reader<readonly CustomEdit[]> = {
  fromYaml(node, reading) {
    const settings = readMap(node, ['restore', 'remove', 'set'], reading)
    if (!settings) return undefined
    const read = settings.map(({ name, value }) =>
      name === 'set'
        ? readSets(value, reading.within(name))
        : readKeys(name === 'restore' ? name : 'remove', value, reading.within(name)),
    )
    const all = read.flatMap((one) => one ?? [])
    if (read.includes(undefined)) return undefined
    if (all.length > 0 && all.length <= MAX_EDITS) return all
    return reading.problem(
      `expected 1 to ${MAX_EDITS} keys with \`restore\`, \`remove\`, or \`set\`.`,
      node,
    )
  },
}

function readKeys(
  op: 'restore' | 'remove',
  node: YamlNode,
  reading: Reading,
): readonly CustomEdit[] | undefined {
  const nodes = node.kind === 'list' ? node.items : [node]
  const paths = nodes.map((one) => written.fromYaml(one, reading))
  const kept = paths.filter((path) => path !== undefined)
  return kept.length === paths.length ? kept.map((path) => ({ op, path })) : undefined
}

function readSets(node: YamlNode, reading: Reading): readonly CustomEdit[] | undefined {
  if (node.kind !== 'map') {
    return reading.problem(`expected a map of keys and values, found ${quoteNode(node)}.`, node)
  }
  const sets = node.entries.map(({ key, value }): CustomEdit | undefined => {
    const path = written.fromYaml(key, reading)
    const set = readValue(value, reading)
    return path && set !== undefined ? { op: 'set', path, value: set.value } : undefined
  })
  const kept = sets.filter((set) => set !== undefined)
  return kept.length === sets.length ? kept : undefined
}

function readValue(node: YamlNode, reading: Reading): { readonly value: CustomValue } | undefined {
  const scalar = readScalar(node)
  if (scalar !== undefined) return { value: scalar }
  const items = node.kind === 'list' ? node.items.map(readScalar) : [undefined]
  const kept = items.filter((item) => item !== undefined)
  if (kept.length === items.length) return { value: kept }
  return reading.problem('expected a value, or a list of values.', node)
}
