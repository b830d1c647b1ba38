import { GitError } from '../git/run.ts'
import { EXIT, type ExitCode } from '../report/exit-codes.ts'
import { showLines } from '../report/formats/ansi.ts'
import { rules } from '../rules/index.ts'
import type { Command } from '../settings/field.ts'
import { parseFlags } from '../settings/options.ts'
import { UserError } from '../settings/user-error.ts'
import { HOMEPAGE, VERSION } from '../version.ts'
import { parseArguments } from './arguments.ts'
import { runAudit } from './commands/audit.ts'
import { runDemo } from './commands/demo.ts'
import { runDoctor } from './commands/doctor.ts'
import { runExplain } from './commands/explain.ts'
import { runInit } from './commands/init.ts'
import { runOverview } from './commands/overview.ts'
import { runReview } from './commands/review.ts'
import { runRules } from './commands/rules.ts'
import { renderHelp } from './help.ts'
import type { CommandRunner } from './invocation.ts'
import { asCalled, commandName } from './name.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { USAGE } from './usage.ts'

/** Runs a command line and leaves its exit code with the process. */
export async function main(args: readonly string[]): Promise<void> {
  const own = openTerminal()
  const name = commandName(own.cwd, process.argv[1] ?? '', own.env)
  const terminal = { ...own, name, warn: (text: string) => own.warn(asCalled(text, name)) }
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
  if (args.length === 0) return runOverview({ operands: [], given: {}, rules, terminal })

  const parsed = parseArguments(args)
  if (parsed.kind === 'version') terminal.write(`${VERSION}\n`)
  if (parsed.kind === 'help') {
    terminal.write(asCalled(parsed.command ? renderHelp(parsed.command) : USAGE, terminal.name))
  }
  if (parsed.kind !== 'run') return EXIT.fine

  const { command, operands, options } = parsed
  const given = parseFlags(options, rules)
  return COMMANDS[command]({ operands, given, rules, terminal })
}

const COMMANDS: Readonly<Record<Command, CommandRunner>> = {
  review: runReview,
  audit: runAudit,
  explain: runExplain,
  rules: runRules,
  demo: runDemo,
  init: runInit,
  doctor: runDoctor,
}

/** Says what went wrong and whose turn it is; names of files may be in it. */
function explain(error: unknown, { warn }: Terminal): ExitCode {
  const say = (text: string) => warn(showLines(text))
  if (error instanceof UserError) {
    say(`cortex-review: ${error.message}\n${error.remedy ? `${error.remedy}\n` : ''}`)
    return EXIT.wrongUse
  }
  if (error instanceof GitError) {
    say(`cortex-review: ${error.message}\n`)
    return EXIT.wrongUse
  }
  const stack = error instanceof Error ? error.stack : String(error)
  say(
    `cortex-review ${VERSION}: internal error. Report it with the lines below at\n` +
      `${HOMEPAGE}/issues\n\n${stack}\n`,
  )
  return EXIT.failed
}
