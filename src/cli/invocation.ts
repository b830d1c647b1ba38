import type { ExitCode } from '../report/exit-codes.ts'
import { show } from '../report/formats/ansi.ts'
import type { Rule } from '../review/rule.ts'
import type { GivenOptions } from '../settings/options.ts'
import { UserError } from '../settings/user-error.ts'
import type { Terminal } from './terminal.ts'

/** A command, called. */
export interface Invocation {
  readonly operands: readonly string[]
  /** The options as given; settings and defaults are not in them. */
  readonly given: GivenOptions
  readonly rules: readonly Rule[]
  readonly terminal: Terminal
}

export type CommandRunner = (invocation: Invocation) => ExitCode | Promise<ExitCode>

/** Throws a UserError if a command that takes no operands has some. */
export function refuseOperands({ operands }: Invocation, command: string, remedy?: string): void {
  if (operands.length === 0) return
  throw new UserError(
    `Unexpected argument \`${show(operands[0] ?? '')}\` for \`${command}\`.`,
    remedy ?? `\`cortex-review help ${command}\` says how to use it.`,
  )
}
