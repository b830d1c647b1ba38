import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rule } from '../../src/review/rule.ts'
import type { ExampleGroup } from '../../src/site/scene/example.ts'
import { sceneOf } from '../../src/site/scene/scene.ts'
import { readCases } from '../../test/cases.ts'

/** What the playground offers: the demo, some stories, and the first case of every rule. */
export function collectExamples(root: string, rules: readonly Rule[]): readonly ExampleGroup[] {
  const stories = readCases(join(root, 'examples/playground.md'))
  return [
    {
      title: 'Start here',
      examples: [
        { id: 'demo', title: 'Demo: cut costs, deploy from CI', scene: readDemo(root) },
        ...stories.map(({ title, before, after }) => {
          return { id: toId(title), title, scene: sceneOf(before, after) }
        }),
      ],
    },
    ...[...new Set(rules.map(({ category }) => category))].map((category) => ({
      title: `Rules: ${category}`,
      examples: rules
        .filter((rule) => rule.category === category)
        .flatMap((rule) => {
          const [first] = readCases(join(root, `test/rules/${rule.id}.md`))
          return first
            ? [{ id: rule.id, title: rule.id, scene: sceneOf(first.before, first.after) }]
            : []
        }),
    })),
  ]
}

function toId(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function readDemo(root: string) {
  return sceneOf(readTree(join(root, 'examples/before')), readTree(join(root, 'examples/after')))
}

function readTree(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}
