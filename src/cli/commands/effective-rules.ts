import { resolve } from 'node:path'
import { toRepositoryPath } from '../../git/repository-path.ts'
import { findRoot } from '../../git/revisions.ts'
import { EXIT, type ExitCode } from '../../report/exit-codes.ts'
import { createPaint, type Paint, show } from '../../report/formats/ansi.ts'
import { ENGINE_RULES } from '../../review/engine-rules.ts'
import {
  type Effective,
  type EffectivePolicy,
  type EffectiveRule,
  findEffective,
  type SetBy,
} from '../../settings/shared/effective.ts'
import type { ResolvedFile } from '../../settings/shared/extend.ts'
import { nameSource } from '../../settings/shared/sources.ts'
import { UserError } from '../../settings/user-error.ts'
import type { Invocation } from '../invocation.ts'
import { readOptions } from '../settings.ts'
import { wantsColor } from '../terminal.ts'

/** `cortex-review rules --effective [FILE]`: what holds for a file, and where it was set. */
export async function showEffective(invocation: Invocation): Promise<ExitCode> {
  const { given, terminal, operands } = invocation
  const { format = 'pretty' } = given
  if (operands.length > 1) throw new UserError('`rules --effective` takes one file.')
  if (format !== 'pretty' && format !== 'json') {
    throw new UserError(
      `\`rules --effective\` has no format \`${format}\`.`,
      'Use `--format pretty` or `--format json`.',
    )
  }
  const root = findRoot(terminal.cwd) ?? terminal.cwd
  const [operand] = operands
  const file =
    operand === undefined ? undefined : toRepositoryPath(root, resolve(terminal.cwd, operand))
  const read = await readOptions(invocation, { root })
  const rules = [...invocation.rules, ...ENGINE_RULES, ...read.options.customRules]
  const policy = findEffective(read, rules, file)
  terminal.write(
    format === 'json'
      ? `${JSON.stringify(toJson(policy, read.extended), null, 2)}\n`
      : render(policy, createPaint(wantsColor(given.color, terminal))),
  )
  return EXIT.fine
}

/** The same as data, with the commits of what was read elsewhere. */
function toJson(policy: EffectivePolicy, extended: readonly ResolvedFile[]) {
  const { file = null, isReviewed, isDevelopment, settings, rules } = policy
  return {
    file,
    reviewed: isReviewed,
    development: isDevelopment,
    settings: settings.map(({ value = null, ...rest }) => ({ ...rest, value })),
    rules: rules.map(({ name, value, from, options, lockedBy = null }) => ({
      rule: name,
      severity: value,
      from,
      options,
      'locked-by': lockedBy,
    })),
    extended: extended.map((each) => ({ file: nameSource(each), commit: each.commit ?? null })),
  }
}

function render(policy: EffectivePolicy, paint: Paint): string {
  const { settings, rules } = policy
  const width = Math.max(...[...rules, ...settings].map(({ name }) => name.length))
  return [
    describeFile(policy),
    [paint('Settings', 'bold'), ...settings.map((each) => renderSetting(each, width, paint))],
    [paint('Rules', 'bold'), ...rules.flatMap((each) => renderRule(each, width, paint))],
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .concat('\n')
}

function describeFile({ file, isReviewed, isDevelopment }: EffectivePolicy): readonly string[] {
  if (file === undefined) {
    return ['All files, without `overrides`. To include them, name a file.']
  }
  return [
    show(file),
    ...(isReviewed ? [] : ['Not reviewed: `paths` and `paths-ignore` exclude this file.']),
    ...(isDevelopment
      ? [
          'Development file (`dev-paths`): where no severity is set, risks are one level less severe.',
        ]
      : []),
  ]
}

const COLORS = { error: 'red', warning: 'yellow', info: 'blue', off: 'dim' } as const
const LONGEST_VALUE = 60

function renderSetting({ name, value, from }: Effective<unknown>, width: number, paint: Paint) {
  const full = value === undefined ? 'not set' : show(JSON.stringify(value)).replaceAll('"', '')
  const text = full.length > LONGEST_VALUE ? `${full.slice(0, LONGEST_VALUE)}…` : full
  return `  ${name.padEnd(width)}  ${text}  ${paint(describePlace(from), 'dim')}`
}

function renderRule(rule: EffectiveRule, width: number, paint: Paint): readonly string[] {
  const { name, value, from, options, lockedBy } = rule
  const lock = lockedBy ? `, locked by ${describePlace(lockedBy)}` : ''
  const severity = paint(value.padEnd(7), COLORS[value])
  return [
    `  ${name.padEnd(width)}  ${severity}  ${paint(describePlace(from) + lock, 'dim')}`,
    ...options
      .filter((option) => option.from.kind !== 'default')
      .map(
        (option) =>
          `    ${option.name}: ${option.value}  ${paint(describePlace(option.from), 'dim')}`,
      ),
  ]
}

function describePlace(from: SetBy): string {
  if (from.kind === 'file') return show(`${from.file}:${from.line}`)
  if (from.kind === 'preset') return `preset ${from.preset}`
  return from.kind === 'rule' ? show(from.file) : 'default'
}
