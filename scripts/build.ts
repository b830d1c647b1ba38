import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle, type Metafile, type OutputFile, transform } from 'esbuild'
import { EXAMPLES, RULE_EXAMPLES, SIDE_EFFECT_FREE, YAML_AS_MODULES } from './build-plugins.ts'
import { collectLicenses } from './licenses.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DIST = join(ROOT, 'dist')

/**
 * Bundles the entries into a folder, which is emptied first.
 *
 * What is imported late becomes a file of its own. esbuild splits ES modules only, so they are made
 * CommonJS afterwards, which Node starts faster; short ASCII sources are compiled faster, too (a
 * tenth of a short run). The same sources give the same bytes.
 */
export async function build(folder: string): Promise<void> {
  const { outputFiles, metafile } = await bundle({
    absWorkingDir: ROOT,
    entryPoints: ['src/action.ts', 'src/cli.ts'].filter((path) => existsSync(join(ROOT, path))),
    outdir: DIST,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
    metafile: true,
    define: { 'process.env.CORTEX_REVIEW_VERSION': JSON.stringify(readVersion()) },
    plugins: [SIDE_EFFECT_FREE, YAML_AS_MODULES, EXAMPLES, RULE_EXAMPLES],
  })
  const names = nameFiles(metafile)

  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const file of outputFiles) {
    const name = names.get(relative(DIST, file.path)) ?? ''
    writeFileSync(join(folder, name), await toCommonJs(file, names))
  }
  // The package's own files are ES modules.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n')
  writeFileSync(join(folder, 'LICENSES.txt'), collectLicenses(ROOT, Object.keys(metafile.inputs)))
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  return version
}

/** esbuild's names have hashes in them; a committed folder is quieter with names that stay. */
function nameFiles({ outputs }: Metafile): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const shared: { readonly path: string; readonly inputs: string }[] = []

  for (const [output, { entryPoint, inputs }] of Object.entries(outputs)) {
    const path = relative('dist', output)
    if (entryPoint) names.set(path, nameEntry(entryPoint))
    else shared.push({ path, inputs: Object.keys(inputs).toSorted().join() })
  }
  shared
    .toSorted((a, b) => (a.inputs < b.inputs ? -1 : 1))
    .forEach(({ path }, index) => names.set(path, `shared-${index + 1}.js`))

  if (new Set(names.values()).size !== names.size) throw new Error('Two files have one name')
  return names
}

/** `src/cli/main.ts` becomes `cli-main.js`, a file of `@octokit/rest` `octokit-rest.js`. */
function nameEntry(path: string): string {
  const own = /^src\/(.*)\.ts$/.exec(path)?.[1]
  const dependency = /node_modules\/@?([^/]+(?:(?<=@[^/]+)\/[^/]+)?)\//.exec(path)?.[1]
  return `${(own ?? dependency ?? '').replaceAll('/', '-')}.js`
}

async function toCommonJs(
  { text }: OutputFile,
  names: ReadonlyMap<string, string>,
): Promise<string> {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    supported: { 'dynamic-import': false },
  })
  return [...names].reduce(
    (renamed, [from, to]) => renamed.replaceAll(`"./${from}"`, `"./${to}"`),
    code,
  )
}

/** Names the files of a folder that differ from a fresh build. */
export async function findStale(folder: string): Promise<readonly string[]> {
  const fresh = mkdtempSync(join(tmpdir(), 'cortex-review-build-'))
  try {
    await build(fresh)
    const files = new Set([
      ...readdirSync(fresh),
      ...(existsSync(folder) ? readdirSync(folder) : []),
    ])
    return [...files].filter((name) => readText(fresh, name) !== readText(folder, name)).toSorted()
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

function readText(folder: string, name: string): string | undefined {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

async function main(): Promise<void> {
  if (!process.argv.includes('--check')) return build(DIST)

  const stale = await findStale(DIST)
  if (stale.length === 0) return
  console.error(`dist/ is not what the sources give: ${stale.join(', ')}\nRun: npm run build`)
  process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
