import { describe, expect, it } from '@jest/globals'
import { findFirstOwner, type SharedKey } from '../../../src/cortex/files/namesakes.ts'
import { readWorkspaces } from '../../../src/cortex/files/workspace.ts'

const CLUSTER = 'cluster_name: prod\nregion: us-west-2\nnode_groups: []\n'
const api = (name: string, endpoint?: string) => {
  const networking = endpoint === undefined ? '' : `  networking: {endpoint: ${endpoint}}\n`
  return `- name: ${name}\n  kind: RealtimeAPI\n${networking}`
}

/** Of every API with a first owner in another file: `file/name: file/name`. */
function listOwners(files: Readonly<Record<string, string>>, key: SharedKey): readonly string[] {
  const { after: workspace } = readWorkspaces({
    before: new Map(),
    after: new Map(Object.entries(files)),
    renames: new Map(),
  })
  const show = ({ file, value }: ReturnType<typeof workspace.subjects<'api'>>[number]) =>
    `${file.path.replace('.yaml', '')}/${value.name}`
  return workspace.subjects('api').flatMap((each) => {
    const owner = findFirstOwner(each, workspace, key)
    return owner ? [`${show(each)}: ${show(owner)}`] : []
  })
}

describe('the first owner', () => {
  const cluster = { 'cluster.yaml': CLUSTER }

  it('of a name is in the first file of the cluster', () => {
    const files = { 'a.yaml': api('iris'), 'b.yaml': api('rose'), 'c.yaml': api('iris') }
    expect(listOwners({ ...cluster, ...files }, 'name')).toEqual(['c/iris: a/iris'])
  })

  it('is that of all the others', () => {
    const files = { 'a.yaml': api('iris'), 'b.yaml': api('iris'), 'c.yaml': api('iris') }
    expect(listOwners({ ...cluster, ...files }, 'name')).toEqual([
      'b/iris: a/iris',
      'c/iris: a/iris',
    ])
  })

  it('of an endpoint may have it by default, or with other slashes', () => {
    const files = {
      'a.yaml': api('iris'),
      'b.yaml': api('rose', 'iris/') + api('lily', '/lily'),
      'c.yaml': api('tulip', '/Iris'),
    }
    expect(listOwners({ ...cluster, ...files }, 'endpoint')).toEqual(['b/rose: a/iris'])
  })

  it('is no other in the same file, and none before the first file', () => {
    const twice = `${api('iris', '/a')}${api('iris', '/a')}`
    expect(listOwners({ ...cluster, 'a.yaml': twice }, 'name')).toEqual([])
    expect(listOwners({ ...cluster, 'a.yaml': twice }, 'endpoint')).toEqual([])
    expect(listOwners({ ...cluster, 'a.yaml': twice, 'b.yaml': api('iris') }, 'name')).toEqual([
      'b/iris: a/iris',
    ])
  })

  it('is of the same cluster', () => {
    const files = {
      'dev/cluster.yaml': CLUSTER.replace('prod', 'dev'),
      'dev/cortex.yaml': api('iris'),
      'prod/cluster.yaml': CLUSTER,
      'prod/a/cortex.yaml': api('iris'),
      'prod/b/cortex.yaml': api('iris'),
    }
    expect(listOwners(files, 'name')).toEqual(['prod/b/cortex/iris: prod/a/cortex/iris'])
  })

  it('is not guessed where no cluster is known, or several may be meant', () => {
    const files = { 'a.yaml': api('iris'), 'b.yaml': api('iris') }
    const two = { 'dev.cluster.yaml': CLUSTER, 'prod.cluster.yaml': CLUSTER }
    expect(listOwners(files, 'name')).toEqual([])
    expect(listOwners({ ...two, ...files }, 'name')).toEqual([])
  })

  it('has a name that is no property of every object', () => {
    const files = { 'a.yaml': api('constructor'), 'b.yaml': api('toString') + api('constructor') }
    expect(listOwners({ ...cluster, ...files }, 'name')).toEqual(['b/constructor: a/constructor'])
  })
})
