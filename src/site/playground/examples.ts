import type { ExampleGroup } from '../scene/example.ts'

/** The examples, which the build writes beside the page. */
export async function listExamples(): Promise<readonly ExampleGroup[]> {
  const response = await fetch('examples.json')
  const groups: readonly ExampleGroup[] = await response.json()
  return groups
}
