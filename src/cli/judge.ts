import { resolve } from 'node:path'
import { isCustomId } from '../custom/source.ts'
import { writeWhole } from '../git/write.ts'
import { conclude, isFailing } from '../report/check.ts'
import { EXIT, type ExitCode } from '../report/exit-codes.ts'
import { showLines } from '../report/formats/ansi.ts'
import { type Review, review } from '../review/review.ts'
import type { Options } from '../settings/field.ts'
import { HOMEPAGE, VERSION } from '../version.ts'
import { applyFixes } from './fix.ts'
import type { Invocation } from './invocation.ts'
import { renderReview } from './render.ts'
import type { Task } from './task.ts'
import type { Terminal } from './terminal.ts'

/** Judges, repairs if asked to, prints; returns the exit code. */
export async function judge(given: Task, { rules, terminal }: Invocation): Promise<ExitCode> {
  const today = new Date().toISOString().slice(0, 10)
  const basis = { ...given.changes.basis, today }
  const task: Task = { ...given, changes: { ...given.changes, basis } }
  const { options } = task
  const done = announce(task.changes.after.size, terminal)
  const found = review(task.changes, options, rules)
  done()
  const first =
    found.exceptions.length > 0 && isForReaders(options)
      ? (await import('./exceptions.ts')).dateInClone(found, task)
      : found

  const { judged, changes, patch } =
    options.fix === undefined
      ? { judged: first, changes: task.changes, patch: '' }
      : applyFixes(first, task, { rules, which: options.fix })
  // Other formats are for programs, which must get nothing else.
  const isForPeople = options.format === 'pretty' && options.output === undefined
  if (!options.quiet) (isForPeople ? terminal.write : terminal.warn)(patch)

  const all = [...rules, ...options.customRules]
  const text = await renderReview({ ...task, judged, changes }, { rules: all, terminal })
  if (options.output === undefined) {
    if (!options.quiet) terminal.write(text)
  } else {
    const path = resolve(terminal.cwd, options.output)
    writeWhole({ path, roots: [task.root, terminal.cwd] }, text)
  }
  return exitCodeOf(judged, options, terminal)
}

/** Whether the output says since when exceptions are there. */
function isForReaders({ format, quiet }: Options): boolean {
  return !quiet && ['pretty', 'markdown', 'json'].includes(format)
}

function exitCodeOf(judged: Review, { failOn }: Options, terminal: Terminal): ExitCode {
  const { conclusion, hasFailed } = conclude(judged, failOn)
  if (!hasFailed) {
    if (conclusion === 'success') return EXIT.fine
    const isFound = judged.findings.some((finding) => isFailing(finding, failOn))
    return isFound ? EXIT.findings : EXIT.incomplete
  }

  const failure = judged.failures.find(({ rule }) => !isCustomId(rule))
  if (!failure) return warnOfOwn(judged, terminal)
  terminal.warn(
    `cortex-review ${VERSION}: internal error in a rule. Report it with the lines below ` +
      `at\n${HOMEPAGE}/issues\n\n${failure.rule} on ${showLines(`${failure.path}: ${failure.error.stack}`)}\n`,
  )
  return EXIT.failed
}

/** Says which rules of one's own failed, and where: theirs is the fault. */
function warnOfOwn({ failures }: Review, { warn }: Terminal): ExitCode {
  for (const { rule, path, error } of failures) {
    warn(showLines(`cortex-review: custom rule ${rule} failed on ${path}: ${error.message}\n`))
  }
  return EXIT.failed
}

/** Fewer files take no time worth a word. */
const MANY_FILES = 200

/** Says what takes time, to people only; the result takes it back. */
function announce(files: number, { isErrorTerminal, warn }: Terminal): () => void {
  if (!isErrorTerminal || files < MANY_FILES) return () => {}
  warn(`Checking ${files} Cortex files …`)
  return () => warn('\r\u001B[K')
}
