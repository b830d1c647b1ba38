import { GitError } from '../../git/run.ts'
import { EXIT, type ExitCode } from '../../report/exit-codes.ts'
import { showLines } from '../../report/formats/ansi.ts'
import { review } from '../../review/review.ts'
import { UserError } from '../../settings/user-error.ts'
import type { Invocation } from '../invocation.ts'
import { asCalled } from '../name.ts'
import { prepareReview } from './review.ts'

const NEXT = `
Next steps:
  cortex-review review  Review these changes
  cortex-review audit   Check all Cortex files as they are
  cortex-review init    Create the GitHub workflow and a settings file

Run \`cortex-review help\` for all commands.
`

/** How many files are named. */
const MOST_FILES = 5

/** What the command says without arguments: what it would review, and what to do next. */
export async function runOverview(invocation: Invocation): Promise<ExitCode> {
  invocation.terminal.write(
    `${showLines(await describe(invocation))}\n${asCalled(NEXT, invocation.terminal.name)}`,
  )
  return EXIT.fine
}

async function describe(invocation: Invocation): Promise<string> {
  try {
    const { changes, options } = await prepareReview(invocation)
    const paths = review(changes, options, []).files.map(({ path }) => path)
    if (paths.length === 0) return 'No changed Cortex files to review.'
    const more = paths.length - MOST_FILES
    return [
      paths.length === 1
        ? '1 changed Cortex file to review:'
        : `${paths.length} changed Cortex files to review:`,
      ...paths.slice(0, MOST_FILES).map((path) => `  ${path}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n')
  } catch (error) {
    if (error instanceof UserError || error instanceof GitError) return error.message
    throw error
  }
}
