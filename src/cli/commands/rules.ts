import { EXIT, type ExitCode } from '../../report/exit-codes.ts'
import { createPaint } from '../../report/formats/ansi.ts'
import { ENGINE_RULES } from '../../review/engine-rules.ts'
import type { RuleMeta } from '../../review/rule.ts'
import { type Invocation, refuseOperands } from '../invocation.ts'
import { readOwnRules } from '../settings.ts'
import { wantsColor } from '../terminal.ts'

/** `cortex-review rules`: all rules, by what they protect. */
export async function runRules(invocation: Invocation): Promise<ExitCode> {
  if (invocation.operands[0] === 'test') {
    return (await import('./test-rules.ts')).testRules(invocation)
  }
  if (invocation.given.effective) {
    return (await import('./effective-rules.ts')).showEffective(invocation)
  }
  refuseOperands(invocation, 'rules', 'To read about one rule: `cortex-review explain RULE`.')
  const { given, terminal } = invocation
  const rules = [...invocation.rules, ...ENGINE_RULES, ...(await readOwnRules(invocation))]
  const paint = createPaint(wantsColor(given.color, terminal))
  const width = Math.max(...rules.map(({ id }) => id.length))

  const renderRule = ({ id, severity, summary }: RuleMeta) =>
    `  ${id.padEnd(width)}  ${paint(severity.padEnd(7), COLORS[severity])}  ${summary}`
  const categories = [...new Set(rules.map(({ category }) => category))].toSorted()
  const sections = categories.map((category) => {
    const members = rules.filter((rule) => rule.category === category)
    return [paint(category, 'bold'), ...members.map(renderRule)].join('\n')
  })
  terminal.write(`${sections.join('\n\n')}\n\nMore on each: cortex-review explain RULE\n`)
  return EXIT.fine
}

const COLORS = { error: 'red', warning: 'yellow', info: 'blue' } as const
