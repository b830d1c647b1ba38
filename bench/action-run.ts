// Runs the Action on a pull request of a few files against the offline GitHub, which takes 50 ms for
// each answer, and prints as JSON what that took: `action-run ACTION`. Started by `npm run bench`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { baseEnvironment, inputEnvironment, prepareFiles } from '../test/e2e/environment.ts'
import { pullRequestEvent } from '../test/e2e/events.ts'
import { API, CLUSTER, RISKY_API, RISKY_CLUSTER } from '../test/e2e/samples.ts'
import { startGitHub } from '../test/fake-github/start.ts'

/** Milliseconds that GitHub takes for an answer. */
const DELAY = 50
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']

const [action = ''] = process.argv.slice(2)
const github = await startGitHub()
const workspace = mkdtempSync(join(tmpdir(), 'cortex-review-action-'))
try {
  console.log(JSON.stringify(await measure()))
} finally {
  await github.close()
  rmSync(workspace, { recursive: true, force: true })
}

/** From the start of the process to the answer to its last request, in milliseconds. */
async function measure() {
  const { world } = github
  const base = world.repository.commit({ 'prod/cluster.yaml': CLUSTER, 'prod/cortex.yaml': API })
  const risky = { 'prod/cluster.yaml': RISKY_CLUSTER, 'prod/cortex.yaml': RISKY_API }
  const pull = world.openPull(base, world.repository.commit(risky, base))
  const event = pullRequestEvent(world, pull, 'opened')
  const files = prepareFiles(workspace, event)
  const clock = createClock()
  for (const method of METHODS) {
    github.faults.push({ method, path: /^/, times: Infinity, effect: () => clock.wait() })
  }

  const child = spawn(process.execPath, [action], {
    cwd: workspace,
    env: { ...baseEnvironment(github, event, files), ...inputEnvironment({}, 'usual') },
    stdio: 'ignore',
  })
  await once(child, 'exit')
  if (pull.threads.length === 0) throw new Error('The Action wrote no comments.')
  return { ...clock.read(), requests: github.log.length }
}

/** Tells how long all takes, and how long at least one request has no answer. */
function createClock() {
  const started = performance.now()
  let [open, waiting, since, last] = [0, 0, started, started]
  return {
    async wait() {
      if (open === 0) since = performance.now()
      open += 1
      await sleep(DELAY)
      open -= 1
      last = performance.now()
      if (open === 0) waiting += last - since
    },
    read: () => ({ milliseconds: last - started, waiting }),
  }
}
