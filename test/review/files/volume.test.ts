import { expect, it } from '@jest/globals'
import type { ChangeSet } from '../../../src/review/change-set.ts'
import { DEFAULT_CONFIG } from '../../../src/review/config.ts'
import { fitVolume } from '../../../src/review/files/volume.ts'

const API = '- name: a\n  kind: RealtimeAPI\n'

function changesOf(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): ChangeSet {
  return {
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after)),
    renames: new Map(),
    hunks: new Map(),
    unreadable: [],
  }
}

const fit = (changes: ChangeSet, most: number) => fitVolume(changes, DEFAULT_CONFIG, most)

it('leaves a change as it is that is not too much', () => {
  const changes = changesOf({ 'a.yaml': API }, { 'a.yaml': `${API}#` })
  expect(fit(changes, 2 * API.length + 1)).toEqual({ changeSet: changes, findings: [] })
})

it('leaves out the files that are too much, and fails for each by its name', () => {
  const changes = changesOf({}, { 'b.yaml': API, 'a.yaml': API, 'c.yaml': API })
  const { changeSet, findings } = fit(changes, 2 * API.length)
  expect([...changeSet.after.keys()]).toEqual(['b.yaml', 'a.yaml'])
  expect(findings).toMatchObject([
    { severity: 'error', location: { path: 'c.yaml', side: 'after' } },
  ])
  expect(findings[0]?.message).toContain('`c.yaml` was not reviewed')
})

it('counts both sides, and takes both away', () => {
  const changes = changesOf({ 'a.yaml': API }, { 'a.yaml': `${API}#` })
  const { changeSet, findings } = fit(changes, 2 * API.length)
  expect([changeSet.before.size, changeSet.after.size]).toEqual([0, 0])
  expect(findings).toHaveLength(1)
})

it('keeps what changed rather than what did not, wherever it lies', () => {
  const changes = changesOf({ 'a.yaml': API }, { 'a.yaml': API, 'z.yaml': API })
  const { findings } = fit(changes, 2 * API.length)
  expect(findings.map(({ location }) => location.path)).toEqual(['a.yaml'])
})

it('finds a removed file and a renamed one', () => {
  const changes = {
    ...changesOf({ 'gone.yaml': API, 'old.yaml': API }, { 'new.yaml': `${API}#` }),
    renames: new Map([['new.yaml', 'old.yaml']]),
  }
  const { changeSet, findings } = fit(changes, 0)
  expect(changeSet.before.size + changeSet.after.size).toBe(0)
  expect(findings.map(({ location }) => `${location.side} ${location.path}`)).toEqual([
    'before gone.yaml',
    'after new.yaml',
  ])
})

it('does not count what is not of Cortex', () => {
  const changes = changesOf({}, { 'a.yaml': 'services: {}\n'.repeat(100), 'b.yaml': API })
  expect(fit(changes, API.length).findings).toEqual([])
})
