import { compareText } from '../../text/compare.ts'
import type { Finding } from '../finding.ts'
import { hash } from '../hash.ts'
import { handleOf } from './handle.ts'

/**
 * Gives findings that share a fingerprint or a handle some of their own, as where a name is repeated:
 * the first place keeps it, others are told apart by their file, then by their order in it.
 */
export function tellApart(findings: readonly Finding[]): readonly Finding[] {
  const fingerprints = countUses()
  const handles = countUses()
  const names = new Map(
    findings.toSorted(byPlace).map((finding) => {
      const { fingerprint, handle, location } = finding
      const isFirst = fingerprints.firstPath(fingerprint, location.path) === location.path
      const own = isFirst ? fingerprint : hash([fingerprint, location.path])
      const nth = fingerprints.use(own)
      const use = handles.use(handle)
      return [
        finding,
        {
          fingerprint: nth > 1 ? hash([own, String(nth)]) : own,
          handle: use > 1 ? handleOf(handle, use) : handle,
        },
      ] as const
    }),
  )
  return findings.map((finding) => ({ ...finding, ...names.get(finding) }))
}

function countUses() {
  const counts = new Map<string, number>()
  const paths = new Map<string, string>()
  return {
    use(name: string): number {
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return count
    },
    firstPath(name: string, path: string): string {
      const first = paths.get(name) ?? path
      paths.set(name, first)
      return first
    },
  }
}

function byPlace({ location: a, message }: Finding, { location: b, message: other }: Finding) {
  return (
    compareText(a.path, b.path) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.column - b.range.start.column ||
    compareText(message, other)
  )
}
