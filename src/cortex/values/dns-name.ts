import type { Complaint } from '../../schema/schema.ts'
import { quote } from '../../text/wording.ts'

/** Says why a text is no DNS-1035 label, the form of names in Kubernetes. */
export function checkDnsName(text: string): Complaint | undefined {
  if (isDnsName(text)) return undefined
  const message = `must contain only lowercase letters, digits, and dashes, begin with a letter, and not end with a dash, but is ${quote(text)}`
  const near = text.toLowerCase().replace(/[\s_.]+/g, '-')
  if (!isDnsName(near)) return { code: 'invalid-name', message }
  return {
    code: 'invalid-name',
    message,
    fix: {
      title: `Write ${quote(near)}`,
      safety: 'unsafe',
      edits: [{ op: 'set', path: [], value: near }],
    },
  }
}

function isDnsName(text: string): boolean {
  return /^[a-z][-a-z0-9]*$/.test(text) && !text.endsWith('-')
}
