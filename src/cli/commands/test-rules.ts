import { lstatSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import {
  type Case,
  fillCases,
  parseCases,
  renderFindings,
  renderFixes,
  reviewSides,
} from '../../docs/cases.ts'
import { readText } from '../../git/read-text.ts'
import { findRoot } from '../../git/revisions.ts'
import { writeWhole } from '../../git/write.ts'
import { EXIT, type ExitCode } from '../../report/exit-codes.ts'
import { show, showLines } from '../../report/formats/ansi.ts'
import { DEFAULT_CONFIG } from '../../review/config.ts'
import type { Rule } from '../../review/rule.ts'
import { RULES_FOLDER } from '../../settings/files.ts'
import { readRuleFiles } from '../../settings/rule-files.ts'
import { UserError } from '../../settings/user-error.ts'
import { diffTexts, renderPatch } from '../../text/hunks.ts'
import type { Invocation } from '../invocation.ts'
import { readOwnRules } from '../settings.ts'

/**
 * `cortex-review rules test [DIR]`: runs the Markdown case files of a folder with the rules of its
 * rule files; of a folder without any, with those of the repository.
 */
export async function testRules(invocation: Invocation): Promise<ExitCode> {
  const { given, terminal, operands } = invocation
  const [, name, ...more] = operands
  if (more.length > 0) throw new UserError('`rules test` takes one folder.')
  const root = findRoot(terminal.cwd) ?? terminal.cwd
  const folder = name === undefined ? join(root, RULES_FOLDER) : resolve(terminal.cwd, name)
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError(`There is no folder ${show(relative(terminal.cwd, folder))}.`)
  }
  const names = readdirSync(folder).toSorted()
  const read = (path: string) => ({ path, text: readText(join(folder, path), folder) ?? '' })
  const files = names.filter((each) => /\.ya?ml$/.test(each)).map(read)
  const rules =
    files.length > 0 ? await readRuleFiles(files, invocation.rules) : await readOwnRules(invocation)
  const cases = names.filter((each) => each.endsWith('.md')).map(read)
  if (cases.length === 0) throw new UserError('The folder has no case files, which end in `.md`.')

  const results = cases.map((file) => ({
    file,
    outcomes: parse(file).map((one) => run(one, rules)),
  }))
  if (given.update) {
    for (const { file, outcomes } of results) {
      const text = fillCases(file.text, outcomes)
      if (text !== file.text) writeWhole({ path: join(folder, file.path), roots: [folder] }, text)
    }
  }
  const failed = results.flatMap(({ file, outcomes }) =>
    outcomes.flatMap((outcome) => describe(file.path, outcome, given.update ?? false)),
  )
  const count = results.flatMap(({ outcomes }) => outcomes).length
  terminal.write(failed.map(showLines).join(''))
  terminal.write(`${count} cases, ${failed.length} failed\n`)
  return failed.length > 0 ? EXIT.findings : EXIT.fine
}

interface Outcome {
  readonly case: Case
  readonly findings: string
  readonly diff: string
  /** Which rules failed, and why. */
  readonly failures: readonly string[]
}

function parse({ path, text }: { readonly path: string; readonly text: string }): readonly Case[] {
  try {
    return parseCases(text)
  } catch (error) {
    throw new UserError(`${show(path)}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function run(one: Case, rules: readonly Rule[]): Outcome {
  const review = reviewSides(one.before, one.after, rules, DEFAULT_CONFIG)
  return {
    case: one,
    findings: renderFindings(review, one, rules.length > 1),
    diff: renderFixes(review, one),
    failures: review.failures.map(({ rule, error }) => `${rule} failed: ${error.message}\n`),
  }
}

/** What is not as the case says; nothing if all is. */
function describe(path: string, outcome: Outcome, isUpdate: boolean): readonly string[] {
  const { case: one, findings, diff, failures } = outcome
  const pairs = isUpdate
    ? []
    : [
        [one.findings, findings],
        [one.diff, diff],
      ]
  const patches = pairs.map(([expected = '', found = '']) =>
    expected === found ? '' : renderPatch(diffTexts(expected, found)),
  )
  const text = [...failures, ...patches].join('')
  return text === '' ? [] : [`${path}: ${one.title}\n${text}\n`]
}
