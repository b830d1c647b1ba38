import { createAudit } from '../../../src/report/audit/merge.ts'
import type { AuditedRepository, AuditReport } from '../../../src/report/audit/model.ts'
import { readOwners } from '../../../src/report/audit/owners.ts'
import { toAuditedRepository } from '../../../src/report/audit/repository.ts'
import { rules } from '../../../src/rules/index.ts'
import { reviewSides } from '../../cases.ts'

export const CLUSTER = `cluster_name: prod
region: us-east-1
operator_load_balancer_scheme: internet-facing
node_groups:
  - name: cpu
    instance_type: m5.large
    min_instances: 1
    max_instances: 5
    spot: true
`
export const API = `- name: iris
  kind: RealtimeAPI
  pod:
    max_queue_length: 1000
    containers:
      - name: api
        image: iris:latest
        compute: {cpu: 1, mem: 1Gi}
`
/** What a stranger may call things; every one of them would act if it were more than text. */
export const HOSTILE = `<img src=x onerror=alert(1)></script><script>alert(2)</script>"'&\``
export const HOSTILE_PATH = 'a/"><svg onload=alert(3)>/cortex.yaml'

export const OLDER = '2026-11-01T00:00:00.000Z'
export const NOW = '2026-12-01T00:00:00.000Z'

/** A repository's part of an audit, of files that a review has read. */
export function auditedOf(
  files: Readonly<Record<string, string>>,
  facts: Partial<Parameters<typeof toAuditedRepository>[1]> = {},
): AuditedRepository {
  const review = reviewSides(new Map(), new Map(Object.entries(files)), rules)
  return toAuditedRepository(review, {
    name: 'acme/ml',
    url: 'https://github.com/acme/ml',
    commit: 'c0ffee'.padEnd(40, '0'),
    date: NOW,
    failOn: 'error',
    version: '1.2.3',
    docsUrl: 'https://example.com/rules',
    ownersOf: readOwners('* @acme/platform\nclusters/ @acme/cloud\n'),
    ...facts,
  })
}

export function auditOf(
  repositories: readonly AuditedRepository[],
  more: Partial<Parameters<typeof createAudit>[0]> = {},
): AuditReport {
  return createAudit({ version: '1.2.3', created: NOW, repositories, ...more })
}

export const FILES = { 'clusters/prod.yaml': CLUSTER, 'apis/cortex.yaml': API }

/** Names that would act in a page, wherever a page shows one. */
export function hostileAudit(): AuditReport {
  const quoted = JSON.stringify(HOSTILE)
  const files = {
    [HOSTILE_PATH]: API.replace('iris:latest', quoted).replace('name: iris', `name: ${quoted}`),
    [`${HOSTILE}.yaml`]: CLUSTER.replace('name: prod', `name: ${quoted}`).replace(
      'name: cpu',
      `name: ${quoted}`,
    ),
    'broken.yaml': 'cluster_name: a\nregion: b\nnode_groups: [',
  }
  const repository = auditedOf(files, {
    name: HOSTILE,
    url: 'javascript:alert(4)',
    ownersOf: () => [HOSTILE],
  })
  const earlier = auditOf([auditedOf({ ...files, [`b${HOSTILE_PATH}`]: API }, { name: HOSTILE })])
  return auditOf([repository, auditedOf(FILES)], {
    earlier,
    failures: [{ repository: HOSTILE, reason: HOSTILE }],
  })
}
