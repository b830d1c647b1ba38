import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { stop } from 'esbuild'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildSite, type SiteFiles } from '../../scripts/site/build.ts'
import { serve } from '../../scripts/site/serve.ts'
import { openBrowser } from '../browser.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export { BROWSER as CHROMIUM } from '../browser.ts'

/** The site of the current sources. */
export async function makeSite(): Promise<SiteFiles> {
  try {
    return await buildSite(ROOT)
  } finally {
    // Its process would keep that of the tests from ending.
    await stop()
  }
}

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Every address that was asked for and is not of the site, and every complaint of the browser. */
  readonly faults: readonly string[]
}

export interface Host {
  readonly address: string
  readonly visit: (path: string, options?: Parameters<Browser['newContext']>[0]) => Promise<Visit>
  readonly close: () => Promise<void>
}

/** The site on 127.0.0.1 with a browser in front of it. */
export async function openHost(files: SiteFiles): Promise<Host> {
  const server: Server = await serve(files, 0)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  const address = `http://127.0.0.1:${port}/`
  const browser = await openBrowser()
  return {
    address,
    async visit(path, options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1400, height: 900 },
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options,
      })
      context.setDefaultTimeout(20_000)
      const page = await context.newPage()
      const faults: string[] = []
      await context.route('**/*', (route) => {
        const url = route.request().url()
        if (url.startsWith(address)) return route.continue()
        faults.push(`asked for ${url}`)
        return route.abort()
      })
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) faults.push(message.text())
      })
      page.on('pageerror', (error) => faults.push(String(error)))
      page.on('dialog', (dialog) => {
        faults.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      await page.goto(address + path)
      return { page, context, faults }
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}
