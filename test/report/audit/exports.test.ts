import { describe, expect, it } from '@jest/globals'
import { renderAuditJunit, toAuditSarif } from '../../../src/report/audit/exports.ts'
import { rowsToCsv } from '../../../src/report/html/client/state.ts'
import { renderHtml } from '../../../src/report/html/page.ts'
import { listFindingRows } from '../../../src/report/html/rows.ts'
import { rules } from '../../../src/rules/index.ts'
import { API, auditedOf, auditOf, FILES, hostileAudit } from './samples.ts'

const OPTIONS = { version: '1.2.3', docsUrl: 'https://a.test/rules', homepage: 'https://a.test' }
const other = auditedOf({ 'x/cortex.yaml': API }, { name: 'acme/web' })
const audit = auditOf([auditedOf(FILES), other], {
  failures: [{ repository: 'acme/lost', reason: 'Not found' }],
})

/** What every format has to say of each finding: where it is, and which rule found it. */
const expected = audit.repositories
  .flatMap(({ name, report }) =>
    report.findings.map(
      ({ rule, location: { path, range } }) => `${name} ${path}:${range.start.line} ${rule}`,
    ),
  )
  .toSorted()

describe('all formats of an audit', () => {
  it('carry the same findings: CSV', () => {
    const lines = rowsToCsv(listFindingRows(audit)).trimEnd().split('\r\n').slice(1)
    const found = lines.map((line) => {
      const [, rule, repository, path, at] = line.split(',')
      return `${repository} ${path}:${at} ${rule}`
    })
    expect(found.toSorted()).toEqual(expected)
  })

  it('carry the same findings: HTML', () => {
    const [, rows = '[]'] = /id="rows">(.*?)<\/script>/s.exec(renderHtml(audit)) ?? []
    const found: readonly { repo: string; path: string; line: number; rule: string }[] =
      JSON.parse(rows)
    expect(
      found.map((row) => `${row.repo} ${row.path}:${row.line} ${row.rule}`).toSorted(),
    ).toEqual(expected)
  })

  it('carry the same findings: SARIF', () => {
    const found = audit.repositories.flatMap((repository) => {
      const { runs } = toAuditSarif(repository, rules, OPTIONS)
      return (runs[0]?.results ?? []).map(({ ruleId, ruleIndex = -1, locations }) => {
        expect(runs[0]?.tool.driver.rules?.[ruleIndex]?.id).toBe(ruleId)
        const place = locations?.[0]?.physicalLocation
        const at = `${place?.artifactLocation?.uri}:${place?.region?.startLine}`
        return `${repository.name} ${at} ${ruleId}`
      })
    })
    expect(found.toSorted()).toEqual(expected)
  })

  it('carry the same findings: JUnit', () => {
    const xml = renderAuditJunit(audit)
    const found = [
      ...xml.matchAll(/<testcase name="(\S+) \(line (\d+)\)" classname="([^:]+): ([^"]+)"/g),
    ].map(([, rule, line, name, path]) => `${name} ${path}:${line} ${rule}`)
    expect(found.toSorted()).toEqual(expected)
    expect(xml).toContain('<testsuite name="acme/lost" tests="1" failures="0" errors="1">')
  })

  it('hold no markup of hostile names', () => {
    const hostile = hostileAudit()
    expect(renderAuditJunit(hostile)).not.toMatch(/<img|<script|<svg/)
    for (const repository of hostile.repositories) {
      const text = JSON.stringify(toAuditSarif(repository, [], OPTIONS).runs[0]?.results)
      expect(text.length).toBeGreaterThan(10)
    }
  })

  it('fail in JUnit what fails in the report', () => {
    const { repositories } = audit
    const errors = repositories.flatMap(({ report }) => report.findings)
    const failing = errors.filter(({ severity }) => severity === 'error').length
    expect(renderAuditJunit(audit).match(/<failure/g) ?? []).toHaveLength(failing)
  })

  it('offer in SARIF the fixes that the report offers', () => {
    const [first] = audit.repositories
    if (!first) throw new Error('There is no repository')
    const offered = first.report.findings.filter(({ fix }) => fix && fix.doubt === undefined)
    const results = toAuditSarif(first, rules, OPTIONS).runs[0]?.results ?? []
    expect(results.filter(({ fixes }) => fixes).length).toBe(offered.length)
    expect(offered.length).toBeGreaterThan(0)
  })
})
