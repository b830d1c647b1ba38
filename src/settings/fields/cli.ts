import { type Command, type Fields, OUTPUT_FORMATS } from '../field.ts'
import { choice, flag, text } from '../values.ts'

export const DEFAULT_FORMAT = 'pretty'

const AUDIT: readonly Command[] = ['audit']
const JUDGING: readonly Command[] = ['review', 'audit']
const READING: readonly Command[] = [...JUDGING, 'rules']
const ALL: readonly Command[] = ['review', 'audit', 'explain', 'rules', 'demo', 'init', 'doctor']

type Name =
  | 'effective'
  | 'update'
  | 'writeBaseline'
  | 'all'
  | 'statistics'
  | 'noExtends'
  | 'base'
  | 'head'
  | 'staged'
  | 'force'
  | 'format'
  | 'output'
  | 'resume'
  | 'quiet'
  | 'fix'
  | 'color'

/** The settings that only the command line has. */
export const CLI_FIELDS: Pick<Fields, Name> = {
  writeBaseline: {
    name: 'write-baseline',
    type: flag,
    otherwise: 'the baseline stays as it is',
    description: 'Write all findings into the baseline, so that only new ones count from now on.',
    cli: { commands: ['audit'] },
  },
  all: {
    name: 'all',
    type: flag,
    otherwise: 'the first five of each rule',
    description: 'List every finding, and those of the baseline.',
    cli: { commands: ['audit'] },
  },
  statistics: {
    name: 'statistics',
    type: flag,
    otherwise: 'findings are listed',
    description: 'Print only how many findings each rule has.',
    cli: { commands: ['audit'] },
  },
  noExtends: {
    name: 'no-extends',
    type: flag,
    otherwise: 'settings files that are extended are read',
    description: 'Leave out the settings that `extends` names.',
    cli: { commands: READING },
  },
  base: {
    name: 'base',
    type: text,
    otherwise:
      'the branch that the pull request of a workflow is for, another branch that this one ' +
      'tracks, or the default branch',
    description: 'Branch or commit to compare with; the comparison starts at the merge base.',
    cli: { commands: ['review'], value: 'REF' },
  },
  head: {
    name: 'head',
    type: text,
    otherwise: 'the working tree',
    description: 'Branch or commit to review.',
    cli: { commands: ['review'], value: 'REF' },
  },
  staged: {
    name: 'staged',
    type: flag,
    otherwise: 'all changes',
    description: 'Review what is staged for the next commit. In a pre-commit hook, what it names.',
    cli: { commands: ['review'] },
  },
  effective: {
    name: 'effective',
    type: flag,
    otherwise: 'the rules as they are built in',
    description: 'Show the severity of each rule that applies to a file, and where it was set.',
    cli: { commands: ['rules'] },
  },
  update: {
    name: 'update',
    type: flag,
    otherwise: 'case files are not changed',
    description: 'With `rules test`: fill the case files with what comes out. Read what it writes.',
    cli: { commands: ['rules'] },
  },
  force: {
    name: 'force',
    type: flag,
    otherwise: 'files that exist are not changed',
    description: 'Replace workflows that exist. The settings file is never replaced.',
    cli: { commands: ['init'] },
  },
  format: {
    name: 'format',
    type: choice(OUTPUT_FORMATS),
    default: DEFAULT_FORMAT,
    description:
      'Output format; `github` prints the comments that would be posted, `html` a page, and ' +
      '`audit-json` what `--compare` reads. `rules --effective` knows `pretty` and `json`.',
    cli: { commands: READING, short: 'f', value: 'FORMAT' },
  },
  output: {
    name: 'output',
    type: text,
    otherwise: 'standard output',
    description: 'Write the result to a file.',
    cli: { commands: JUDGING, short: 'o', value: 'FILE' },
  },
  resume: {
    name: 'resume',
    type: text,
    otherwise: 'an interrupted audit starts from the beginning',
    description:
      'Keep what is done of many repositories in a file; the same command then continues where it ' +
      'was interrupted.',
    cli: { commands: AUDIT, value: 'FILE' },
  },
  quiet: {
    name: 'quiet',
    type: flag,
    otherwise: 'the result is printed',
    description: 'Print nothing: only the exit code tells the result.',
    cli: { commands: JUDGING, short: 'q' },
  },
  fix: {
    name: 'fix',
    type: choice(['safe', 'all']),
    otherwise: 'no changes',
    description: 'Apply suggested fixes to the files: the safe ones, or all.',
    cli: { commands: [...JUDGING, 'doctor'], value: 'WHICH', bare: 'safe' },
  },
  color: {
    name: 'color',
    type: flag,
    otherwise: 'on a terminal, unless `NO_COLOR` is set',
    description: 'Use colors; disable with `--no-color`.',
    cli: { commands: ALL },
  },
}
