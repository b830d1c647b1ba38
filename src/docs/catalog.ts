import { stringify } from 'yaml'
import { EXIT_CODES } from '../report/exit-codes.ts'
import { code, fence, table, tableRow } from '../report/markdown.ts'
import { renderData } from '../report/summary/changes.ts'
import type { RuleMeta } from '../review/rule.ts'
import type { Field } from '../settings/field.ts'
import { ALL_FIELDS } from '../settings/fields.ts'

/** What is said in several places and kept in one. */
export interface CatalogSources {
  /** The Action's outputs by name. */
  readonly outputs: Readonly<Record<string, string>>
  readonly workflow: string
}

/** The generated parts of the README by the name in their markers. */
export function renderReadmeBlocks(sources: CatalogSources): Readonly<Record<string, string>> {
  const { outputs, workflow } = sources
  const outputRows = Object.entries(outputs).map(([name, text]) => tableRow([code(name), text]))
  return {
    workflow: fenceText(workflow),
    inputs: renderFields(
      'Input',
      ALL_FIELDS.filter(({ action }) => action),
    ),
    outputs: table(['Output', 'Description'], outputRows),
    cli: renderCliTable(),
    'exit-codes': table(['Code', 'Meaning'], Object.entries(EXIT_CODES).map(tableRow)),
  }
}

/** `docs/settings.md`: all settings wherever they can be set, and the options of rules. */
export function renderSettingsPage(rules: readonly RuleMeta[]): string {
  const options = rules.flatMap(({ id, options: specs = {} }) =>
    Object.entries(specs).map(([name, { default: value, description }]) =>
      tableRow([`[${code(id)}](rules/${id}.md)`, code(name), String(value), description]),
    ),
  )
  const blocks = [
    '# Settings',
    'An input of the Action or an option of the command line wins over the settings file, and that ' +
      'over the default. Each has the same name everywhere; options have two dashes before it.',
    ...ALL_FIELDS.flatMap(describeField),
    ...(options.length > 0
      ? ['## Options of rules', table(['Rule', 'Option', 'Default', 'Meaning'], options)]
      : []),
  ]
  return `${blocks.join('\n\n')}\n`
}

function describeField(field: Field): readonly string[] {
  const { name, type, description, action, file, cli } = field
  const places = [file && 'settings file', action && 'Action', cli && 'command line']
  const facts = [
    `Value: ${type.label.replaceAll('\\|', '|')}.`,
    `Default: ${describeDefault(field)}.`,
    `In: ${places.filter(Boolean).join(', ')}.`,
  ]
  return [`## ${code(name)}`, description, facts.join(' ')]
}

/**
 * Puts texts between their markers, `<!-- generated:NAME -->` and `<!-- /generated -->`.
 *
 * Throws an Error if a text has no markers, or markers have no text.
 */
export function replaceBlocks(text: string, blocks: Readonly<Record<string, string>>): string {
  const used = new Set<string>()
  const replaced = text.replace(
    /<!-- generated:([a-z-]+) -->\n[\s\S]*?<!-- \/generated -->/g,
    (_whole, name: string) => {
      const block = blocks[name]
      if (block === undefined) throw new Error(`Nothing is generated for the marker "${name}"`)
      used.add(name)
      return `<!-- generated:${name} -->\n\n${block}\n\n<!-- /generated -->`
    },
  )
  const unused = Object.keys(blocks).filter((name) => !used.has(name))
  if (unused.length > 0) throw new Error(`No markers for ${unused.join(', ')}`)
  return replaced
}

/**
 * `action.yml`. Inputs have no defaults there, so that the settings file can have a say; all but
 * the token's, which only an expression can give.
 */
export function renderActionYml(outputs: CatalogSources['outputs']): string {
  const inputs = ALL_FIELDS.filter(({ action }) => action).map(({ name, description, action }) => [
    name,
    { description, required: false, ...(typeof action === 'object' && action) },
  ])
  const action = {
    name: 'Cortex Review',
    description: 'Reviews pull requests that change Cortex cluster configs and API specs',
    author: 'The Cortex Review maintainers',
    branding: { icon: 'shield', color: 'blue' },
    inputs: Object.fromEntries(inputs),
    outputs: mapValues(outputs, (description) => ({ description })),
    runs: { using: 'node24', main: 'dist/action.js' },
  }
  return `# Written by \`npm run generate\`.\n${stringify(action, { lineWidth: 100 })}`
}

/** `src/rules/index.ts`, from the names of the rules' files without their ending. */
export function renderRuleIndex(ids: readonly string[]): string {
  const sorted = [...ids].sort()
  const imports = sorted.map((id) => `import ${camelCase(id)} from './${id}.ts'`)
  return [
    '// Written by `npm run generate`.',
    "import type { Rule } from '../review/rule.ts'",
    ...imports,
    '',
    '/** Every rule, by id. */',
    'export const rules: readonly Rule[] = [',
    ...sorted.map((id) => `  ${camelCase(id)},`),
    ']',
    '',
  ].join('\n')
}

function renderFields(title: string, fields: readonly Field[]): string {
  const rows = fields.map((field) =>
    tableRow([code(field.name), field.type.label, describeDefault(field), field.description]),
  )
  return table([title, 'Value', 'Default', 'Meaning'], rows)
}

function renderCliTable(): string {
  const rows = ALL_FIELDS.flatMap((field) => {
    const { name, cli, description } = field
    if (!cli) return []

    const value = cli.value ? ` ${cli.value}` : ''
    const long = cli.bare ? `--${name}[=${cli.value ?? ''}]` : `--${name}${value}`
    const flag = cli.short ? `\`-${cli.short}\`, \`${long}\`` : code(long)
    return [tableRow([flag, cli.commands.join(', '), describeDefault(field), description])]
  })
  return table(['Option', 'Commands', 'Default', 'Meaning'], rows)
}

function describeDefault({ default: value, otherwise, action }: Field): string {
  if (otherwise) return otherwise
  if (typeof action === 'object') return code(action.default)
  if (Array.isArray(value) && value.length > 0) return value.map(renderData).map(code).join(', ')
  if (typeof value === 'object') return 'none'
  return value === undefined ? '' : code(renderData(value))
}

/** A workflow as a block of a page. */
export function fenceText(text: string): string {
  return fence(text.trimEnd().split('\n'), 'yaml')
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (value: T) => R) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
}
