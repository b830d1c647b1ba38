import type { RuleMeta } from './review/rule.ts'
import { FILE_FIELDS } from './review/settings.ts'
import { DEFAULT_OPTIONS, type Field } from './review/settings-fields.ts'

/** The repository that workflows take the Action from. */
export const ACTION_REPOSITORY = 'cortex-review/cortex-review'

/** A file that `cortex-review init` writes, by its path from the repository's root. */
export interface Template {
  readonly path: string
  readonly text: string
}

/** The workflow that reviews pull requests. */
export function workflowFile(): Template {
  return { path: '.github/workflows/cortex-review.yml', text: WORKFLOW }
}

/** The workflow that audits the whole repository, by hand and every week. */
export function auditWorkflowFile(): Template {
  return { path: '.github/workflows/cortex-audit.yml', text: AUDIT_WORKFLOW }
}

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

const WORKFLOW = `\
name: Cortex Review

on:
  # No \`paths:\` filter: a workflow that is filtered out leaves its required check pending for
  # ever. Without changed Cortex files this one succeeds at once.
  pull_request:
    # \`edited\` for pull requests that get another base branch.
    types: [opened, synchronize, reopened, ready_for_review, edited]
  # A merge queue waits for the required checks, too.
  merge_group:

permissions: {}

concurrency:
  group: cortex-review-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: true

jobs:
  cortex-review:
    # Make this name a required check.
    name: cortex-review
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
      # For review comments. Without it, or on forks, the result is in annotations and the summary.
      pull-requests: write
    steps:
      # Reads the files through the API: no checkout, and nothing of the pull request is executed.
      - uses: ${ACTION_REPOSITORY}@v1
`

const AUDIT_WORKFLOW = `\
name: Cortex Audit

on:
  workflow_dispatch:
    inputs:
      ref:
        description: Branch, tag or commit to audit
        required: false
        type: string
  schedule:
    # Mondays, off the full hour, when the queues are shorter.
    - cron: '23 5 * * 1'

permissions: {}

concurrency:
  group: cortex-audit-\${{ inputs.ref || github.ref }}
  cancel-in-progress: true

jobs:
  cortex-audit:
    name: cortex-audit
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
      # security-events: write
      # actions: read
    steps:
      # The result is in the job's summary.
      - uses: ${ACTION_REPOSITORY}@v1
        with:
          ref: \${{ inputs.ref }}
          sarif-file: cortex-review.sarif
      # For code scanning (free for public repositories), uncomment this and the two permissions.
      # - if: always()
      #   uses: github/codeql-action/upload-sarif@v4
      #   with:
      #     sarif_file: cortex-review.sarif
      #     category: cortex-review
`

const HEADER = `\
## Settings of Cortex Review. Everything has a default, so keep only what you change.
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
