const OLDEST = 20

/** What to say where Node is too old; undefined if it is not. */
export function describeOldNode(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= OLDEST) return undefined
  return `cortex-review requires Node.js ${OLDEST} or later, but this is Node.js ${version}.`
}
