import { ICONS } from '../report/comment/comment.ts'
import { SEVERITIES } from '../report/comment/placement.ts'
import { fence, prose, table, tableRow } from '../report/markdown.ts'
import { describeVersions, paragraphs, sourceUrl } from '../report/rule-text.ts'
import { canBeIgnored } from '../review/engine-rules.ts'
import type { Finding } from '../review/finding.ts'
import type { Category, RuleMeta, Severity } from '../review/rule.ts'
import { diffTexts, renderPatch } from '../text/hunks.ts'

/** A change that a rule reports; the first case of the rule. */
export interface RuleExample {
  readonly title: string
  /** File texts by path. */
  readonly before: ReadonlyMap<string, string>
  readonly after: ReadonlyMap<string, string>
  readonly finding?: Finding
  /** The file of the finding's fix with the fix applied. */
  readonly fixed?: string
}

/** What a rule reports with each severity that it can have: titles of its cases. */
export type SeverityCases = ReadonlyMap<Severity, readonly string[]>

/** The severities that a rule can have, the highest first. */
export type SeveritiesOf = (rule: RuleMeta) => readonly Severity[]

const CATEGORIES: Readonly<Record<Category, string>> = {
  exposure: 'Exposure: who can access what',
  availability: 'Availability: what keeps serving during failures and updates',
  capacity: 'Capacity: whether workloads fit and can scale',
  latency: 'Latency: how long requests wait',
  reproducibility: 'Reproducibility: whether the same config gives the same result',
  validity: 'Validity: whether Cortex and Kubernetes accept the config',
  custom: 'Custom: your own rules',
}

/** The page of a rule, `docs/rules/<id>.md`. */
export function renderRulePage(
  rule: RuleMeta,
  example: RuleExample | undefined,
  cases: SeverityCases = new Map(),
): string {
  const quiet = rule.quiet ?? []
  const severities = listSeverities(rule, cases)
  return joinBlocks([
    `# \`${rule.id}\``,
    `${rule.summary}.`,
    table(
      ['Severity', 'Category', 'Applies to'],
      [tableRow([renderSeverities(severities), rule.category, describeVersions(rule)])],
    ),
    '## Why it matters',
    ...paragraphs(rule.why),
    ...renderSeverityCases(rule, cases),
    ...(example ? renderExample(example) : []),
    ...renderFacts(rule),
    '## When you can ignore it',
    quiet.length > 0 ? quiet.map((item) => `- ${item}`).join('\n') : 'No exceptions are known.',
    ...renderOptions(rule),
    ...renderAcceptance(rule),
    'To change the severity or turn the rule off, add to `.github/cortex-review.yml`:',
    fence(['rules:', `  ${rule.id}: off # or info, warning, error`], 'yaml'),
    '[All rules](README.md)',
  ])
}

/** The severities that a rule can have, its usual one among them, the highest first. */
export function listSeverities({ severity }: RuleMeta, cases: SeverityCases): readonly Severity[] {
  const known = SEVERITIES.filter((each) => cases.has(each))
  return known.length > 0 ? known : [severity]
}

function renderSeverities(severities: readonly Severity[]): string {
  return severities.map((severity) => `${ICONS[severity]} ${severity}`).join(', ')
}

const MOST_CASES = 6

/** What decides how severe a finding is, where it is not always the same. */
function renderSeverityCases(rule: RuleMeta, cases: SeverityCases): readonly string[] {
  const severities = listSeverities(rule, cases)
  if (severities.length < 2) return []
  const rows = severities.map((severity) => {
    const titles = cases.get(severity) ?? []
    const more = titles.length > MOST_CASES ? [`and ${titles.length - MOST_CASES} more`] : []
    const shown = [...titles.slice(0, MOST_CASES).map(prose), ...more]
    return tableRow([renderSeverities([severity]), shown.join('<br>')])
  })
  const lower =
    rule.category === 'validity'
      ? []
      : ['In files that match `dev-paths`, each is one level lower.']
  return ['## Severity', table(['Severity', 'Reported for'], rows), ...lower]
}

