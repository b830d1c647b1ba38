import { table, tableRow } from '../report/markdown.ts'
import { REFERENCE, type ReferenceFamily, type ReferenceRow } from './reference-rows.ts'

const INTRODUCTION = `# Risk map

Every risk that was considered for Cortex Review, with the rules that report it, the place in the
summary that shows it, or the reason why it has no rule.`

/** The labels of the risks that rules judge, by the id of the rule. */
export type RuleLabels = Readonly<Record<string, readonly string[]>>

/** `docs/reference-map.md`: all risks, and where each is judged. */
export function renderReferenceMap(labels: RuleLabels): string {
  const judging = indexRules(labels)
  const sections = REFERENCE.flatMap(({ prefix, title, rows }: ReferenceFamily) => [
    `## ${title}`,
    table(
      ['', 'Risk', 'Reported by'],
      rows.map((row, index) => {
        const label = `${prefix}${index + 1}`
        return tableRow([label, row.about, describe(row, judging.get(label) ?? [])])
      }),
    ),
  ])
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`
}

/** The labels of all risks. */
export function referenceLabels(): readonly string[] {
  return REFERENCE.flatMap(({ prefix, rows }) => rows.map((_, index) => `${prefix}${index + 1}`))
}

/** The ids of the rules that judge each risk, by its label. */
export function indexRules(labels: RuleLabels): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>()
  for (const [id, own] of Object.entries(labels)) {
    for (const label of own) index.set(label, [...(index.get(label) ?? []), id])
  }
  return index
}

function describe({ elsewhere, leftOut, except }: ReferenceRow, rules: readonly string[]): string {
  const links = rules.toSorted().map((id) => `[\`${id}\`](rules/${id}.md)`)
  return [
    links.join(', '),
    elsewhere,
    leftOut && `No rule: ${leftOut}`,
    except && `Except: ${except}`,
  ]
    .filter(Boolean)
    .join('<br>')
}
