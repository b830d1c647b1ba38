import { expect, it, jest } from '@jest/globals'
import { parseMarker } from '../../src/report/comment/marker.ts'
import type { Files } from '../fake-github/git.ts'
import { type StartedGitHub, type TokenName } from '../fake-github/start.ts'
import { BEN, type Pull, type Thread } from '../fake-github/world.ts'
import { BASE, findingsOf, openPull, runOn } from './pulls.ts'
import { API, CLUSTER, RISKY_API, RISKY_CLUSTER } from './samples.ts'
import { prepareStage } from './stage.ts'

const SPEC = 'prod/cortex.yaml'
const GROUP = 'prod/cluster.yaml'

/** What a push may bring; each is a state of both files. */
const PUSHES: readonly Files[] = [
  { [SPEC]: API, [GROUP]: CLUSTER },
  { [SPEC]: RISKY_API },
  { [SPEC]: RISKY_API.replace('2000', '3000') },
  { [SPEC]: `# Moved down\n\n${RISKY_API}` },
  { [SPEC]: API.replace('max_queue_length: 20', 'max_queue_length: 900') },
  { [SPEC]: `${API}\n  broken: [\n` },
  { [GROUP]: RISKY_CLUSTER },
  { [GROUP]: CLUSTER.replace('internal # only', 'internet-facing # only') },
  { [GROUP]: CLUSTER },
  { 'README.md': '# Unrelated\n' },
]
const PEOPLE = ['nothing', 'reply', 'resolve', 'hide', 'nothing'] as const
const TOKENS: readonly TokenName[] = ['usual', 'generous']
const STEPS = 10

// Each test starts processes; on a busy machine that takes its time.
jest.setTimeout(180_000)

let action: string
let github: StartedGitHub
let pull: Pull

prepareStage((stage) => {
  ;({ action, github } = stage)
  pull = openPull(github, { [SPEC]: RISKY_API }, BASE)
})

/** Numbers that look random and are the same every time. */
function* numbersFrom(seed: number): Generator<number, never> {
  let state = seed
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state >>> 8
  }
}

function act(does: (typeof PEOPLE)[number], thread: Thread | undefined): void {
  const [comment] = thread?.comments ?? []
  if (!thread || !comment) return
  if (does === 'reply') github.world.reply(pull, comment.id, BEN, 'Hm.')
  if (does === 'resolve') thread.resolvedBy = BEN
  if (does === 'hide') comment.minimized = 'off-topic'
}

/** The fingerprints of the threads that ask for something. */
function openFingerprints(): string[] {
  return pull.threads.flatMap(({ resolvedBy, comments: [comment] }) => {
    const marker = parseMarker(comment?.body ?? '')
    const isOpen = !resolvedBy && comment?.minimized === undefined
    return isOpen && marker?.kind === 'finding' && !marker.state ? [marker.fingerprint] : []
  })
}

it.each([1, 2])('a long history stays consistent (%i)', async (seed) => {
  const numbers = numbersFrom(seed)
  const pick = <T>(all: readonly T[]): T | undefined => all[numbers.next().value % all.length]
  let replies = 0

  for (let step = 0; step < STEPS; step += 1) {
    const token = pick(TOKENS) ?? 'usual'
    const reviews = pull.reviews.length
    const found = new Set(
      findingsOf(await runOn(github, action, pull, { token })).map((each) => each.fingerprint),
    )
    // At most one notification, one comment on each finding, one summary.
    expect(pull.reviews.length - reviews).toBeLessThanOrEqual(1)
    const open = openFingerprints()
    expect(open).toHaveLength(new Set(open).size)
    expect(pull.comments).toHaveLength(1)
    const isBroken = pull.threads.some(({ comments }) => comments[0]?.body.includes('yaml-invalid'))
    if (!isBroken) for (const each of open) expect(found).toContain(each)
    expect(pull.threads.flatMap(({ comments }) => comments.slice(1))).toHaveLength(replies)

    github.countCalls()
    await runOn(github, action, pull, { token })
    // The third read is the list of paths, for changes that are judged with unchanged files.
    const { reads, writes } = github.countCalls()
    expect(writes).toBe(0)
    expect(reads).toBeLessThanOrEqual(3)

    const does = pick(PEOPLE) ?? 'nothing'
    const thread = pick(pull.threads)
    act(does, thread)
    replies += Number(does === 'reply' && thread !== undefined)
    github.world.pushFiles(pull, pick(PUSHES) ?? {})
  }
})
