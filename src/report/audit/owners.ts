/** Who owns a path. */
export type OwnersOf = (path: string) => readonly string[]

/** Where GitHub looks for the file, in this order. */
export const OWNER_FILES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const

/** GitHub loads no larger file. */
const LARGEST = 3 * 1024 * 1024

/** Reads a CODEOWNERS file as GitHub does: the last pattern that matches decides. */
export function readOwners(text: string | undefined): OwnersOf {
  if (text === undefined || text.length > LARGEST) return () => []
  const rows = text
    .split('\n')
    .map(readRow)
    .filter((row) => row !== undefined)
    .toReversed()
  return (path) => {
    const steps = path.split('/')
    return rows.find(({ pattern }) => matches(pattern, steps))?.owners ?? []
  }
}

function readRow(line: string) {
  const [pattern = '', ...rest] = line.split(/(?<!\\)\s/).filter(Boolean)
  // GitHub knows neither negation nor ranges, and leaves such lines out.
  if (pattern === '' || /^[#!]|\[/.test(pattern)) return undefined
  const end = rest.findIndex((word) => word.startsWith('#'))
  const owners = (end < 0 ? rest : rest.slice(0, end)).filter((word) => word.includes('@'))
  return { pattern: toSteps(pattern.replaceAll('\\ ', ' ')), owners }
}

/** A pattern as steps from the root; a slash before its end ties it there. */
function toSteps(pattern: string): readonly string[] {
  const isTied = /\/./.test(pattern)
  const steps = pattern.replace(/^\/|\/$/g, '').split('/')
  // A folder means all below it; but `docs/*` means its own files only.
  const isFolder = pattern.endsWith('/') || !steps.at(-1)?.includes('*')
  return [
    ...(isTied ? [] : ['**']),
    ...steps,
    ...(isFolder ? [pattern.endsWith('/') ? '**/' : '**'] : []),
  ]
}

/** Whether steps match a path's: two stars stand for any number of steps, with a slash for one or more. */
function matches(pattern: readonly string[], steps: readonly string[]): boolean {
  // The ends that the pattern so far can have reached: linear in pattern times path.
  let ends = new Set([0])
  for (const part of pattern) {
    const next = new Set<number>()
    for (const end of ends) {
      if (part === '**' || part === '**/') {
        for (let at = part === '**' ? end : end + 1; at <= steps.length; at += 1) next.add(at)
      } else if (end < steps.length && matchesStep(part, steps[end] ?? '')) next.add(end + 1)
    }
    ends = next
  }
  return ends.has(steps.length)
}

/** A step with `*` and `?`, by going back to the last star only. */
function matchesStep(pattern: string, text: string): boolean {
  let [at, star, from] = [0, -1, 0]
  for (let read = 0; read < text.length; ) {
    if (pattern[at] === '*') [star, from, at] = [at, read, at + 1]
    else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[read])) {
      at += 1
      read += 1
    } else if (star >= 0) {
      from += 1
      ;[at, read] = [star + 1, from]
    } else return false
  }
  return /^\**$/.test(pattern.slice(at))
}
