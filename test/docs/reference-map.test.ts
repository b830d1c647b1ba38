import { expect, it } from '@jest/globals'
import { indexRules, referenceLabels, renderReferenceMap } from '../../src/docs/reference-map.ts'
import { REFERENCE } from '../../src/docs/reference-rows.ts'
import { ENGINE_RULES } from '../../src/review/engine-rules.ts'
import { rules } from '../../src/rules/index.ts'
import { REFERENCE_LABELS } from './reference-labels.ts'

const judging = indexRules(REFERENCE_LABELS)

it('has every risk once', () => {
  expect(REFERENCE.map(({ prefix, rows }) => [prefix, rows.length])).toEqual([
    ['P', 18],
    ['NET-', 16],
    ['CAP-', 25],
    ['CLU-', 9],
    ['API-', 36],
    ['TRAP-', 7],
    ['YAML-', 16],
    ['FACT-', 10],
  ])
})

it('knows every label that a rule names', () => {
  const known = new Set(referenceLabels())
  expect([...judging.keys()].filter((label) => !known.has(label))).toEqual([])
})

it('names rules that exist', () => {
  const known = new Set([...rules, ...ENGINE_RULES].map(({ id }) => id))
  expect(Object.keys(REFERENCE_LABELS).filter((id) => !known.has(id))).toEqual([])
})

it('has a place for every risk', () => {
  const homeless = REFERENCE.flatMap(({ prefix, rows }) =>
    rows.flatMap(({ elsewhere, leftOut }, index) => {
      const label = `${prefix}${index + 1}`
      return judging.has(label) || elsewhere || leftOut ? [] : [label]
    }),
  )
  expect(homeless).toEqual([])
})

it('leaves out only what no rule judges', () => {
  const labels = REFERENCE.flatMap(({ prefix, rows }) =>
    rows.flatMap(({ leftOut }, index) => (leftOut ? [`${prefix}${index + 1}`] : [])),
  )
  expect(labels.filter((label) => judging.has(label))).toEqual([])
})

it('shows where each risk is judged', () => {
  const page = renderReferenceMap(REFERENCE_LABELS)
  expect(page).toContain(
    '| NET-2 | The operator load balancer becomes internet-facing | [`operator-load-balancer-public`](rules/operator-load-balancer-public.md) |',
  )
  expect(page).toContain('| YAML-6 | Dates are strings | No rule: They are read')
})
