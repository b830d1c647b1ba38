import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'

/** Marks a resolution as ours, so that the plugin does not ask itself again. */
const ASKED = Symbol('asked')
const PURE_PACKAGES = /node_modules\/(?:@actions|@octokit|undici|yaml|minimatch|diff)\//

/**
 * These packages do nothing when they are loaded, but most of them do not say so: without this,
 * whatever they export is bundled, and `undici` loaded at every start.
 */
export const SIDE_EFFECT_FREE: Plugin = {
  name: 'side-effect-free',
  setup(build) {
    build.onResolve({ filter: /^[@.a-z]/ }, async ({ path, pluginData, ...options }) => {
      if (pluginData === ASKED) return undefined
      const { importer, resolveDir, kind, namespace } = options
      if (!importer) return undefined

      const found = await build.resolve(path, {
        importer,
        resolveDir,
        kind,
        namespace,
        pluginData: ASKED,
      })
      if (found.errors.length > 0 || !PURE_PACKAGES.test(found.path.replaceAll('\\', '/'))) {
        return undefined
      }
      return { path: found.path, sideEffects: false }
    })
  },
}

/** On Node, `yaml` offers CommonJS only, which cannot be shaken; its ES modules are for browsers. */
export const YAML_AS_MODULES: Plugin = {
  name: 'yaml-as-modules',
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, async ({ importer, resolveDir, kind }) =>
      build.resolve('./node_modules/yaml/browser/dist/index.js', {
        importer,
        kind,
        resolveDir: build.initialOptions.absWorkingDir ?? resolveDir,
      }),
    )
  },
}

/** Gives `cortex-review:examples` the files of `examples/` by path, so that the bundle has them. */
export const EXAMPLES = virtualModule('examples', (root) => readExamples(join(root, 'examples')))

/** Gives `cortex-review:rule-examples` the examples on the pages of the rules by rule. */
export const RULE_EXAMPLES = virtualModule('rule-examples', (root) =>
  readRuleExamples(join(root, 'docs/rules')),
)

/** A module `cortex-review:NAME` whose default export is read when the bundle is built. */
function virtualModule(
  name: string,
  read: (root: string) => Readonly<Record<string, string>>,
): Plugin {
  return {
    name,
    setup(build) {
      const root = build.initialOptions.absWorkingDir ?? '.'
      build.onResolve({ filter: new RegExp(`^cortex-review:${name}$`) }, ({ path }) => ({
        path,
        namespace: name,
      }))
      build.onLoad({ filter: /.*/, namespace: name }, () => ({
        contents: JSON.stringify(read(root)),
        loader: 'json',
      }))
    },
  }
}

function readRuleExamples(folder: string): Readonly<Record<string, string>> {
  const pages = readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .toSorted()
  return Object.fromEntries(
    pages.flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      const [example] = /^## Example\n[\s\S]*?(?=^## (?!Suggested fix))/m.exec(text) ?? []
      return example ? [[name.slice(0, -'.md'.length), example.trim()]] : []
    }),
  )
}

function readExamples(folder: string): Readonly<Record<string, string>> {
  const files = ['before', 'after']
    .flatMap((side) => readdirSync(join(folder, side), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  return Object.fromEntries(
    files.map((path) => [
      path.slice(folder.length + 1).replaceAll('\\', '/'),
      readFileSync(path, 'utf8'),
    ]),
  )
}
