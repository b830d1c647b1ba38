import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CLUSTER, createHostileCheckout, type HostileCheckout, TRAPS } from './hostile.ts'
import { buildCli, type Run, type RunCli } from './run.ts'

let cli: RunCli
let checkout: HostileCheckout
beforeAll(async () => {
  cli = await buildCli()
  checkout = createHostileCheckout()
}, 60_000)
afterAll(() => checkout.remove())

const run = (...args: readonly string[]) => cli(checkout.root, args)

describe('programs that a checkout can make Git run', () => {
  const careless = new Set<string>()
  const sprung = new Set<string>()
  beforeAll(() => {
    checkout.workCarelessly()
    for (const name of checkout.sprung()) careless.add(name)
    const commands = [
      ['review'],
      ['review', '--base', 'main', '--head', 'feature'],
      ['review', '--fix=all'],
      ['audit'],
      ['audit', '--ref', 'main'],
      ['init'],
    ]
    for (const command of commands) run(...command)
    for (const name of checkout.sprung()) sprung.add(name)
  }, 60_000)

  it.each(TRAPS)('%s is run by Git, and not by the command', (trap) => {
    expect({ careless: careless.has(trap), command: sprung.has(trap) }).toEqual({
      careless: true,
      command: false,
    })
  })
})

const PUBLIC = 'error[operator-load-balancer-public]'
const verdictOf = ({ code, out }: Run) => ({ code, isFound: out.includes(PUBLIC) })
const FOUND = { code: 1, isFound: true }
const compare = () => verdictOf(run('review', '--base', 'main', '--head', 'feature'))

describe('history that only this repository has', () => {
  it('has no say through refs/replace', () => {
    const [open, closed] = ['feature', 'main'].map((ref) =>
      checkout.git('rev-parse', `${ref}:cluster.yaml`),
    )
    checkout.git('replace', open ?? '', closed ?? '')
    expect(checkout.git('cat-file', '-p', 'feature:cluster.yaml')).toBe(CLUSTER.trim())
    expect(compare()).toEqual(FOUND)
    checkout.git('replace', '-d', open ?? '')
  })

  it('has no say through grafts', () => {
    const [main, feature] = ['main', 'feature'].map((ref) => checkout.git('rev-parse', ref))
    checkout.write({ '.git/info/grafts': `${main} ${feature}\n${feature}\n` })
    expect(checkout.git('merge-base', 'main', 'feature')).toBe(feature)
    expect(compare()).toEqual(FOUND)
    checkout.write({ '.git/info/grafts': null })
  })

  it('has no say through a commit graph', () => {
    const [first, feature] = ['main~', 'feature'].map((ref) => checkout.git('rev-parse', ref))
    checkout.git('-c', 'commitGraph.generationVersion=1', 'commit-graph', 'write', '--reachable')
    forgeParent(join(checkout.root, '.git/objects/info/commit-graph'), first ?? '', feature ?? '')
    expect(checkout.git('merge-base', 'main', 'feature')).toBe(feature)
    expect(compare()).toEqual(FOUND)
    checkout.write({ '.git/objects/info/commit-graph': null })
  })
})

describe('an object that a partial clone does not have', () => {
  it.each([
    [['review', '--base', 'main', '--head', 'feature']],
    [['audit', '--ref', 'main', '--fail-on', 'error']],
  ])('fails %j, which names the file', (args) => {
    const { code, out } = run(...args, '--format', 'json')
    const { findings }: Report = JSON.parse(out)
    const unreadable = findings.filter(({ rule }) => rule === 'file-unreadable')
    expect(code).toBe(1)
    expect(unreadable.map(({ location }) => location.path).toSorted()).toEqual([
      'gone.yaml',
      'lost.yaml',
    ])
  })
})

interface Report {
  readonly findings: readonly {
    readonly rule: string
    readonly location: { readonly path: string }
  }[]
}

/** Makes a commit the only parent of another one, and leaves it none itself. */
function forgeParent(path: string, child: string, parent: string): void {
  const bytes = readFileSync(path)
  const chunk = (name: string) => bytes.readUInt32BE(bytes.indexOf(name) + 8)
  const names = bytes.subarray(chunk('OIDL'), chunk('CDAT'))
  const indexOf = (commit: string) => names.indexOf(Buffer.from(commit, 'hex')) / 20
  const NONE = 0x70_00_00_00
  for (const [commit, first, generation] of [
    [child, indexOf(parent), 2],
    [parent, NONE, 1],
  ] as const) {
    const at = chunk('CDAT') + indexOf(commit) * 36 + 20
    bytes.writeUInt32BE(first, at)
    bytes.writeUInt32BE(NONE, at + 4)
    bytes.writeUInt32BE(generation << 2, at + 8)
  }
  chmodSync(path, 0o644)
  writeFileSync(path, bytes)
}
