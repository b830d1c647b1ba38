import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { SUBJECT_KINDS, type Workspace } from '../../../src/cortex/files/subject.ts'
import {
  ALL_FILES,
  type ChangedFiles,
  readWorkspaces,
} from '../../../src/cortex/files/workspace.ts'
import { findNode } from '../../../src/yaml/tree.ts'
import { CORPORA, CORPUS_NOTE, readSamples } from '../../corpus.ts'

const API = '- {name: iris, kind: RealtimeAPI, pod: {containers: [{name: main, image: a}]}}\n'
const CLUSTER = 'cluster_name: prod\nregion: a\nnode_groups: [{name: gpu, instance_type: b}]\n'
const BROKEN = '- {name: iris, kind: RealtimeAPI, pod: {\n'

type Texts = Readonly<Record<string, string>>

function changesOf(before: Texts, after: Texts, renames: Texts = {}): ChangedFiles {
  return {
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after)),
    renames: new Map(Object.entries(renames)),
  }
}

function read(before: Texts, after: Texts, renames: Texts = {}) {
  return readWorkspaces(changesOf(before, after, renames))
}

const pathsOf = ({ files }: Workspace) => files.map(({ path }) => path)
const identitiesOf = (side: Workspace) =>
  SUBJECT_KINDS.flatMap((kind) => side.subjects(kind).map(({ identity }) => identity))

describe('files', () => {
  it('are those of Cortex, by path', () => {
    const { before, after } = read({ 'x.yaml': 'a: 1' }, { 'b.yaml': API, 'a.yaml': CLUSTER })
    expect(pathsOf(before)).toEqual([])
    expect(after.files.map(({ path, kind }) => [path, kind])).toEqual([
      ['a.yaml', 'cluster'],
      ['b.yaml', 'api'],
    ])
  })

  it('stay Cortex files when they no longer parse', () => {
    const { before, after } = read({ 'a.yaml': CLUSTER }, { 'a.yaml': 'region: {{ region }}\n' })
    expect(pathsOf(before)).toEqual(['a.yaml'])
    expect(after.files).toEqual([expect.objectContaining({ path: 'a.yaml', kind: 'cluster' })])
    expect(after.files[0]?.document.problems).not.toEqual([])
    expect(after.files[0]?.version).toEqual(before.files[0]?.version)
    expect(after.subjects('cluster')).toEqual([])
  })

  it('have the kind of the side that parses', () => {
    const { after } = read({ 'a.yaml': CLUSTER }, { 'a.yaml': BROKEN })
    expect(after.files[0]?.kind).toBe('cluster')
  })

  it('stay Cortex files when they are emptied or lose what told them', () => {
    expect(pathsOf(read({ 'a.yaml': API }, { 'a.yaml': '' }).after)).toEqual(['a.yaml'])
    const { after } = read({ 'a.yaml': CLUSTER }, { 'a.yaml': 'cluster_name: prod\n' })
    expect(after.subjects('cluster').map(({ identity }) => identity)).toEqual(['cluster/prod'])
  })

  it('are not Cortex files when something else takes their place', () => {
    const manifest = 'apiVersion: v1\nkind: Service\nmetadata: {name: iris}\n'
    expect(pathsOf(read({ 'a.yaml': API }, { 'a.yaml': manifest }).after)).toEqual([])
    expect(pathsOf(read({ 'a.yaml': CLUSTER }, { 'a.yaml': manifest }).after)).toEqual([])
    const values = 'region: a\nreplicas: 1\nimage: b\nservice: c\n'
    expect(pathsOf(read({ 'a.yaml': CLUSTER }, { 'a.yaml': values }).after)).toEqual([])
  })

  it('of one rename are one file', () => {
    const { after } = read({ 'a.yaml': API }, { 'b.yaml': BROKEN }, { 'b.yaml': 'a.yaml' })
    expect(pathsOf(after)).toEqual(['b.yaml'])
  })

  it('may take the place of a renamed file', () => {
    const { before, after } = read(
      { 'a.yaml': API },
      { 'a.yaml': 'x: 1', 'b.yaml': API },
      { 'b.yaml': 'a.yaml' },
    )
    expect(pathsOf(before)).toEqual(['a.yaml'])
    expect(pathsOf(after)).toEqual(['b.yaml'])
  })

  it('that did not change are one object on both sides', () => {
    const { before, after } = read({ 'a.yaml': API }, { 'a.yaml': API })
    expect(before.files[0]).toBe(after.files[0])
    expect(before.subjects('api')[0]).toBe(after.subjects('api')[0])
  })

  it('share the document of a text that only moved', () => {
    const { before, after } = read({ 'a.yaml': API }, { 'b.yaml': API }, { 'b.yaml': 'a.yaml' })
    expect(before.files[0]?.document).toBe(after.files[0]?.document)
    expect(after.files[0]?.path).toBe('b.yaml')
  })

  it('are left out on both sides if the new one cannot be read', () => {
    const changes = changesOf({ 'a.yaml': API }, {}, { 'b.yaml': 'a.yaml' })
    const unreadable = [{ path: 'b.yaml', side: 'after' as const }]
    expect(pathsOf(readWorkspaces({ ...changes, unreadable }).before)).toEqual([])
    expect(pathsOf(readWorkspaces(changes).before)).toEqual(['a.yaml'])
  })
})

