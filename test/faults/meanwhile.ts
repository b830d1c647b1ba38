import { CLUSTER } from '../e2e/samples.ts'
import { BEN, BOT, type World } from '../fake-github/world.ts'
import type { FaultKind } from './kinds.ts'
import { pullOf } from './scenarios.ts'

type Act = (world: World, runAgain: () => Promise<unknown>) => unknown

/** What people and other runs do while the Action runs: at the moment when the call arrives. */
const ACTS: Readonly<Record<string, Act>> = {
  'head moved'(world) {
    world.pushFiles(pullOf(world), { 'README.md': '# Pushed meanwhile\n' })
  },
  'base moved'(world) {
    const pull = pullOf(world)
    pull.base = world.repository.commit({ 'other/cluster.yaml': CLUSTER }, pull.base)
  },
  'pull request closed'(world) {
    pullOf(world).state = 'closed'
  },
  'thread deleted'(world) {
    pullOf(world).threads.shift()
  },
  'thread answered'(world) {
    const id = pullOf(world).threads[0]?.comments[0]?.id
    if (id !== undefined) world.reply(pullOf(world), id, BEN, 'Why?')
  },
  'summary deleted by a person'(world) {
    const { comments } = pullOf(world)
    const others = comments.filter(({ user }) => user.id !== BOT.id)
    comments.splice(0, comments.length, ...others)
  },
  'two runs at once': (_world, runAgain) => runAgain(),
}

export const MEANWHILE: readonly string[] = Object.keys(ACTS)

export function meanwhile(name: string, world: World, runAgain: () => Promise<unknown>): FaultKind {
  return {
    name,
    hits: ['read', 'query', 'write', 'mutation'],
    lasts: false,
    isError: false,
    fault: { effect: () => ACTS[name]?.(world, runAgain) },
  }
}
