import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { createRepository, type Repository } from './git.ts'
import { continueGitHub, type StartedGitHub } from './start.ts'

/**
 * How to start an offline GitHub for each test of a file. They have one repository, which keeps its
 * answers: tests mostly make the same commits, and each takes a process of Git.
 */
export function prepareGitHub(): () => Promise<StartedGitHub> {
  let folder: string
  let repository: Repository

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fake-github-'))
    repository = createRepository(join(folder, 'shop.git'))
  })

  afterAll(() => {
    repository.close()
    rmSync(folder, { recursive: true, force: true })
  })

  return () => continueGitHub(repository)
}
