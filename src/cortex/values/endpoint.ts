import type { Complaint } from '../../schema/schema.ts'
import { quote } from '../../text/wording.ts'

/** Says why a text is no path of a URL as Cortex wants it; `/` itself only where `allowsRoot`. */
export function checkEndpoint(text: string, allowsRoot = false): Complaint | undefined {
  if (!/^[a-zA-Z0-9_\-./]*$/.test(text)) {
    const message = `must contain only letters, digits, and \`_ - . /\`, but is ${quote(text)}`
    return { code: 'invalid-endpoint', message }
  }
  const path = text.startsWith('/') ? text : `/${text}`
  if (path.includes('//')) {
    const single = path.replace(/\/{2,}/g, '/')
    return {
      code: 'invalid-endpoint',
      message: `must not have two slashes in a row, but is ${quote(text)}`,
      ...(single !== '/' && {
        fix: {
          title: `Write ${quote(single)}`,
          safety: 'unsafe' as const,
          edits: [{ op: 'set' as const, path: [], value: single }],
        },
      }),
    }
  }
  if (path === '/' && !allowsRoot) {
    return { code: 'invalid-endpoint', message: 'must name a path below `/`' }
  }
  return undefined
}

/** The one form of an endpoint: with a leading slash and, unless it is `/`, no trailing one. */
export function canonicalEndpoint(text: string): string {
  const path = text.startsWith('/') ? text : `/${text}`
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}