describe('selection', () => {
  it('follows a file to a name that is no candidate', () => {
    const changes = changesOf({ 'a.yaml': API }, { 'b.yaml': API }, { 'b.yaml': 'a.yaml' })
    const selection = { ...ALL_FILES, isCandidate: (path: string) => path !== 'b.yaml' }
    const { before, after } = readWorkspaces(changes, selection)
    expect([pathsOf(before), pathsOf(after)]).toEqual([['a.yaml'], ['b.yaml']])
  })

  it.each([
    ['a list', '- {name: a}', 'api'],
    ['a map', 'name: a', 'cluster'],
    ['no YAML', 'a: [', 'api'],
    ['nothing', '', 'api'],
  ])('forces %s in', (_, text, kind) => {
    const changes = changesOf({}, { 'x.yaml': text, 'y.yaml': text })
    const selection = { ...ALL_FILES, isForced: (path: string) => path === 'x.yaml' }
    const { after } = readWorkspaces(changes, selection)
    expect(after.files.map((file) => [file.path, file.kind])).toEqual([['x.yaml', kind]])
  })

  it('judges every file as the version that is given', () => {
    const version = { from: 40, to: 40 }
    const { after } = readWorkspaces(changesOf({}, { 'a.yaml': API }), ALL_FILES, version)
    expect(after.files[0]?.version).toEqual(version)
    expect(after.subjects('api')[0]?.value.version).toEqual(version)
  })
})

describe('subjects', () => {
  it('have their value, their parents and their place', () => {
    const { after } = read({}, { 'a.yaml': CLUSTER, 'b.yaml': API })
    const [group] = after.subjects('nodeGroup')
    const [container] = after.subjects('container')
    expect(group?.value.name).toBe('gpu')
    expect(group?.parents.cluster).toBe(after.subjects('cluster')[0]?.value)
    expect(group?.path).toEqual(['node_groups', 0])
    expect(container?.parents.api).toBe(after.subjects('api')[0]?.value)
    expect(container?.path).toEqual([0, 'pod', 'containers', 0])
  })

  it('are identified by names', () => {
    const { after } = read({}, { 'a.yaml': CLUSTER, 'b.yaml': API })
    expect(identitiesOf(after)).toEqual([
      'file/a.yaml',
      'file/b.yaml',
      'cluster/prod',
      'cluster/prod/nodeGroup/gpu',
      'api/iris',
      'api/iris/container/main',
    ])
  })

  it('of one name are numbered alike on both sides', () => {
    const { before, after } = read({ 'b.yaml': API, 'c.yaml': API }, { 'b.yaml': API + API })
    expect(before.subjects('api').map(({ identity }) => identity)).toEqual([
      'api/iris',
      'api/iris#3',
    ])
    expect(after.subjects('api').map(({ identity }) => identity)).toEqual([
      'api/iris',
      'api/iris#2',
    ])
  })

  it('that moved to another file keep their identity', () => {
    const { before, after } = read({ 'z.yaml': API }, { 'a.yaml': API })
    expect(before.subjects('api')[0]?.identity).toBe(after.subjects('api')[0]?.identity)
  })

  it('cannot pass for parts of others by their names', () => {
    const { after } = read(
      {},
      { 'a.yaml': '- {name: a/container/b, kind: TaskAPI}\n- {kind: TaskAPI}' },
    )
    expect(after.subjects('api').map(({ identity }) => identity)).toEqual([
      'api/a%2Fcontainer%2Fb',
      'api/',
    ])
  })

  it('number parts of the same name', () => {
    const groups = '[{name: a, instance_type: b}, {name: a, instance_type: c}]'
    const { after } = read({}, { 'cluster.yaml': `region: x\nnode_groups: ${groups}` })
    expect(after.subjects('nodeGroup').map(({ identity }) => identity)).toEqual([
      'cluster/cortex/nodeGroup/a',
      'cluster/cortex/nodeGroup/a#2',
    ])
  })

  it('leave out what is no spec of an API', () => {
    const text = '- {kind: deployment, name: a}\n- {kind: api, name: b, model: c}\n- 5\n- null\n'
    expect(
      read({}, { 'a.yaml': text })
        .after.subjects('api')
        .map(({ path }) => path),
    ).toEqual([[1]])
  })

  it('take an exported spec from the root', () => {
    const { after } = read({}, { 'a.yaml': '{name: a, kind: TaskAPI, pod: {}}' })
    expect(after.subjects('api').map(({ path }) => path)).toEqual([[]])
  })
})

describe(`any file${CORPUS_NOTE}`, () => {
  it.each(CORPORA)('gives subjects that stand where they say, in %s', (folder) => {
    const texts = Object.fromEntries(readSamples(folder).map(({ file, text }) => [file, text]))
    const { after } = read({}, texts)
    const identities = identitiesOf(after)
    expect(new Set(identities).size).toBe(identities.length)
    for (const kind of SUBJECT_KINDS) {
      for (const { file, path } of after.subjects(kind)) {
        if (path.length > 0) expect(findNode(file.document.root, path)).toBeDefined()
      }
    }
  })

  it('is read without an error, and no two subjects are the same', () => {
    const line = fc.constantFrom(
      '- name: a',
      '  kind: RealtimeAPI',
      '  pod:',
      '    containers:',
      '    - name: b',
      '- &x',
      '- *x',
      'region: a',
      'node_groups:',
      '  <<: *x',
      '  - {name: c, instance_type: d}',
      '  - ',
      ': {',
    )
    const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const sides = read({ 'cluster.yaml': before }, { 'cluster.yaml': after })
        for (const side of [sides.before, sides.after]) {
          const identities = identitiesOf(side)
          expect(identities).toEqual([...new Set(identities)])
        }
      }),
      { numRuns: 300 },
    )
  })
})
