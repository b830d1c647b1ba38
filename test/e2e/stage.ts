import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach } from '@jest/globals'
import { findBundle } from '../bundle.ts'
import { prepareGitHub } from '../fake-github/restart.ts'
import type { StartedGitHub } from '../fake-github/start.ts'

/** What an end-to-end test runs on. */
export interface Stage {
  /** The Action of the current sources, as it is released. */
  readonly action: string
  /** Without pull requests. */
  readonly github: StartedGitHub
}

/**
 * Starts an offline GitHub before each test of a file, and prepares it. After the test it is closed,
 * which fails the test if GitHub's descriptions do not allow something that was asked of it.
 */
export function prepareStage(prepare: (stage: Stage) => unknown): void {
  let action: string
  let github: StartedGitHub
  const start = prepareGitHub()

  beforeAll(async () => {
    action = join(await findBundle(), 'action.js')
  })

  beforeEach(async () => {
    github = await start()
    await prepare({ action, github })
  })

  afterEach(async () => {
    await github.close()
    if (github.violations.length > 0) throw new Error(github.violations.join('\n'))
  })
}
