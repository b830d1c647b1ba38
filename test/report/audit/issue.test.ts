import { describe, expect, it } from '@jest/globals'
import { isTracking, renderTrackingIssue } from '../../../src/report/audit/issue.ts'
import { renderAuditSummary } from '../../../src/report/audit/markdown.ts'
import { auditedOf, auditOf, CLUSTER, FILES, hostileAudit } from './samples.ts'

const RUN = 'https://github.com/acme/audits/actions/runs/1'

const times = <T>(items: readonly T[]) => Array.from({ length: 400 }, () => items).flat()

describe('the tracking issue of an audit', () => {
  const audit = auditOf([auditedOf(FILES)])
  const { body, isOpen } = renderTrackingIssue(audit, RUN)

  it('has a task for each error and warning, by owner, the most severe first', () => {
    const { findings } = audit.repositories[0]?.report ?? { findings: [] }
    const telling = findings.filter(({ severity }) => severity !== 'info')
    expect(body.match(/^- \[ \] /gm)).toHaveLength(telling.length)
    expect(body.match(/^### .*$/gm)?.map((line) => line.replace('&#8203;', ''))).toEqual([
      expect.stringContaining('### @acme/cloud: '),
    ])
    expect(isOpen).toBe(true)
    expect(isTracking(body)).toBe(true)
    expect(body).toContain(RUN)
  })

  it('is done once only notes are left', () => {
    const closed = CLUSTER.replace('internet-facing', 'internal')
    const fine = auditedOf({ 'cluster.yaml': closed })
    const notes = fine.report.findings.filter(({ severity }) => severity === 'info')
    const report = { ...fine.report, findings: notes }
    const issue = renderTrackingIssue(auditOf([{ ...fine, report }]), RUN)
    expect(issue.isOpen).toBe(false)
    expect(issue.body).toContain('nothing left to do')
    expect(isTracking(issue.body)).toBe(true)
  })

  it('is known by its last line only', () => {
    expect(isTracking(`> ${body.split('\n').at(-1)}\n\nA question`)).toBe(false)
    expect(isTracking('')).toBe(false)
  })

  it('notifies nobody, and shows hostile names as text', () => {
    const hostile = renderTrackingIssue(hostileAudit(), undefined).body
    expect(hostile).not.toMatch(/(?<!`[^`\n]*)<img/)
    expect(body).not.toMatch(/@acme/)
    expect(renderAuditSummary(hostileAudit())).not.toMatch(/(?<!`[^\n]*)<(?:img|script)/)
  })

  it('fits what GitHub takes', () => {
    const [first] = audit.repositories
    if (!first) throw new Error('There is no repository')
    const report = { ...first.report, findings: times(first.report.findings) }
    const many = auditOf([{ ...first, report, details: times(first.details) }])
    const long = renderTrackingIssue(many, RUN).body
    expect(long.length).toBeLessThan(65_536)
    expect(long).toContain('The report has more')
    expect(isTracking(long)).toBe(true)
  })
})
