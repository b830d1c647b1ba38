import { expect, it } from '@jest/globals'
import { demoOrganization } from '../../../examples/organization.ts'
import { auditDemo } from '../../../scripts/report-picture.ts'

it('the demo organization has something of everything, and no file that Cortex rejects', () => {
  const audit = auditDemo()
  const findings = audit.repositories.flatMap(({ report }) => report.findings)
  expect(audit.repositories).toHaveLength(demoOrganization('after').size)
  expect(findings.filter(({ rule }) => /refused|invalid|unreadable/.test(rule))).toEqual([])
  expect(new Set(findings.map(({ severity }) => severity)).size).toBe(3)
  expect(new Set(findings.map(({ category }) => category)).size).toBeGreaterThanOrEqual(4)
  expect(audit.history).toHaveLength(3)
  expect(audit.gone.length).toBeGreaterThan(0)
  const details = audit.repositories.flatMap((each) => each.details)
  expect(details.filter((each) => each.new).length).toBeGreaterThan(0)
  expect(audit.across).toBeUndefined()
})
