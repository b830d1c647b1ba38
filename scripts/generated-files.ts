import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { KEYS_URL } from '../src/cli/docs.ts'
import {
  fenceText,
  renderActionYml,
  renderReadmeBlocks,
  renderRuleIndex,
  renderSettingsPage,
  replaceBlocks,
} from '../src/docs/catalog.ts'
import { apiSchema, clusterSchema } from '../src/docs/cortex-schema.ts'
import { KEY_PAGES, renderKeyPages } from '../src/docs/key-page.ts'
import { rulesByKey } from '../src/docs/key-rules.ts'
import { renderReferenceMap } from '../src/docs/reference-map.ts'
import {
  listSeverities,
  type RuleExample,
  renderRuleList,
  renderRulePage,
  type SeverityCases,
} from '../src/docs/rule-page.ts'
import { renderSecretsPage } from '../src/docs/secrets-page.ts'
import { AUDIT_SCHEMA } from '../src/report/audit/schema.ts'
import { SEVERITIES } from '../src/report/comment/placement.ts'
import { REPORT_SCHEMA } from '../src/report/formats/json-schema.ts'
import { ENGINE_RULES } from '../src/review/engine-rules.ts'
import type { Rule, RuleMeta, Severity } from '../src/review/rule.ts'
import { OUTPUTS } from '../src/settings/outputs.ts'
import { settingsSchema } from '../src/settings/schema.ts'
import { applyEdits } from '../src/text/text.ts'
import { organizationWorkflowFile } from '../src/workflows/organization.ts'
import {
  auditWorkflowFile,
  commandsWorkflowFile,
  forkWorkflowFiles,
  type Template,
  workflowFile,
} from '../src/workflows/templates.ts'
import { readCases, reviewSides } from '../test/cases.ts'
import { REFERENCE_LABELS } from '../test/docs/reference-labels.ts'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
const RULE_INDEX = 'src/rules/index.ts'
const PAGES = 'docs/rules'

/** Which generated parts are on which page. */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  'README.md': ['workflow'],
  'docs/action.md': ['inputs', 'outputs'],
  'docs/cli.md': ['cli', 'exit-codes'],
}

/** The index of the rules is apart: the other files are made from what it lists. */
export function generateIndex(): ReadonlyMap<string, string> {
  const ids = readdirSync(join(ROOT, 'src/rules'))
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => name.slice(0, -'.ts'.length))
  return new Map([[RULE_INDEX, renderRuleIndex(ids)]])
}

/** Every other generated file by path, with its text. */
export function generateFiles(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const documented = [...rules, ...ENGINE_RULES]
  const cases = new Map(rules.map(({ id }) => [id, readSeverityCases(id)]))
  const severitiesOf = (rule: RuleMeta) => listSeverities(rule, cases.get(rule.id) ?? new Map())
  const blocks = renderReadmeBlocks({
    outputs: OUTPUTS,
    workflow: workflowFile().text,
  })
  const examples = new Map(rules.map(({ id }) => [id, readExample(id, rules)]))
  const rulesOf = rulesByKey(rules, ({ id }) => examples.get(id))
  return new Map([
    ...Object.entries(BLOCKS).map(([path, names]) =>
      fillPage(path, Object.fromEntries(names.map((name) => [name, blocks[name] ?? '']))),
    ),
    ...generateExamples(),
    ['action.yml', renderActionYml(OUTPUTS)],
    ['docs/reference-map.md', renderReferenceMap(REFERENCE_LABELS)],
    ['docs/secrets.md', renderSecretsPage()],
    ['src/report/html/script.ts', bundlePageScript()],
    ['docs/settings.md', renderSettingsPage(rules)],
    ['schemas/api.json', renderJson(apiSchema(KEYS_URL))],
    ['schemas/cluster.json', renderJson(clusterSchema(KEYS_URL))],
    ['schemas/audit.json', renderJson(AUDIT_SCHEMA)],
    ['schemas/report.json', renderJson(REPORT_SCHEMA)],
    ['schemas/settings.json', renderJson(settingsSchema(rules))],
    [`${PAGES}/README.md`, renderRuleList(documented, severitiesOf)],
    ...documented.map((rule) => {
      const page = renderRulePage(rule, examples.get(rule.id), cases.get(rule.id))
      return [`${PAGES}/${rule.id}.md`, page] as const
    }),
    ...renderKeyPages(rulesOf),
  ])
}

