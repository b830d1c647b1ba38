import { describeKey } from '../cortex/keys/docs.ts'
import type { Key } from '../cortex/keys/keys.ts'

/** What there is to know of a key, as Markdown: the hover text of editors. */
export function renderKeyMarkdown(key: Key): string {
  const { sentence, facts } = describeKey(key)
  return [sentence, facts.map(({ label, text }) => `- **${label}**: ${text}`).join('\n')].join(
    '\n\n',
  )
}

/** The same as plain text, for terminals and editors without Markdown. */
export function renderKeyText(key: Key): string {
  const { sentence, facts } = describeKey(key)
  const lines = facts.map(({ label, text }) => `${label}: ${text}`)
  return [sentence, ...lines].join('\n').replaceAll('`', '')
}
