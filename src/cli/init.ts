import type { RuleMeta } from '../review/rule.ts'
import type { Field } from '../settings/field.ts'
import { DEFAULT_OPTIONS } from '../settings/fields.ts'
import { FILE_FIELDS } from '../settings/settings.ts'
import type { Template } from '../workflows/templates.ts'

/**
 * A settings file in which every setting is commented out and has its default, or an example where
 * the default is empty. Without the leading \`# \` of its settings it is a valid file.
 */
export function settingsFile(rules: readonly RuleMeta[]): Template {
  const examples = createExamples(rules)
  const blocks = FILE_FIELDS.map((field) => {
    const example = examples[field.name] ?? renderDefault(field)
    return [...wrap(field.description), ...example.split('\n').map((line) => `# ${line}`)].join(
      '\n',
    )
  })
  return { path: DEFAULT_OPTIONS.settings, text: `${[HEADER, ...blocks].join('\n\n')}\n` }
}

const HEADER = `\
## Settings of Cortex Review. Every setting has a default: keep only those you change.
## Pull requests are reviewed with the settings of their base branch.`

/** What is more telling than an empty default. */
function createExamples(rules: readonly RuleMeta[]): Readonly<Record<string, string>> {
  const tuned = rules.find(({ options }) => Object.keys(options ?? {}).length > 0)
  const plain = rules.find((rule) => rule !== tuned)
  const lines = [...(plain ? [`  ${plain.id}: warning`] : []), ...(tuned ? tuningOf(tuned) : [])]
  const [first] = rules

  return {
    'paths-ignore': "paths-ignore:\n  - 'examples/**'",
    ...(first && {
      rules: ['rules:', ...lines].join('\n'),
      overrides: `overrides:\n  - paths: ['dev/**']\n    rules:\n      ${first.id}: off`,
    }),
    'cortex-version': "cortex-version: '0.42'",
    'ignore-days': 'ignore-days: 90',
    'ignore-comments': 'ignore-comments: approved',
    approvals: 'approvals:\n  error: 2',
    clusters: "clusters:\n  - cluster: clusters/prod.yaml\n    apis: ['apis/**']",
  }
}

function tuningOf({ id, severity, options = {} }: RuleMeta): readonly string[] {
  const settings = Object.entries(options).map(([name, option]) => `    ${name}: ${option.default}`)
  return [`  ${id}:`, `    severity: ${severity}`, ...settings]
}

function renderDefault({ name, default: value }: Field): string {
  if (!Array.isArray(value)) return `${name}: ${JSON.stringify(value).replaceAll('"', '')}`
  if (value.length === 0) return `${name}: []`
  return [`${name}:`, ...value.map((item) => `  - '${item}'`)].join('\n')
}

/** Comments, told apart from settings by their second \`#\`. */
function wrap(description: string): readonly string[] {
  const lines: string[] = []
  let line = '##'
  for (const word of description.split(' ')) {
    if (line.length + 1 + word.length > 100) {
      lines.push(line)
      line = '##'
    }
    line += ` ${word}`
  }
  return [...lines, line]
}
