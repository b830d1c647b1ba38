import process from 'node:process'
import { afterAll, expect, it } from '@jest/globals'
import { CORPUS_NOTE } from '../corpus.ts'
import { playSequence } from './play.ts'
import { createRunner } from './runner.ts'

/**
 * Pull requests that live: what people push, press and say at random, and after each run of the bot
 * its threads beside a plain model. `SEQUENCES=5000 npm run test:full -- test/life` looks further.
 */
const COUNT = Number(process.env['SEQUENCES'] ?? 30)
const FIRST = Number(process.env['FIRST'] ?? 0)

const runner = createRunner()
afterAll(() => runner.close())

it(`whatever happens, the threads are what they should be${CORPUS_NOTE}`, async () => {
  const faults: string[] = []
  for (let at = FIRST; at < FIRST + COUNT && faults.length < 10; at += 1) {
    const problem = await playSequence(runner, at)
    if (problem !== undefined) faults.push(`sequence ${at}: ${problem}`)
  }
  if (process.env['SEQUENCES']) {
    console.log(
      `${COUNT} sequences, ${(process.cpuUsage().user / 1e6).toFixed(0)} s of the processor`,
    )
  }
  expect(faults).toEqual([])
}, 3_600_000)
