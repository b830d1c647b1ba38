import { isatty } from 'node:tty'
import { hideInText } from '../secrets/hide.ts'

/** The outside of a command line: where texts go, and what is known of it. */
export interface Terminal {
  readonly cwd: string
  /** How the command was called. */
  readonly name: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isOutputTerminal: boolean
  readonly isErrorTerminal: boolean
  readonly columns: number | undefined
  /** Writes to standard output. */
  readonly write: (text: string) => void
  /** Writes to standard error, without what shows itself to be a secret. */
  readonly warn: (text: string) => void
}

/** Where the width is not known. */
export const USUAL_WIDTH = 100

/** The terminal of this process. A reader that went away ends the process quietly. */
export function openTerminal(): Terminal {
  const { stdout, stderr } = process
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      process.exit()
    })
  }
  return {
    cwd: process.cwd(),
    name: 'cortex-review',
    env: process.env,
    isOutputTerminal: isatty(1),
    isErrorTerminal: isatty(2),
    // Some terminals do not know their width and say 0.
    columns: (isatty(1) && stdout.columns) || undefined,
    write: (text) => void stdout.write(text),
    warn: (text) => void stderr.write(hideInText(text)),
  }
}

/** Whether to use colours: as the option says, else the environment, else on terminals only. */
export function wantsColor(option: boolean | undefined, { env, isOutputTerminal }: Terminal) {
  if (option !== undefined) return option
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR'] !== undefined) return !['0', 'false'].includes(env['FORCE_COLOR'])
  return isOutputTerminal && env['TERM'] !== 'dumb'
}
