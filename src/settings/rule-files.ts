import type { CompileRule } from '../custom/source.ts'
import type { ProposedProblem } from '../review/change-set.ts'
import type { Rule, RuleMeta } from '../review/rule.ts'
import type { ProposedFile, SettingsText } from './files.ts'
import { checkRuleFile, parseRuleFile } from './settings.ts'

/**
 * What compiles rules of one's own, if one of the files has any: else nothing is loaded for them.
 */
export async function compilerFor(
  files: readonly Pick<ProposedFile, 'text'>[],
): Promise<CompileRule | undefined> {
  return files.some(({ text }) => text?.includes('custom-rules')) ? loadCompiler() : undefined
}

async function loadCompiler(): Promise<CompileRule> {
  return (await import('../custom/compile.ts')).compileRule
}

/** Reads files of rules, none of which may have a rule that another one has. Throws a UserError. */
export async function readRuleFiles(
  files: readonly SettingsText[],
  rules: readonly RuleMeta[],
): Promise<readonly Rule[]> {
  if (files.length === 0) return []
  const compile = await loadCompiler()
  let own: readonly Rule[] = []
  for (const { path, text } of files) {
    const taken = own.map(({ id }) => id)
    own = [...own, ...parseRuleFile(text, rules, { path, compile, taken })]
  }
  return own
}

/** Checks the files of rules that a change leaves behind. */
export async function checkProposedRules(
  files: readonly ProposedFile[] = [],
  rules: readonly RuleMeta[] = [],
): Promise<{ readonly own: readonly Rule[]; readonly problems: readonly ProposedProblem[] }> {
  if (files.length === 0) return { own: [], problems: [] }
  const compile = await loadCompiler()
  let own: readonly Rule[] = []
  const problems: ProposedProblem[] = []
  for (const { path, text = '' } of files) {
    const taken = own.map(({ id }) => id)
    const checked = checkRuleFile(text, rules, { path, compile, taken })
    own = [...own, ...checked.settings]
    problems.push(...checked.problems.map((problem) => ({ path, ...problem })))
  }
  return { own, problems }
}
