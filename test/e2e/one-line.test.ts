import { describe, expect, it } from '@jest/globals'
import { type StartedGitHub } from '../fake-github/start.ts'
import { BEN, type Pull } from '../fake-github/world.ts'
import { commentsOf, openPull, ruleOf, runOn } from './pulls.ts'
import { prepareStage } from './stage.ts'

/** A cluster that leaves everything at its default, so that all is said of the line of its name. */
const MINIMAL = `cluster_name: shop
region: us-east-1
node_groups:
  - name: cpu
    instance_type: m5.large
`
const CLOSED_OPERATOR = `${MINIMAL}operator_load_balancer_scheme: internal\n`
const CLOSED_APIS = `${CLOSED_OPERATOR}api_load_balancer_scheme: internal\n`
const [OPERATOR, APIS, NODES] = [
  'operator-load-balancer-public',
  'api-load-balancer-public',
  'nodes-made-public',
]

let action: string
let github: StartedGitHub
let pull: Pull

prepareStage((stage) => {
  ;({ action, github } = stage)
  pull = openPull(github, { 'eu/cluster.yaml': MINIMAL })
})

async function run(inputs: Readonly<Record<string, string>> = {}) {
  github.countCalls()
  const result = await runOn(github, action, pull, { inputs })
  return { ...result, ...github.countCalls() }
}

async function push(text: string) {
  github.world.pushFiles(pull, { 'eu/cluster.yaml': text })
  return run()
}

/** Of each comment the rules that it tells of, and whether that is history. */
function told(): readonly string[] {
  return commentsOf(pull).map(({ body }) => {
    const rules = [...body.matchAll(/^(?:⛔|⚠️) .*\[`([a-z-]+)`\]/gmu)].map(([, rule]) => rule)
    return `${rules.join(', ')}${/^(?:✅|☑️)/u.test(body) ? ' (settled)' : ''}`
  })
}

function summary(): string {
  expect(pull.comments).toHaveLength(1)
  return pull.comments[0]?.body ?? ''
}

describe('what is the matter with one line', () => {
  it('is told in one comment, and counted one by one', async () => {
    const { outputs, annotations } = await run()
    expect(told()).toEqual([`${OPERATOR}, ${APIS}, ${NODES}`])
    expect(commentsOf(pull).map(ruleOf)).toEqual([OPERATOR])
    expect(outputs).toMatchObject({ 'error-count': '1', 'warning-count': '2' })
    expect(summary()).toContain('3 findings: 3 in comments, 0 only here')
    // None of them is said a second time beside the line.
    const titles = annotations.map(({ properties }) => properties['title'])
    for (const rule of [OPERATOR, APIS, NODES]) expect(titles).not.toContain(rule)
    expect((await run()).writes).toBe(0)
  })

  it('goes on without what is fixed', async () => {
    await run()
    await push(CLOSED_OPERATOR)
    // The suggestion of one is free now, which needs a comment of its own.
    expect(told()).toEqual([`${OPERATOR}, ${APIS}, ${NODES} (settled)`, APIS, NODES])
    await push(CLOSED_APIS)
    expect(told().slice(1)).toEqual([`${APIS} (settled)`, NODES])
    expect(summary()).toContain('1 finding: 1 in comments, 0 only here')
    expect((await run()).writes).toBe(0)
  })

  it('can be ignored one by one', async () => {
    await run()
    await push(`# cortex-review: ignore[${APIS}] the shop is open to all\n${MINIMAL}`)
    expect(told()).toEqual([`${OPERATOR}, ${NODES}`])
    expect(summary()).toContain('2 findings: 2 in comments, 0 only here · 1 ignored')

    await push(`# cortex-review: ignore[${OPERATOR}] behind a firewall\n${MINIMAL}`)
    expect(told()).toEqual([`${OPERATOR}, ${NODES} (settled)`, APIS, NODES])
  })

  it('is in the summary where a person resolved the comment', async () => {
    await run()
    for (const thread of pull.threads) thread.resolvedBy = BEN
    const { exitCode, writes } = await run()
    expect({ exitCode, writes }).toEqual({ exitCode: 1, writes: 1 })
    expect(pull.threads).toHaveLength(1)
    expect(summary()).toContain('3 findings: 0 in comments, 1 resolved by people, 2 only here')
    expect(summary()).toContain('no: the comment on its line is resolved')
    expect((await run()).writes).toBe(0)
  })

  it('is in the summary with all of it where there are more findings than comments', async () => {
    github.world.pushFiles(pull, { 'us/cluster.yaml': MINIMAL.replace('shop', 'shop-us') })
    await run({ 'max-comments': '1' })
    expect(told()).toEqual([`${OPERATOR}, ${APIS}, ${NODES}`])
    expect(summary()).toContain('6 findings: 3 in comments, 3 only here')
    expect(summary().match(/no: there are more findings than comments/g)).toHaveLength(3)
  })

  it('keeps the comments of its own that stand there already', async () => {
    pull = openPull(github, { 'eu/cluster.yaml': CLOSED_OPERATOR })
    await run()
    await push(MINIMAL)
    expect(told()).toEqual([APIS, NODES, `${OPERATOR}, ${APIS}, ${NODES}`])
    expect(summary()).toContain('3 findings: 3 in comments, 0 only here')
  })
})
