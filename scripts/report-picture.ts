import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoOrganization } from '../examples/organization.ts'
import { createAudit } from '../src/report/audit/merge.ts'
import type { AuditReport } from '../src/report/audit/model.ts'
import { readOwners } from '../src/report/audit/owners.ts'
import { toAuditedRepository } from '../src/report/audit/repository.ts'
import { renderHtml } from '../src/report/html/page.ts'
import { review } from '../src/review/review.ts'
import { rules } from '../src/rules/index.ts'
import { DEFAULT_OPTIONS } from '../src/settings/fields.ts'
import { openBrowser } from '../test/browser.ts'

/**
 * Draws `docs/images/audit-report.png`: the report of the demo organization in Chromium, at twice its
 * size. With a path, writes the page there instead.
 *
 *     node --import ./scripts/typescript.js scripts/report-picture.ts [report.html]
 */
const PICTURE = fileURLToPath(new URL('../docs/images/audit-report.png', import.meta.url))
const MONTHS = ['2026-09-01', '2026-10-01', '2026-11-01', '2026-12-01'] as const
const SIZE = { width: 1120, height: 1060 }

/** The audit of the demo organization, with those of the months before. */
export function auditDemo(): AuditReport {
  const [first, ...later] = MONTHS.map(
    (month, at) => ({ month, moment: at > 2 ? 'after' : 'before' }) as const,
  )
  const start = auditAt(first?.month ?? '', first?.moment ?? 'before')
  return later.reduce((earlier, { month, moment }) => auditAt(month, moment, earlier), start)
}

function auditAt(month: string, moment: 'before' | 'after', earlier?: AuditReport): AuditReport {
  const date = `${month}T04:41:00.000Z`
  const repositories = [...demoOrganization(moment)].map(([name, files]) => {
    const { CODEOWNERS: owners, ...rest } = files
    const after = new Map(Object.entries(rest))
    const basis = { isAudit: true, today: month } as const
    const changes = {
      before: new Map(),
      after,
      renames: new Map(),
      hunks: new Map(),
      unreadable: [],
      basis,
    }
    return toAuditedRepository(review(changes, DEFAULT_OPTIONS, rules), {
      name,
      url: `https://github.com/${name}`,
      commit: 'c0ffee'.padEnd(40, '0'),
      date,
      failOn: 'error',
      version: '1.0.0',
      docsUrl: 'https://github.com/cortex-review/cortex-review/blob/main/docs/rules',
      ownersOf: readOwners(owners),
    })
  })
  const without = Array.from({ length: 40 }, (_, at) => ({ name: `acme/site-${at}` }))
  return createAudit({ version: '1.0.0', created: date, repositories, without, earlier })
}

async function draw(page: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'report-picture-'))
  const browser = await openBrowser()
  try {
    const path = join(folder, 'report.html')
    writeFileSync(path, page)
    const tab = await browser.newPage({ viewport: SIZE, deviceScaleFactor: 2 })
    await tab.goto(`file://${path}`)
    await tab.screenshot({ path: PICTURE })
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = renderHtml(auditDemo())
  const [target] = process.argv.slice(2)
  if (target === undefined) await draw(page)
  else writeFileSync(target, page)
}
