import { table, tableRow } from '../report/markdown.ts'
import type { RuleMeta } from '../review/rule.ts'
import { REFERENCE, type ReferenceFamily, type ReferenceRow } from './reference-rows.ts'

const INTRODUCTION = `# Which rule judges what

Every risk that was weighed when the rules were written, with the rules that judge it, the place in
the summary that says it, or the reason why it is left out. The labels are those that rules carry as
\`reference\`.`

/** `docs/reference-map.md`: all risks, and where each is judged. */
export function renderReferenceMap(rules: readonly RuleMeta[]): string {
  const judging = indexRules(rules)
  const sections = REFERENCE.flatMap(({ prefix, title, rows }: ReferenceFamily) => [
    `## ${title}`,
    table(
      ['', 'What it is about', 'Where it is judged'],
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
export function indexRules(rules: readonly RuleMeta[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>()
  for (const { id, reference = [] } of rules) {
    for (const label of reference) index.set(label, [...(index.get(label) ?? []), id])
  }
  return index
}

function describe({ elsewhere, leftOut, except }: ReferenceRow, rules: readonly string[]): string {
  const links = rules.toSorted().map((id) => `[\`${id}\`](rules/${id}.md)`)
  return [
    links.join(', '),
    elsewhere,
    leftOut && `Left out: ${leftOut}`,
    except && `Except: ${except}`,
  ]
    .filter(Boolean)
    .join('<br>')
}
