/** The exit codes of the command. */
export const EXIT = {
  /** Nothing at or above the threshold. */
  fine: 0,
  findings: 1,
  /** Nothing was reviewed: an unknown option, ref or setting, or a repository that cannot be read. */
  wrongUse: 2,
  /** The tool failed, or one of its rules. */
  failed: 3,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