/** The workflows as example files, and in the pages that explain them. */
function generateExamples(): readonly (readonly [path: string, text: string])[] {
  const [review, publish] = forkWorkflowFiles()
  const files: readonly (readonly [name: string, file: Template])[] = [
    ['review', workflowFile()],
    ['audit', auditWorkflowFile()],
    ['organization', organizationWorkflowFile()],
    ['commands', commandsWorkflowFile()],
    ['forks-review', review],
    ['forks-publish', publish],
  ]
  return [
    ...files.map(([name, { text }]) => [`examples/workflows/${name}.yml`, text] as const),
    fillPage('docs/audits.md', {
      'audit-workflow': fenceText(auditWorkflowFile().text),
      'organization-workflow': fenceText(organizationWorkflowFile().text),
    }),
    fillPage('docs/commands.md', { commands: fenceText(commandsWorkflowFile().text) }),
    fillPage('docs/forks.md', { review: fenceText(review.text), publish: fenceText(publish.text) }),
  ]
}

function fillPage(path: string, blocks: Readonly<Record<string, string>>) {
  return [path, replaceBlocks(readFileSync(join(ROOT, path), 'utf8'), blocks)] as const
}

/** Pages of rules and keys that are no more. */
export function findLeftovers(files: ReadonlyMap<string, string>): readonly string[] {
  return [PAGES, KEY_PAGES]
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .filter((path) => path.endsWith('.md') && !files.has(path)),
    )
}

/** The paths of files that are not as they would be generated. */
export function findStale(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    const full = join(ROOT, path)
    return existsSync(full) && readFileSync(full, 'utf8') === text ? [] : [path]
  })
}

/** The severities that the cases of a rule show, each with the titles of its cases. */
export function readSeverityCases(id: string): SeverityCases {
  const path = join(ROOT, 'test/rules', `${id}.md`)
  const titles = new Map<Severity, string[]>()
  for (const { title, findings } of existsSync(path) ? readCases(path) : []) {
    for (const severity of SEVERITIES) {
      if (!new RegExp(`^\\S.*:\\d+(?: \\(before\\))? ${severity}:`, 'm').test(findings)) continue
      titles.set(severity, [...(titles.get(severity) ?? []), title])
    }
  }
  return titles
}

function readExample(id: string, rules: readonly Rule[]): RuleExample | undefined {
  const path = join(ROOT, 'test/rules', `${id}.md`)
  const [first] = existsSync(path) ? readCases(path) : []
  if (!first) return undefined

  const { title, before, after } = first
  const own = reviewSides(
    before,
    after,
    rules.filter((rule) => rule.id === id),
  ).findings.at(0)
  const { findings } = reviewSides(before, after, rules)
  const finding = findings.find((each) => each.rule.id === id) ?? own
  // Another rule's fix of the same lines is not what the page is about.
  const fix = own?.fix
  return {
    title,
    before,
    after,
    ...(finding && { finding: fix ? { ...finding, fix } : finding }),
    ...(fix && !fix.doubt && { fixed: applyEdits(after.get(fix.path) ?? '', fix.edits) }),
  }
}

function renderJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** The script of the HTML report as a module that holds its text. */
function bundlePageScript(): string {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: ['src/report/html/client/main.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome110', 'firefox115', 'safari16.4'],
    legalComments: 'none',
    charset: 'ascii',
  })
  const text = outputFiles[0]?.text.trim().replaceAll('</', String.raw`<\/`) ?? ''
  return `/** Bundled from \`client/\` by \`npm run generate\`. */\nexport const SCRIPT =\n  ${JSON.stringify(text)}\n`
}
