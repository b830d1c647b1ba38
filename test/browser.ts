import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/** Where a browser is; `CHROMIUM` names another one. Tests say so where there is none. */
export const BROWSER = [process.env['CHROMIUM'] ?? '', ...PLACES].find(
  (path) => path !== '' && existsSync(path),
)

/** What the title of tests says in addition where they cannot run. */
export const BROWSER_NOTE = BROWSER ? '' : ' (left out: no Chromium is installed)'

/** Starts the browser; nothing is downloaded. */
export function openBrowser(): Promise<Browser> {
  // The sandbox wants a user who is not root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: BROWSER ?? '', args })
}
