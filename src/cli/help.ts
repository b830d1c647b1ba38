import { wrap } from '../report/formats/ansi.ts'
import type { Command, Field } from '../settings/field.ts'
import { fieldsOf } from './arguments.ts'

/** What the help of a command says besides its options. */
interface CommandHelp {
  readonly operands: string
  readonly summary: string
  readonly text?: string
  readonly examples: readonly (readonly [command: string, meaning: string])[]
}

const WIDTH = 90

/** The help of a command: how to use it, its options and examples. */
export function renderHelp(command: Command): string {
  const { operands, summary, text, examples } = HELP[command]
  const usage = ['cortex-review', command, operands, '[OPTIONS]'].filter(Boolean).join(' ')
  const options = [...fieldsOf(command).map(describeOption), COMMON]
  return [
    summary,
    `Usage: ${usage}`,
    ...(text ? [wrap(text, WIDTH).join('\n')] : []),
    `Options:\n${renderColumns(options)}`,
    `Examples:\n${renderColumns(examples.map(([line, meaning]) => [`  ${line}`, meaning]))}`,
  ]
    .join('\n\n')
    .concat('\n')
}

const COMMON = ['  -h, --help', 'Show this help.'] as const

function describeOption({ name, type, cli, description, default: value, otherwise }: Field) {
  const short = cli?.short ? `-${cli.short}, ` : '    '
  const form = cli?.bare ? `[=${cli.value ?? ''}]` : cli?.value ? ` ${cli.value}` : ''
  const isSet = value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  const standard = isSet && typeof value === 'string' ? value : otherwise
  const values =
    cli?.value && type.values && !description.includes(type.values[0] ?? '') ? type.values : []
  const notes = [
    values.length > 0 && `One of ${values.join(', ')}.`,
    standard && cli?.value && `Default: ${standard}.`,
    type.isList && 'Repeatable.',
  ]
  const text = [description, ...notes.filter(Boolean)].join(' ').replaceAll('`', '')
  return [`  ${short}--${name}${form}`, text] as const
}

/** Two columns, the second one wrapped; a long entry of the first has a line of its own. */
function renderColumns(rows: readonly (readonly [string, string])[]): string {
  const indent = Math.min(Math.max(...rows.map(([left]) => left.length)) + 2, 48)
  return rows
    .flatMap(([left, right]) => {
      const lines = wrap(right, Math.max(WIDTH - indent, 30))
      const [first = '', ...rest] = lines
      const start =
        left.length + 2 <= indent
          ? [left.padEnd(indent) + first]
          : [left, ' '.repeat(indent) + first]
      return [...start, ...rest.map((line) => ' '.repeat(indent) + line)]
    })
    .join('\n')
}

const HELP: Readonly<Record<Command, CommandHelp>> = {
  review: {
    operands: '',
    summary: 'Review changes since the base, or between two commits.',
    text:
      'Compares the merge base of base and head with the head. Without --head, the working tree is ' +
      'reviewed, including untracked files, with its own settings. With --head, settings are read ' +
      'from the base.',
    examples: [
      ['cortex-review review', 'Changes on your branch'],
      ['cortex-review review --base HEAD', 'Uncommitted changes'],
      ['cortex-review review --staged', 'Staged changes'],
      ['cortex-review review --base main --head v2', 'Two branches, tags, or commits'],
      ['cortex-review review --fix', 'Apply the safe fixes'],
    ],
  },
  audit: {
    operands: '[PATH…]',
    summary: 'Check whole files, not changes: the current folder, given paths, or a commit.',
    text: 'Works without Git, unless --ref is given.',
    examples: [
      ['cortex-review audit', 'The current folder'],
      ['cortex-review audit clusters/ api.yaml', 'A folder and a file'],
      ['cortex-review audit --ref v1.2 --format sarif', 'A commit, for code scanning'],
      ['cortex-review audit --format html -o report.html', 'A page to look at'],
    ],
  },
  explain: {
    operands: 'NAME',
    summary: 'Explain a rule, a setting, or a key of Cortex files.',
    examples: [
      ['cortex-review explain queue-length-raised', 'A rule'],
      ['cortex-review explain fail-on', 'A setting'],
      ['cortex-review explain pod.max_queue_length', 'A key'],
    ],
  },
  rules: {
    operands: '[test [DIR] | --effective [FILE]]',
    summary: 'List the rules with their severities, or test custom rules by their cases.',
    examples: [
      ['cortex-review rules', 'All rules by category'],
      ['cortex-review rules --effective apis/iris/cortex.yaml', 'What applies to a file, and why'],
      ['cortex-review rules test', 'The case files beside the custom rules'],
    ],
  },
  demo: {
    operands: '',
    summary: 'Review a risky sample pull request.',
    text: 'Creates a repository in a temporary folder and removes it afterwards.',
    examples: [['cortex-review demo', 'Requires only Node.js and Git']],
  },
  doctor: {
    operands: '',
    summary: 'Check the workflows and settings of this repository.',
    text:
      'Says what will not work, and which lines to change; with `GITHUB_TOKEN` also whether merges ' +
      'wait for the check. Exits with 1 if there is anything.',
    examples: [
      ['cortex-review doctor', 'The current repository'],
      ['cortex-review doctor --fix', 'Write what is unambiguous'],
    ],
  },
  init: {
    operands: '[WORKFLOW…]',
    summary: 'Create workflows and a settings file in this repository.',
    text:
      'Workflows: review (default), forks (reviews pull requests from forks and posts the comments), ' +
      'commands (commands in comments), audit, and organization (audits of many repositories). ' +
      'Existing files are not changed.',
    examples: [
      ['cortex-review init', 'Then commit the files and make the check required'],
      ['cortex-review init forks commands audit', 'All workflows, for a public repository'],
    ],
  },
}
