import { describe, expect, it } from '@jest/globals'
import type { ChangeSet, UnreadableFile } from '../../src/review/change-set.ts'
import { canBeIgnored, ENGINE_RULES, FILE_UNREADABLE } from '../../src/review/engine-rules.ts'
import { review } from '../../src/review/review.ts'
import { DEFAULT_OPTIONS } from '../../src/settings/fields.ts'

const CLUSTER = 'cluster_name: prod\nregion: us-east-1\nnode_groups: []\n'

function findingsOf(
  before: string,
  file: Partial<UnreadableFile> = {},
  more: { readonly renames?: ChangeSet['renames']; readonly severity?: 'off' | 'info' } = {},
) {
  const changeSet: ChangeSet = {
    before: new Map([['cluster.yaml', before]]),
    after: new Map(),
    renames: more.renames ?? new Map(),
    hunks: new Map(),
    unreadable: [
      { path: 'cluster.yaml', side: 'after', reason: 'too-large', mayBeCortex: true, ...file },
    ],
  }
  const rules = more.severity ? { [FILE_UNREADABLE.id]: { severity: more.severity } } : {}
  return review(changeSet, { ...DEFAULT_OPTIONS, rules }, []).findings
}

describe('a file that cannot be read', () => {
  it('is a finding if it was a Cortex file, whatever its name is now', () => {
    const renames = new Map([['prod.yaml', 'cluster.yaml']])
    expect(findingsOf(CLUSTER, { mayBeCortex: false })).toMatchObject([
      {
        rule: { id: 'file-unreadable' },
        severity: 'error',
        message: '`cluster.yaml` can no longer be reviewed: it is larger than 1 MiB.',
        location: { path: 'cluster.yaml', side: 'after', range: { start: { line: 1, column: 1 } } },
      },
    ])
    const moved = { path: 'prod.yaml', reason: 'binary', mayBeCortex: false } as const
    expect(findingsOf(CLUSTER, moved, { renames })).toHaveLength(1)
  })

  it('is a finding if it may be Cortex’s by itself', () => {
    expect(findingsOf(CLUSTER, { path: 'new.yaml' })).toMatchObject([
      { message: '`new.yaml` cannot be reviewed: it is larger than 1 MiB.' },
    ])
    expect(findingsOf(CLUSTER, { side: 'before', path: 'old.yaml', reason: 'lfs' })).toMatchObject([
      {
        message:
          'The change of `old.yaml` cannot be reviewed: its content is in Git LFS on the base.',
      },
    ])
  })

  it('is none if it is another product’s, before and after', () => {
    const foreign = { mayBeCortex: false }
    expect(findingsOf('services: {}\n', foreign)).toEqual([])
    expect(findingsOf(CLUSTER, { ...foreign, path: 'new.yaml' })).toEqual([])
    expect(findingsOf(CLUSTER, { ...foreign, side: 'before', path: 'old.yaml' })).toEqual([])
  })

  it('has the severity of the settings', () => {
    expect(findingsOf(CLUSTER, {}, { severity: 'off' })).toEqual([])
    expect(findingsOf(CLUSTER, {}, { severity: 'info' })).toMatchObject([{ severity: 'info' }])
  })
})

it('comments cannot ignore what the engine says', () => {
  expect(ENGINE_RULES.filter(canBeIgnored)).toEqual([])
  expect(canBeIgnored({ ...FILE_UNREADABLE, id: 'queue-length-raised' })).toBe(true)
})
