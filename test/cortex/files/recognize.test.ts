import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { judgeFile } from '../../../scripts/corpus-table.ts'
import { looksLike, mayBeCortex, recognize } from '../../../src/cortex/files/recognize.ts'
import { parseDocument } from '../../../src/yaml/document.ts'
import { CORPORA, CORPUS_NOTE, OWN_CORPUS, readSamples } from '../../corpus.ts'

const POD = 'pod: {containers: [{name: api, image: a}]}'

function kindOf(text: string, path = 'some/file.yaml') {
  const found = recognize(parseDocument(text), path)
  // Whatever is recognized must have passed the cheap test.
  if (found) expect(mayBeCortex(text, path)).toBe(true)
  return found
}

describe(`known files${CORPUS_NOTE}`, () => {
  it.each(CORPORA)('are all told apart in %s', (folder) => {
    const wrong = readSamples(folder)
      .map((sample) => judgeFile(folder, sample))
      .filter(({ outcome }) => outcome !== 'recognized' && outcome !== 'ignored')
    expect(wrong.map(({ file, outcome }) => `${outcome}: ${file}`)).toEqual([])
  })

  it.each(CORPORA)('of other tools are no Cortex files as text either in %s', (folder) => {
    const hits = readSamples(folder)
      .filter(({ kind, text, path }) => kind === undefined && looksLike(text, path))
      .map(({ file, text, path }) => `${looksLike(text, path)}: ${file}`)
    expect(hits).toEqual([])
  })
})

