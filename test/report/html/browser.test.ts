import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { AuditedRepository, AuditReport } from '../../../src/report/audit/model.ts'
import { renderHtml } from '../../../src/report/html/page.ts'
import { BROWSER, BROWSER_NOTE, openBrowser } from '../../browser.ts'
import { auditedOf, auditOf, FILES, hostileAudit } from '../audit/samples.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

;(BROWSER ? describe : describe.skip)(`the report in a browser${BROWSER_NOTE}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cortex-review-report-'))
  let browser: Browser
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  async function open(audit: AuditReport, hash = '', colorScheme: 'light' | 'dark' = 'light') {
    const path = join(folder, 'report.html')
    writeFileSync(path, renderHtml(audit))
    const page = await browser.newPage({ colorScheme })
    complaints.length = 0
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('dialog', (dialog) => complaints.push(`dialog ${dialog.message()}`))
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(`request ${request.url()}`)
    })
    await page.goto(`file://${path}${hash}`)
    return page
  }

  it.each(['light', 'dark'] as const)('opens from disk and is accessible, %s', async (scheme) => {
    const earlier = auditOf([auditedOf({ 'apis/cortex.yaml': FILES['apis/cortex.yaml'] })])
    const page = await open(auditOf([auditedOf(FILES)], { earlier }), '', scheme)
    expect(await visible(page)).toBeGreaterThan(3)
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })

  it('filters, sorts, and follows its address', async () => {
    const page = await open(auditOf([auditedOf(FILES)]), '#rule=queue-too-long')
    expect(await visible(page)).toBe(1)
    expect(await page.locator('#count').textContent()).toBe('1 finding')
    await page.locator('#reset').click()
    const all = await visible(page)
    await page.locator('[data-filter=q]').fill('operator')
    expect(await visible(page)).toBeLessThan(all)
    expect(page.url()).toContain('#q=operator')
    await page.locator('#reset').click()
    await page.locator('th[data-key=rule] button').press('Enter')
    const rules = await page.locator('#findings tbody tr td:nth-child(2)').allTextContents()
    expect(rules).toEqual(rules.toSorted())
    expect(await page.locator('th[data-key=rule]').getAttribute('aria-sort')).toBe('ascending')
    expect(complaints).toEqual([])
    await page.close()
  })

  it('does nothing that hostile names, values and paths say', async () => {
    const page = await open(hostileAudit(), '#state=all&q=<img')
    expect(await page.locator('main img, main [onload], main [onerror]').count()).toBe(0)
    expect(await page.locator('a:not([href^="https:"]):not(.skip)').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.close()
  })

  it('prints', async () => {
    const page = await open(auditOf([auditedOf(FILES)]))
    const pdf = await page.pdf()
    expect(pdf.length).toBeGreaterThan(10_000)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#filters').isVisible()).toBe(false)
    await page.close()
  })

  it('says in the print where it stops', async () => {
    const page = await open(auditOf([enlarge(auditedOf(FILES), 10_000)]))
    const note = page.locator('#print-note')
    expect(await note.isVisible()).toBe(false)
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await page.locator('#findings tbody tr:not(.space)').count()).toBe(2000)
    expect(await note.textContent()).toContain('The first 2000 of 10000 findings are printed.')
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(await note.isVisible()).toBe(false)
    await page.locator('[data-filter=q]').fill('no such words')
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await note.isVisible()).toBe(false)
    await page.close()
  })

  it('draws only the rows in view of 10,000, and all their details', async () => {
    const page = await open(auditOf([enlarge(auditedOf(FILES), 10_000)]))
    expect(await page.locator('#count').textContent()).toBe('10000 findings')
    expect(await page.locator('#findings tbody tr').count()).toBeLessThan(120)
    await page.locator('#scroller').evaluate((scroller) => {
      scroller.scrollTop = scroller.scrollHeight
    })
    await page.waitForFunction('document.querySelector(\'tr[aria-rowindex="10001"]\')')
    await page.locator('tr[aria-rowindex="10001"] button.open').click()
    expect(await page.locator('dialog pre').first().textContent()).toContain('region')
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })
})

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  const result: { violations: { id: string; nodes: { html: string }[] }[] } = JSON.parse(
    await page.evaluate('axe.run().then((result) => JSON.stringify(result))'),
  )
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

function visible(page: Page): Promise<number> {
  return page.locator('#findings tbody tr:visible').count()
}

function enlarge(repository: AuditedRepository, count: number): AuditedRepository {
  const { report, details } = repository
  const [finding] = report.findings
  const [detail] = details
  if (!finding || !detail) throw new Error('There is no finding to repeat')
  return {
    ...repository,
    report: {
      ...report,
      findings: Array.from({ length: count }, (_, at) => ({
        ...finding,
        fingerprint: at.toString(16).padStart(16, '0'),
      })),
    },
    details: Array.from({ length: count }, () => detail),
  }
}
