import { GitError } from '../git/run.ts'
import { parseFlags } from '../options.ts'
import type { Command } from '../review/settings-fields.ts'
import { UserError } from '../review/user-error.ts'
import { rules } from '../rules/index.ts'
import { HOMEPAGE, VERSION } from '../version.ts'
import { parseArguments } from './arguments.ts'
import { EXIT, type ExitCode } from './exit.ts'
import type { CommandRunner } from './invocation.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** Runs a command line and leaves its exit code with the process. */
export async function main(args: readonly string[]): Promise<void> {
  const terminal = openTerminal()
  process.once('uncaughtException', (error) => {
    explain(error, terminal)
    process.exit(EXIT.failed)
  })
  try {
    process.exitCode = await run(args, terminal)
  } catch (error) {
    process.exitCode = explain(error, terminal)
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const parsed = parseArguments(args)
  if (parsed.kind === 'version') terminal.write(`${VERSION}\n`)
  if (parsed.kind === 'help') terminal.write(await helpFor(parsed.command))
  if (parsed.kind !== 'run') return EXIT.fine

  const { command, operands, options } = parsed
  const given = parseFlags(options, rules)
  const runCommand = await LOADERS[command]()
  return runCommand({ operands, given, rules, terminal })
}

async function helpFor(command: Command | undefined): Promise<string> {
  if (!command) return (await import('./usage.ts')).USAGE
  return (await import('./help.ts')).renderHelp(command)
}

/** Loads what a command needs and no more. */
const LOADERS: Readonly<Record<Command, () => Promise<CommandRunner>>> = {
  review: async () => (await import('./commands/review.ts')).runReview,
  audit: async () => (await import('./commands/audit.ts')).runAudit,
  explain: async () => (await import('./commands/explain.ts')).runExplain,
  rules: async () => (await import('./commands/rules.ts')).runRules,
  demo: async () => (await import('./commands/demo.ts')).runDemo,
  init: async () => (await import('./commands/init.ts')).runInit,
}

/** Says what went wrong and whose turn it is. */
function explain(error: unknown, { warn }: Terminal): ExitCode {
  if (error instanceof UserError) {
    warn(`cortex-review: ${error.message}\n${error.remedy ? `${error.remedy}\n` : ''}`)
    return EXIT.wrongUse
  }
  if (error instanceof GitError) {
    warn(`cortex-review: ${error.message}\n`)
    return EXIT.failed
  }
  const stack = error instanceof Error ? error.stack : String(error)
  warn(
    `cortex-review ${VERSION} failed, which is a bug. Please report it with these lines at\n` +
      `${HOMEPAGE}/issues\n\n${stack}\n`,
  )
  return EXIT.failed
}
