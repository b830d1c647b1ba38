/** The exit codes of the command line. */
export const EXIT = {
  fine: 0,
  findings: 1,
  wrongUse: 2,
  failed: 3,
  incomplete: 4,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What they mean; Markdown. */
export const EXIT_CODES: Readonly<Record<ExitCode, string>> = {
  0: 'No findings at or above the threshold (`--fail-on`)',
  1: 'Findings at or above the threshold',
  2: 'Nothing was reviewed: usage error, or a repository that Git cannot read',
  3: 'Internal error (a bug in Cortex Review)',
  4: 'The review is incomplete, and `--incomplete fail` is set',
}
