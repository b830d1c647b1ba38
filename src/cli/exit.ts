/** The exit codes of the command. */
export const EXIT = {
  /** Nothing at or above the threshold. */
  fine: 0,
  findings: 1,
  wrongUse: 2,
  /** The tool failed, or one of its rules. */
  failed: 3,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