describe('mayBeCortex', () => {
  it.each([
    ['an escaped letter', '- {name: a, kind: "Re\\x61ltimeAPI"}'],
    ['an escaped letter of two bytes', '- {name: a, kind: "Re\\u0061ltimeAPI"}'],
    ['an escaped letter of four bytes', '- {name: a, kind: "\\U00000052ealtimeAPI"}'],
    ['an escaped line break', '- name: a\n  kind: "Realtime\\\n    API"'],
  ])('is not misled by %s', (_, text) => {
    expect(recognize(parseDocument(text), 'a.yaml')).toBe('api')
    expect(mayBeCortex(text, 'a.yaml')).toBe(true)
  })

  it('keeps a key on a line of its own', () => {
    expect(kindOf('- ? kind\n  : api\n  ? model\n  : s3://a\n')).toBe('api')
  })

  it.each(['---\n', '# comment\n\n', '%YAML 1.1\n---\n', '--- # start\n', '\uFEFF', '--- !!seq\n'])(
    'sees a list after %j',
    (start) => {
      expect(kindOf(`${start}- name: a\n  predictor: {type: python, path: a.py}\n`)).toBe('api')
    },
  )

  it('rules out what has words of Cortex in no list', () => {
    expect(mayBeCortex('functions:\n  a: {handler: a.b}\nkind: api\n', 'a.yaml')).toBe(false)
  })

  it('takes a lone region for a cluster only by the name of the file', () => {
    expect(mayBeCortex('region: us-east-1\n')).toBe(true)
    expect(mayBeCortex('region: us-east-1\n', 'conf/cluster.yaml')).toBe(true)
    expect(mayBeCortex('region: us-east-1\n', 'conf/values.yaml')).toBe(false)
  })

  it('never rules out what is recognized, whatever is put around it', () => {
    const texts = readSamples(OWN_CORPUS).filter(({ kind }) => kind !== undefined)
    const noise = fc.constantFrom('', '\n', '# kind\n', '---\n', '\uFEFF', '\t\n', '"\\x41": 1\n')
    fc.assert(
      fc.property(fc.constantFrom(...texts), noise, noise, ({ text, path }, start, end) => {
        const changed = `${start}${text}${end}`
        expect(recognize(parseDocument(changed), path) && !mayBeCortex(changed, path)).not.toBe(
          true,
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('recognize', () => {
  it.each(['RealtimeAPI', 'AsyncAPI', 'BatchAPI', 'TaskAPI', 'TrafficSplitter', 'realtimeapi'])(
    'takes a list with %s',
    (kind) => {
      expect(kindOf(`- {name: a, kind: ${kind}}`)).toBe('api')
    },
  )

  it('needs only one spec in a list', () => {
    expect(kindOf(`- 1\n- {name: a}\n- {name: b, ${POD}}\n`)).toBe('api')
  })

  it('takes an exported spec, but no custom resource', () => {
    expect(kindOf(`{name: a, kind: RealtimeAPI, ${POD}}`)).toBe('api')
    expect(kindOf('{apiVersion: api.cortex.dev/v1, name: a, kind: RealtimeAPI}')).toBeUndefined()
    expect(kindOf('{kind: RealtimeAPI, name: a, spec: {pod: {}}}')).toBeUndefined()
  })

  it('takes a list of names for an API file by its path only', () => {
    const text = '- {kind: deployment, name: a}'
    expect(kindOf(text, 'a/cortex.yaml')).toBe('api')
    expect(kindOf(text, 'a/list.yaml')).toBeUndefined()
  })

  it('takes a cluster under any name if it says enough', () => {
    const text = 'region: a\nnode_groups: [{name: a, instance_type: m5.large}]\n'
    expect(kindOf(text, 'x.yaml')).toBe('cluster')
    expect(kindOf('region: a\ninstance_type: m5.large\n', 'x.yaml')).toBeUndefined()
    expect(kindOf('region: a\ninstance_type: m5.large\n', 'cluster.yaml')).toBe('cluster')
  })

  it('leaves node groups of other tools alone', () => {
    const group = '{name: a, instance_type: m5.large, min_size: 1, max_size: 2}'
    expect(kindOf(`cluster_name: a\nregion: b\nnode_groups: [${group}]\n`)).toBeUndefined()
    expect(kindOf('cluster_name: a\nregion: b\nnode_groups: {a: {}}\n')).toBeUndefined()
  })

  it('leaves a file with more keys of others than of Cortex alone', () => {
    const text = 'region: a\nspot_config: {}\nami: b\nkey_pair: c\nowner: d\n'
    expect(kindOf(text, 'cluster.yaml')).toBeUndefined()
  })

  it.each(['', '# only a comment', 'text', '[]', '{}', '- - a', 'a: 1\n--- \n- kind: RealtimeAPI'])(
    'finds nothing in %j',
    (text) => {
      expect(kindOf(text, 'cluster.yaml')).toBeUndefined()
    },
  )

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, path) => {
        expect([undefined, 'api', 'cluster']).toContain(kindOf(text, path))
      }),
    )
  })
})

describe('looksLike', () => {
  it.each([
    ['api', 'a.yaml', '- name: a\n  kind: RealtimeAPI\n  pod: [\n'],
    ['api', 'a.yaml', '- name: a\n  predictor:\n    config: <string: string>\n'],
    ['api', 'a.yaml', '- kind: api\n  name: a\n  model: ***\n'],
    ['api', 'cortex.yaml', '- name: a\n  pod: {\n'],
    ['cluster', 'a.yaml', 'region: a\nsubnet_visibility: {\n'],
    ['cluster', 'cluster.yaml', 'cluster_name: a\nregion: b\ntags: {\n'],
    ['cluster', 'a.yaml', 'region: a\nnode_groups:\n  - instance_type: [\n'],
  ] as const)('sees an unreadable %s in %s', (kind, path, text) => {
    expect(recognize(parseDocument(text), path)).toBe(kind)
  })

  it.each([
    ['a template', '- name: {{ name }}\n  kind: RealtimeAPI\n'],
    ['a custom resource', 'apiVersion: a\nkind: RealtimeAPI\nspec: [\n'],
    ['a play', '- name: a\n  hosts: [\n  tasks:\n'],
    ['another cluster', 'cluster_name: a\nprovider: {\nauth: b\nmax_workers: 2\n'],
    ['two keys of anybody', 'region: a\ninstance_type: [\n'],
  ])('leaves %s alone', (_, text) => {
    expect(recognize(parseDocument(text), 'a.yaml')).toBeUndefined()
  })

  it('reads a huge text in a straight line', () => {
    const text = `${'- name: a\n'.repeat(200_000)}: [\n`
    expect(looksLike(text, 'a.yaml')).toBeUndefined()
  })
})
