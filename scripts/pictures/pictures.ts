import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rules } from '../../src/rules/index.ts'
import { openBrowser } from '../../test/browser.ts'
import { hashPage, renderPages } from './pages.ts'
import { withPalette } from './png.ts'
import { makeScene } from './scene.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = join(ROOT, 'docs/images')

/** Takes the pictures of the README, light and dark, at twice the size; notes what they show. */
const pages = renderPages(makeScene(ROOT, rules))
const browser = await openBrowser()
try {
  const page = await browser.newPage({
    deviceScaleFactor: 2,
    viewport: { width: 860, height: 600 },
  })
  for (const [name, html] of pages) {
    await page.setContent(html)
    for (const scheme of ['light', 'dark']) {
      await page.locator('html').evaluate((root, value) => {
        root.setAttribute('data-scheme', value)
      }, scheme)
      const taken = await page.locator('main').screenshot()
      writeFileSync(join(FOLDER, `${name}-${scheme}.png`), withPalette(taken))
    }
  }
} finally {
  await browser.close()
}
const shown = Object.fromEntries([...pages].map(([name, html]) => [name, hashPage(html)]))
writeFileSync(join(FOLDER, 'pictures.json'), `${JSON.stringify(shown, undefined, 2)}\n`)
