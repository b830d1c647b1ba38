import { defineRule } from '../review/rule.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { YamlNode } from '../yaml/tree.ts'

export default defineRule({
  id: 'yaml-ambiguous',
  category: 'validity',
  severity: 'warning',
  summary: 'Cortex reads this YAML differently than it looks',
  why: `
    Cortex uses the last of several duplicate keys, and a merge key overrides the keys
    before it. It reads only the first document of a file and treats a leading zero as
    octal. It reports none of this, so the effective config can differ from what the file
    seems to say.
  `,
  cortex: [
    {
      fact: 'YAML is read with a fork of go-yaml 2: the last of equal keys wins, only the first document counts, and a merge key overrides the keys before it.',
      source: 'pkg/lib/configreader/reader.go',
    },
  ],
  inspect: {
    *file({ oddities, root, text }) {
      for (const { message, start, end } of oddities) {
        yield { at: [], span: { start, end }, message }
      }
      if (!OCTAL_SOMEWHERE.test(text)) return

      for (const { at, source, value } of listOctals(root, [])) {
        yield {
          at,
          message: `Cortex reads ${quote(source)} as an octal number with the value ${value}.`,
        }
      }
    },
  },
})

const OCTAL_SOMEWHERE = /(?:^|[^\w.])0[0-7]/
const OCTAL = /^[-+]?0[0-7_]*$/

interface Octal {
  readonly at: KeyPath
  readonly source: string
  readonly value: number | bigint
}

/** Numbers that mean another than they look like: `010` is eight. */
function* listOctals(node: YamlNode | undefined, at: KeyPath): Iterable<Octal> {
  if (node?.kind === 'list') {
    for (const [index, item] of node.items.entries()) yield* listOctals(item, [...at, index])
  } else if (node?.kind === 'map') {
    for (const { key, value } of node.entries) {
      if (key.kind === 'string') yield* listOctals(value, [...at, key.value])
    }
  } else if (node?.kind === 'int' && node.style === 'plain' && OCTAL.test(node.source)) {
    const { source, value } = node
    if (source.replaceAll('_', '').replace(/^([-+]?)0+(?=\d)/, '$1') !== String(value)) {
      yield { at, source, value }
    }
  }
}
