import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from '../../src/rules/index.ts'
import { HOMEPAGE } from '../../src/version.ts'
import { renderDocuments } from './documents.ts'
import { collectExamples } from './examples.ts'
import { type Page, renderPage } from './layout.ts'
import { findDeadLinks } from './links.ts'
import { PLAYGROUND } from './playground-page.ts'
import { bundleScripts } from './scripts.ts'
import { makeSearchIndex } from './search-index.ts'

export type SiteFiles = ReadonlyMap<string, string | Uint8Array>

const ASSETS = 'scripts/site/assets'

/** All files of the site by path. Throws if a link is dead. */
export async function buildSite(root: string): Promise<SiteFiles> {
  const documents = renderDocuments(root)
  const pages: readonly Page[] = [...documents.pages, PLAYGROUND]
  const files = new Map<string, string | Uint8Array>([
    ...pages.map((page) => [page.path, renderPage(page, HOMEPAGE)] as const),
    ...(await bundleScripts(root)),
    ...readAssets(root),
    ['search.json', makeSearchIndex(documents.searchable)],
    ['playground/examples.json', JSON.stringify(collectExamples(root, rules))],
    // Pages would leave out files that start with an underscore.
    ['.nojekyll', ''],
  ])
  const dead = findDeadLinks(files, HOMEPAGE, (path) => existsSync(join(root, path)))
  if (dead.length > 0) throw new Error(`Dead links:\n${dead.join('\n')}`)
  return files
}

/** The styles and pictures, and the pictures of the documentation. */
function readAssets(root: string): readonly (readonly [string, Uint8Array])[] {
  const own = readdirSync(join(root, ASSETS)).map((name) => {
    const folder = name.startsWith('playground') ? 'playground/' : ''
    return [`${folder}${name}`, readFileSync(join(root, ASSETS, name))] as const
  })
  const pictures = readdirSync(join(root, 'docs/images')).map(
    (name) => [`images/${name}`, readFileSync(join(root, 'docs/images', name))] as const,
  )
  return [...own, ...pictures]
}
