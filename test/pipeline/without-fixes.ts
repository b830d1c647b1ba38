import type { Problem, Rule } from '../../src/review/rule.ts'

type Judge = (...args: readonly unknown[]) => Iterable<Problem>

/** A rule that says the same and repairs nothing: to prove fixes is work with an end of its own. */
export function withoutFixes(rule: Rule): Rule {
  const judges =
    'inspect' in rule ? { inspect: strip(rule.inspect) } : { compare: strip(rule.compare) }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every part keeps its form
  return { ...rule, ...judges } as Rule
}

/** Wraps all functions in an object, at whatever depth. */
function strip(part: unknown): unknown {
  if (typeof part === 'function') return stripJudge(part)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, strip(value)]))
}

function stripJudge(judge: object): Judge {
  return function* (...args) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what rules consist of
    for (const { fix: _, ...problem } of (judge as Judge)(...args)) yield problem
  }
}
