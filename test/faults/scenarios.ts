import {
  commentEvent,
  mergeGroupEvent,
  plainEvent,
  pullRequestEvent,
  workflowRunEvent,
} from '../e2e/events.ts'
import { BASE, RISKY } from '../e2e/pulls.ts'
import type { Step } from '../e2e/runner.ts'
import { API, CLUSTER, RISKY_API } from '../e2e/samples.ts'
import type { Files } from '../fake-github/git.ts'
import { BEN, type World } from '../fake-github/world.ts'

import type { Trial } from './laboratory.ts'

/** A situation in which the Action is started. */
export interface Scenario {
  readonly name: string
  /** Makes the situation; may start the Action for what happened before. */
  readonly prepare: (world: World, run: (step: Step) => Promise<Trial>) => Promise<void> | void
  /** What is started then. */
  readonly step: (world: World) => Step
  /** Whether there is a pull request, with which things can happen meanwhile. */
  readonly hasPull: boolean
  /** The calls without which there is no verdict, as the table names them. */
  readonly needs: readonly string[]
}

/** Of a pull request's review. */
const READING = ['comparison', 'tree', 'query']

const LONG_QUEUE = API.replace('max_queue_length: 20', 'max_queue_length: 2000')
const ACCEPTING = 'fail-on: warning\napprovers: [ben]\n'

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'First run with findings',
    prepare: (world) => open(world, RISKY),
    step: stepOf,
    hasPull: true,
    needs: READING,
  },
  {
    name: 'Later push: findings new, changed and gone',
    async prepare(world, run) {
      open(world, RISKY)
      await run(stepOf(world))
      world.pushFiles(pullOf(world), {
        'prod/cluster.yaml': CLUSTER,
        'prod/cortex.yaml': RISKY_API.replace('2000', '3000').replace(
          'max_replicas: 10',
          'max_replicas: 3',
        ),
      })
    },
    step: stepOf,
    hasPull: true,
    needs: READING,
  },
  {
    name: 'The same commit again',
    async prepare(world, run) {
      open(world, RISKY)
      await run(stepOf(world))
    },
    step: stepOf,
    hasPull: true,
    needs: READING,
  },
  {
    name: 'The same commit again, its risk accepted',
    async prepare(world, run) {
      const { repository } = world
      const base = repository.commit({ ...BASE, '.github/cortex-review.yml': ACCEPTING })
      const pull = world.openPull(base, repository.commit({ 'prod/cortex.yaml': LONG_QUEUE }, base))
      const { result } = await run(stepOf(world))
      const [{ handle }] = JSON.parse(result.outputs['findings'] ?? '')
      world.say(pull, BEN, `/cortex-review accept ${handle} agreed`)
      await run(stepOf(world))
    },
    step: stepOf,
    hasPull: true,
    needs: [...READING, 'permission'],
  },
  {
    name: 'Clean pull request',
    prepare: (world) =>
      open(world, { 'prod/cortex.yaml': API.replace('max_replicas: 10', 'max_replicas: 12') }),
    step: stepOf,
    hasPull: true,
    needs: READING,
  },
  {
    name: 'Fork: the token may only read',
    prepare: (world) => open(world, RISKY, true),
    step: (world) => ({ ...stepOf(world), token: 'readOnly' }),
    hasPull: true,
    needs: READING,
  },
  {
    name: 'Merge queue',
    prepare: (world) => open(world, RISKY),
    step(world) {
      const { base, head } = pullOf(world)
      return { event: mergeGroupEvent(base, head) }
    },
    hasPull: false,
    needs: ['comparison', 'tree', 'query'],
  },
  {
    name: 'Audit',
    prepare: (world) => open(world, RISKY),
    step: (world) => ({ event: plainEvent('schedule', pullOf(world).head) }),
    hasPull: false,
    needs: ['tree', 'query', 'query 2'],
  },
  {
    name: 'Command: `recheck`',
    async prepare(world, run) {
      open(world, RISKY)
      const { id, number } = world.startRun(pullOf(world))
      const env = { GITHUB_RUN_ID: String(id), GITHUB_RUN_NUMBER: String(number) }
      await run({ ...stepOf(world), env })
      world.say(pullOf(world), BEN, '/cortex-review recheck')
    },
    step(world) {
      const pull = pullOf(world)
      const comment = pull.comments.find(({ user }) => user.id === BEN.id)
      if (!comment) throw new Error('No command')
      return { event: commentEvent(pull, comment), token: 'conductor' }
    },
    hasPull: false,
    needs: ['permission', 'query', 'pull request'],
  },
  createPublisher(),
]

export function pullOf(world: World) {
  return world.findPull('1')
}

function open(world: World, files: Files, fork = false): void {
  const { repository } = world
  const base = repository.commit(BASE)
  world.openPull(base, repository.commit(files, base), { fork })
}

function stepOf(world: World): Step {
  return { event: pullRequestEvent(world, pullOf(world)) }
}

/** The second half of a fork's review, with what the first half left. */
function createPublisher(): Scenario {
  let report = ''
  return {
    name: 'Publisher for forks',
    async prepare(world, run) {
      open(world, RISKY, true)
      world.startRun(pullOf(world))
      const inputs = { 'json-file': 'findings.json' }
      const { result } = await run({ ...stepOf(world), token: 'readOnly', inputs })
      report = result.readFile('findings.json')
    },
    step(world) {
      const [run] = world.runs.values()
      if (!run) throw new Error('No run')
      // After a push there is another run, and another report.
      const { head } = pullOf(world)
      const text = report.replaceAll(run.headSha, head)
      return {
        event: workflowRunEvent(world, { ...run, headSha: head }),
        inputs: { publish: 'findings.json' },
        files: { 'findings.json': text },
      }
    },
    hasPull: true,
    needs: ['list of pull requests', ...READING],
  }
}
