import type { CortexFact, RuleMeta } from '../review/rule.ts'

/** Prose of a rule as paragraphs: no indentation, one line each. */
export function paragraphs(text: string): readonly string[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
}

/** To which versions a rule applies, e.g. `Cortex 0.16 to 0.35`. */
export function describeVersions({ versions = {} }: RuleMeta): string {
  const { from, to } = versions
  if (from === undefined && to === undefined) return 'all Cortex versions'
  if (from === undefined) return `Cortex up to 0.${to}`
  return to === undefined ? `Cortex 0.${from} and later` : `Cortex 0.${from} to 0.${to}`
}

/** Where a fact can be looked up. */
export function sourceUrl({ source, version = CORTEX_VERSION }: CortexFact): string {
  return `https://github.com/cortexlabs/cortex/blob/v${version}/${source}`
}

const CORTEX_VERSION = '0.42.1'

/** What a rule is about, as Markdown that reads well as plain text too. */
export function renderRuleText(rule: RuleMeta): string {
  const quiet = rule.quiet?.map((item) => `- ${item}`) ?? []
  const facts = rule.cortex?.map(({ fact, source }) => `- ${fact} (\`${source}\`)`) ?? []
  const options = Object.entries(rule.options ?? {}).map(
    ([name, option]) => `- \`${name}\` (default ${option.default}): ${option.description}`,
  )
  return [
    ...paragraphs(rule.why),
    facts.length > 0 && ['How Cortex behaves:', ...facts].join('\n'),
    quiet.length > 0
      ? ['You can ignore this if:', ...quiet].join('\n')
      : 'No exceptions are known.',
    options.length > 0 && ['Options:', ...options].join('\n'),
    `Applies to ${describeVersions(rule)}.`,
  ]
    .filter(Boolean)
    .join('\n\n')
}