/** The list of all rules by category and severity, `docs/rules/README.md`. */
export function renderRuleList(
  rules: readonly RuleMeta[],
  severitiesOf: SeveritiesOf = usualSeverity,
): string {
  const groups = Object.entries(CATEGORIES).flatMap(([category, title]) => {
    const members = rules.filter((rule) => rule.category === category)
    return members.length > 0 ? [`## ${title}`, renderRuleTable(members, '', severitiesOf)] : []
  })
  const intro =
    'An `error` fails the check unless `fail-on` is set differently. An `info` finding appears only in ' +
    'the summary. Every severity can be changed. The [risk map](../reference-map.md) lists every risk ' +
    'that was considered, including those without a rule.'
  return joinBlocks(['# Rules', intro, ...groups])
}

/** Rules as a table, the most severe first; `folder` is where their pages are, with a slash. */
export function renderRuleTable(
  rules: readonly RuleMeta[],
  folder: string,
  severitiesOf: SeveritiesOf = usualSeverity,
): string {
  const rows = rules
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
    .map((rule) =>
      tableRow([
        `[\`${rule.id}\`](${folder}${rule.id}.md)`,
        renderSeverities(severitiesOf(rule)),
        rule.summary,
      ]),
    )
  return table(['Rule', 'Severity', 'Problem'], rows)
}

function usualSeverity({ severity }: RuleMeta): readonly Severity[] {
  return [severity]
}

function renderExample(example: RuleExample): readonly string[] {
  const { title, finding } = example
  return [
    '## Example',
    `${title.charAt(0).toUpperCase()}${title.slice(1)}:`,
    ...renderSides(example),
    ...(finding ? [`> ${ICONS[finding.severity]} ${prose(finding.message)}`] : []),
    ...renderFix(example),
  ]
}

/** The change as a diff; a file that is new, as it is. */
function renderSides({ before, after }: RuleExample): readonly string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  const name = (path: string) => (paths.length > 1 ? [`\`${path}\`:`] : [])
  return paths.flatMap((path) => {
    const [old, now] = [before.get(path) ?? '', after.get(path) ?? '']
    if (old === now || old === '') return [...name(path), fence(toLines(now), 'yaml')]
    return [...name(path), fence(renderDiff(old, now), 'diff')]
  })
}

function renderFix({ after, finding, fixed }: RuleExample): readonly string[] {
  const fix = finding?.fix
  if (!fix || fixed === undefined) return ['No automatic fix is available.']

  const nature =
    fix.safety === 'safe'
      ? 'This fix is safe: it keeps or restores the previous behavior.'
      : 'This fix changes behavior: review it before you commit it.'
  return [
    '## Suggested fix',
    `${fix.title}. ${nature}`,
    fence(renderDiff(after.get(fix.path) ?? '', fixed), 'diff'),
  ]
}

/** The facts that the rule stands on, each with its source. */
function renderFacts({ cortex = [] }: RuleMeta): readonly string[] {
  const rows = cortex.map((each) => `- ${each.fact} ([\`${each.source}\`](${sourceUrl(each)}))`)
  return rows.length > 0 ? ['## How Cortex behaves', rows.join('\n')] : []
}

function renderOptions({ options = {} }: RuleMeta): readonly string[] {
  const rows = Object.entries(options).map(([name, option]) =>
    tableRow([`\`${name}\``, String(option.default), option.description]),
  )
  return rows.length > 0 ? ['## Options', table(['Option', 'Default', 'Meaning'], rows)] : []
}

function renderAcceptance(rule: RuleMeta): readonly string[] {
  if (!canBeIgnored(rule)) return ['## Change the severity']
  return [
    '## Accept the risk',
    'Add a comment with a reason on the line, above the key, or above the resource. The finding stays ' +
      'listed in the summary:',
    fence([`# cortex-review: ignore[${rule.id}] <reason>`], 'yaml'),
  ]
}

/** All lines of the hunks, without the headers that count them. */
function renderDiff(before: string, after: string): readonly string[] {
  return toLines(renderPatch(diffTexts(before, after))).filter((row) => !row.startsWith('@@'))
}

function toLines(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n')
}

function joinBlocks(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`
}
