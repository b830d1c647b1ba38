import { parseArgs } from 'node:util'
import { show } from '../report/formats/ansi.ts'
import type { Command, Field } from '../settings/field.ts'
import { ALL_FIELDS } from '../settings/fields.ts'
import type { RawOptions } from '../settings/options.ts'
import { UserError } from '../settings/user-error.ts'
import { findNearest } from '../text/nearest.ts'

export const COMMANDS: readonly Command[] = [
  'review',
  'audit',
  'explain',
  'rules',
  'demo',
  'init',
  'doctor',
]

/** A command line, taken apart. */
export type Arguments =
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run'
      readonly command: Command
      readonly operands: readonly string[]
      readonly options: RawOptions
    }

/** Reads a command line. Throws a UserError that names what was probably meant. */
export function parseArguments(args: readonly string[]): Arguments {
  const [name = '', ...rest] = args
  if (name === 'help') return { kind: 'help', command: rest[0] ? findCommand(rest[0]) : undefined }
  if (['-h', '--help', ''].includes(name)) return { kind: 'help', command: undefined }
  if (['-V', '--version'].includes(name)) return { kind: 'version' }

  const command = findCommand(name)
  const { operands, options } = parseOptions(rest, command)
  if (options['help']) return { kind: 'help', command }
  if (options['version']) return { kind: 'version' }
  return { kind: 'run', command, operands, options }
}

/** The options of a command, in the order of the documentation. */
export function fieldsOf(command: Command): readonly Field[] {
  return ALL_FIELDS.filter(({ cli }) => cli?.commands.includes(command))
}

function findCommand(name: string): Command {
  const command = COMMANDS.find((known) => known === name)
  if (command) return command
  if (name.startsWith('-')) {
    throw new UserError(
      `Missing command before \`${show(name)}\`.`,
      'For example: `cortex-review review`. `cortex-review help` lists the commands.',
    )
  }
  throw new UserError(
    `Unknown command \`${show(name)}\`.${suggestName(name, COMMANDS)}`,
    '`cortex-review help` lists the commands.',
  )
}

function parseOptions(args: readonly string[], command: Command) {
  const fields = fieldsOf(command)
  const options: Record<string, (string | boolean)[]> = {}
  const operands: string[] = []

  for (const token of tokenize(args, fields)) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const [name, value] = readOption(token, fields, command)
    options[name] = [...(options[name] ?? []), value]
  }
  return { operands, options }
}

/** Without `strict`, unknown options come through, so that they get a better message here. */
function tokenize(args: readonly string[], fields: readonly Field[]) {
  const known = fields.map(({ name, cli }) => [
    name,
    {
      type: takesValue(cli) ? ('string' as const) : ('boolean' as const),
      ...(cli?.short && { short: cli.short }),
    },
  ])
  return parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(known), ...COMMON_OPTIONS },
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens
}

const COMMON_OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function readOption(
  { name, rawName, value, inlineValue }: OptionToken,
  fields: readonly Field[],
  command: Command,
): readonly [string, string | boolean] {
  if (Object.hasOwn(COMMON_OPTIONS, name)) return [name, true]

  const positive = name.replace(/^no-/, '')
  const field = fields.find((candidate) => candidate.name === name)
  const negated = field ? undefined : fields.find((candidate) => candidate.name === positive)
  if (negated && isFlag(negated) && value === undefined) return [positive, false]
  if (!field) throw unknownOption(rawName, fields, command)
  if (!takesValue(field.cli)) return [name, value ?? true]

  const isMistaken = value === undefined || (!inlineValue && /^-./.test(value))
  if (!isMistaken) return [name, value]
  throw new UserError(
    `Option \`${show(rawName)}\` needs a value: ${field.cli?.value ?? ''}.`,
    `\`cortex-review help ${command}\` describes it.`,
  )
}

/** Options with a default value take another one only after `=`. */
function takesValue(cli: Field['cli']): boolean {
  return cli?.value !== undefined && cli.bare === undefined
}

function isFlag({ cli }: Field): boolean {
  return cli?.value === undefined
}

function unknownOption(rawName: string, fields: readonly Field[], command: Command): UserError {
  const known = [...fields.map(({ name }) => name), 'help', 'version']
  const name = rawName.replace(/^-+/, '')
  const others = COMMANDS.filter((one) => fieldsOf(one).some((field) => field.name === name))
  const hint =
    others.length > 0
      ? ` It is an option of \`${others.join('`, `')}\`.`
      : suggestName(name, known, '--')
  return new UserError(
    `Unknown option \`${show(rawName)}\` for \`${command}\`.${hint}`,
    `\`cortex-review help ${command}\` lists its options.`,
  )
}

/** A sentence with the nearest name, if any comes close. */
export function suggestName(name: string, known: readonly string[], prefix = ''): string {
  const nearest = findNearest(name, known)
  return nearest ? ` Did you mean \`${prefix}${nearest}\`?` : ''
}
