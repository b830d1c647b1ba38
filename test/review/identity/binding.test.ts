import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import type { Finding } from '../../../src/review/finding.ts'
import type { Rule } from '../../../src/review/rule.ts'
import { rules } from '../../../src/rules/index.ts'
import type { Position } from '../../../src/text/text.ts'
import { parseDocument } from '../../../src/yaml/document.ts'
import { toEditValue } from '../../../src/yaml/edit/value.ts'
import type { YamlNode, YamlScalar } from '../../../src/yaml/tree.ts'
import { type Case, readCases, reviewSides } from '../../cases.ts'
import { runs } from '../../runs.ts'

type Tree = ReadonlyMap<string, string>
type Sides = Pick<Case, 'before' | 'after'>

const CASES = fileURLToPath(new URL('../../rules/', import.meta.url))
/** Reporting cases of a rule, and values of a case, that are tried; `EVERY=1` tries all of them. */
const isThorough = process.env['EVERY'] !== undefined
const MOST_CASES = isThorough ? Infinity : 1
const MOST_VALUES = isThorough ? Infinity : Math.max(3, runs(12))

/** What an acceptance must bind: whatever changes what is said, and the value at the place. */
describe('the handles of a rule', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const cases = readCases(`${CASES}${id}.md`).filter(({ findings }) => findings !== '')
    for (const one of cases.slice(0, MOST_CASES)) {
      const found = findingsOf(one, rule)
      expect(found.length).toBeGreaterThan(0)
      for (const laidOut of [withComments(one), asJson(one)]) {
        expect(namesOf(findingsOf(laidOut, rule))).toEqual(namesOf(found))
      }
      for (const { sides, place, source } of changesOf(one)) {
        const unbound = findingsOf(sides, rule).filter((now) =>
          found.some((old) => isUnbound(old, now, place)),
        )
        expect(unbound.map(({ message }) => `${source}: ${message}`)).toEqual([])
      }
    }
  })
})

interface Place {
  readonly path: string
  readonly side: 'before' | 'after'
  readonly position: Position
}

interface Change {
  readonly sides: Sides
  readonly place: Place
  /** The value that changes, as written. */
  readonly source: string
}

function findingsOf({ before, after }: Sides, rule: Rule): readonly Finding[] {
  return reviewSides(before, after, [rule]).findings
}

function namesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ fingerprint, handle }) => `${fingerprint} ${handle}`).toSorted()
}

/** Whether a finding is another one now under the handle that it had. */
function isUnbound(old: Finding, now: Finding, { path, side, position }: Place): boolean {
  if (old.handle !== now.handle) return false
  const { path: foundIn, side: foundOn, range } = old.location
  const { line, column } = position
  const isThere = foundIn === path && foundOn === side && range.start.line === line
  const isAtPlace = isThere && range.start.column <= column && column < range.end.column
  return old.message !== now.message || old.severity !== now.severity || isAtPlace
}

/** The case with one value changed; what is the same on both sides changes on both. */
function* changesOf(one: Case): Iterable<Change> {
  const { before, after } = one
  for (const side of ['before', 'after'] as const) {
    for (const [path, text] of one[side]) {
      const isShared = before.get(path) === after.get(path)
      if (side === 'before' && isShared) continue
      const document = parseDocument(text)
      const values = scalarsOf(document.root).filter(({ source }) => changed(source) !== source)
      const step = Math.max(1, Math.ceil(values.length / MOST_VALUES))
      for (const value of values.filter((_, index) => index % step === 0)) {
        const place = { path, side, position: document.lines.positionAt(value.start) }
        const edited = text.slice(0, value.start) + changed(value.source) + text.slice(value.end)
        const sides = { before, after, [side]: new Map(one[side]).set(path, edited) }
        const both = { before: new Map(before).set(path, edited), after: sides.after }
        yield { sides: isShared ? both : sides, place, source: value.source }
      }
    }
  }
}

function scalarsOf(node: YamlNode | undefined): readonly YamlScalar[] {
  if (!node) return []
  if (node.kind === 'list') return node.items.flatMap(scalarsOf)
  return node.kind === 'map' ? node.entries.flatMap(({ value }) => scalarsOf(value)) : [node]
}

/** Another value of the same form. */
function changed(source: string): string {
  if (source === 'true' || source === 'false') return String(source === 'false')
  if (/\d/.test(source)) return source.replace(/\d+/, (digits) => String(Number(digits) + 1))
  return /[a-z]/i.test(source) ? source.replace(/(["']?)$/, 'x$1') : source
}

function mapTexts({ before, after }: Sides, change: (text: string) => string): Sides {
  const map = (tree: Tree) => new Map([...tree].map(([path, text]) => [path, change(text)]))
  return { before: map(before), after: map(after) }
}

/** Other lines for everything, with comments. */
function withComments(sides: Sides): Sides {
  return mapTexts(
    sides,
    (text) => `# moved\n\n${text.replace(/^( *)(?=- name:)/gm, '$1# next\n$1')}`,
  )
}

/** Another style for everything, where it can have one. */
function asJson(sides: Sides): Sides {
  return mapTexts(sides, (text) => {
    const { root, oddities } = parseDocument(text)
    const value = oddities.length === 0 && !/\b0[0-7]/.test(text) ? toEditValue(root) : undefined
    const json = JSON.stringify(value, null, 2)
    return value === undefined || /inf|nan/i.test(text) ? text : `${json}\n`
  })
}
