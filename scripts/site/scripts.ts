import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@babel/parser'
import { build, type Plugin } from 'esbuild'
import { SIDE_EFFECT_FREE } from '../build-plugins.ts'

/** The scripts of the site by path. */
const ENTRIES: Readonly<Record<string, string>> = {
  site: 'src/site/pages/site.ts',
  'playground/playground': 'src/site/playground/main.ts',
  'playground/worker': 'src/site/playground/worker.ts',
  'playground/custom': 'src/site/playground/custom.ts',
  'playground/offline': 'src/site/playground/offline.ts',
}

/** Bundles the scripts for browsers; fails where anything of Node is left. */
export async function bundleScripts(root: string): Promise<ReadonlyMap<string, string>> {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const { outputFiles, warnings } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: '/',
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome110', 'firefox115', 'safari16.4'],
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
    write: false,
    define: { 'process.env': JSON.stringify({ CORTEX_REVIEW_VERSION: version }) },
    plugins: [SIDE_EFFECT_FREE, WITHOUT_FACTS],
  })
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'))
  return new Map(outputFiles.map(({ path, text }) => [path.replaceAll('\\', '/').slice(1), text]))
}

/** What only the pages of the rules say, which are a click away. */
const FACTS = ['cortex', 'quiet']

/** Leaves the facts out of the rules: a twentieth of the playground's script. */
const WITHOUT_FACTS: Plugin = {
  name: 'without-facts',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/]rules[\\/][\w-]+\.ts$/ }, ({ path }) => ({
      contents: leaveOutFacts(readFileSync(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

function leaveOutFacts(text: string): string {
  const { program } = parse(text, { sourceType: 'module', plugins: ['typescript'] })
  const [call] = program.body.flatMap((node) =>
    node.type === 'ExportDefaultDeclaration' ? [node.declaration] : [],
  )
  const [rule] = call?.type === 'CallExpression' ? call.arguments : []
  if (rule?.type !== 'ObjectExpression') return text
  const spans = rule.properties.flatMap((property) => {
    const isFact =
      property.type === 'ObjectProperty' &&
      property.key.type === 'Identifier' &&
      FACTS.includes(property.key.name)
    return isFact ? [[property.start ?? 0, property.end ?? 0] as const] : []
  })
  return spans.reduceRight((rest, [start, end]) => {
    return rest.slice(0, start) + rest.slice(end).replace(/^,/, '')
  }, text)
}
