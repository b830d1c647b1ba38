import { isCustomId } from '../../custom/source.ts'
import { EXIT, type ExitCode } from '../../report/exit-codes.ts'
import { createPaint, type Paint, show, wrap } from '../../report/formats/ansi.ts'
import { renderRuleText } from '../../report/rule-text.ts'
import { canBeIgnored, ENGINE_RULES } from '../../review/engine-rules.ts'
import type { RuleMeta } from '../../review/rule.ts'
import type { Field } from '../../settings/field.ts'
import { ALL_FIELDS } from '../../settings/fields.ts'
import { UserError } from '../../settings/user-error.ts'
import { suggestName } from '../arguments.ts'
import type { Invocation } from '../invocation.ts'
import { readOwnRules } from '../settings.ts'
import { wantsColor } from '../terminal.ts'
import { explainKey, suggestKey } from './explain-key.ts'

const WIDTH = 90

/** `cortex-review explain NAME`: a rule, a setting or a key of Cortex files. */
export async function runExplain(invocation: Invocation): Promise<ExitCode> {
  const { operands, given, terminal } = invocation
  const [name, ...more] = operands
  if (name === undefined || more.length > 0) {
    throw new UserError(
      `\`explain\` takes one name, not ${operands.length}.`,
      '`cortex-review rules` lists the rules, docs/settings.md the settings.',
    )
  }
  const paint = createPaint(wantsColor(given.color, terminal))
  const own = isCustomId(name) ? await readOwnRules(invocation) : []
  const rules = [...invocation.rules, ...own]
  const rule = [...rules, ...ENGINE_RULES].find(({ id }) => id === name)
  const field = ALL_FIELDS.find((candidate) => candidate.name === name)
  const text =
    (rule && (await explainRule(rule, paint))) ??
    (field && explainSetting(field, paint)) ??
    explainKey(name, paint)
  if (text === undefined) throw unknownName(name, rules)
  terminal.write(text)
  return EXIT.fine
}

async function explainRule(rule: RuleMeta, paint: Paint): Promise<string> {
  const { default: examples } = await import('../rule-examples.ts')
  const example = examples[rule.id]
  return [
    `${paint(rule.id, 'bold')}  ${rule.severity}, ${rule.category}`,
    `${rule.summary}.`,
    wrapText(renderRuleText(rule)),
    rule.origin !== undefined && `Defined in ${show(rule.origin)}.`,
    rule.docsUrl,
    example && renderExample(example, paint),
    `To switch it off, in .github/cortex-review.yml:\n\n  rules:\n    ${rule.id}: off`,
    canBeIgnored(rule) &&
      `To accept one finding, on its line or above it:\n\n  # cortex-review: ignore[${rule.id}] why`,
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n')
}

/** The example of a rule's page: headings stand out, code is indented, diffs have colours. */
function renderExample(markdown: string, paint: Paint): string {
  let isCode = false
  return markdown
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('```')) {
        isCode = !isCode
        return []
      }
      if (isCode) return [`    ${paintRow(line, paint)}`.trimEnd()]
      if (line.startsWith('## ')) return [paint(line.slice('## '.length), 'bold')]
      return line === '' ? [''] : wrap(line.replace(/^> /, ''), WIDTH)
    })
    .join('\n')
}

function paintRow(row: string, paint: Paint): string {
  if (row.startsWith('+')) return paint(row, 'green')
  return row.startsWith('-') ? paint(row, 'red') : row
}

function explainSetting(field: Field, paint: Paint): string {
  const { name, type, description, default: value, otherwise } = field
  const standard =
    value === undefined ? otherwise : typeof value === 'string' ? value : JSON.stringify(value)
  const places = [
    field.file && 'the settings file',
    field.action && `the input \`${name}\` of the Action`,
    field.cli && `the option \`--${name}\` of ${field.cli.commands.join(', ')}`,
  ].filter(Boolean)
  const facts = [
    type.values ? `Values: ${type.values.join(', ')}` : `Type: ${type.label}`,
    standard && `Default: ${standard}`,
    `Set by: ${places.join('; ')}`,
  ].filter(Boolean)
  return `${paint(name, 'bold')}\n\n${wrapText(description)}\n\n${facts.join('\n')}\n`
}

/** Wraps each line of a text; lists keep their items apart. */
function wrapText(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const indent = line.startsWith('- ') ? '  ' : ''
      return wrap(line, WIDTH).join(`\n${indent}`)
    })
    .join('\n')
}

function unknownName(name: string, rules: readonly RuleMeta[]): UserError {
  const known = [
    ...[...rules, ...ENGINE_RULES].map(({ id }) => id),
    ...ALL_FIELDS.map((field) => field.name),
  ]
  return new UserError(
    `There is no rule, setting or key \`${show(name)}\`.${suggestName(name, known) || suggestKey(name)}`,
    '`cortex-review rules` lists the rules, docs/settings.md the settings, docs/keys the keys.',
  )
}
