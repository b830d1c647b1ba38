import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Where Debian and GitHub's runners have it; `CHROMIUM` names another one. */
const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome']

/** The browser that is installed; undefined where there is none, which the tests then say. */
export const BROWSER = PLACES.find((path) => path && existsSync(path))

/** What the title of tests says in addition where they cannot run. */
export const BROWSER_NOTE = BROWSER ? '' : ' (left out: no Chromium is installed)'

/** Starts the browser; nothing is downloaded. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: BROWSER ?? '',
    // Its sandbox wants more than containers allow; it only opens pages of the tests.
    args: ['--no-sandbox'],
  })
}
