import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { findBundle } from '../bundle.ts'
import { type Cell, runScenario } from './matrix.ts'
import { renderPage } from './page.ts'
import { SCENARIOS } from './scenarios.ts'

/** Written with `UPDATE_FAULTS=1 npm run test:full -- test/faults`. */
const PAGE = fileURLToPath(new URL('../../docs/faults.md', import.meta.url))
// Hundreds of processes; on a busy machine that takes its time.
const LONG = 900_000

let action: string
const cells: (readonly Cell[])[] = []

beforeAll(async () => {
  action = join(await findBundle(), 'action.js')
})

describe('whatever goes wrong', () => {
  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    'verdict, comments and log are as they should: %s',
    async (_name, scenario) => {
      const tried = new Set(cells.flat().map(({ call }) => call))
      const found = await runScenario(action, scenario, tried)
      cells.push(found)
      const wrong = found
        .filter(({ problems }) => problems.length > 0)
        .map(({ call, fault, problems }) => `${call}, ${fault}: ${problems.join('; ')}`)
      expect(wrong).toEqual([])
      expect(found.length).toBeGreaterThan(10)
    },
    LONG,
  )

  it('the page tells it', () => {
    const page = renderPage(cells)
    if (process.env['UPDATE_FAULTS']) writeFileSync(PAGE, page)
    expect(existsSync(PAGE) && readFileSync(PAGE, 'utf8')).toBe(page)
  })
})
