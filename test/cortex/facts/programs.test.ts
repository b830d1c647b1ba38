import { describe, expect, it } from '@jest/globals'
import { findWorkers } from '../../../src/cortex/facts/programs.ts'
import { readWorkspaces } from '../../../src/cortex/files/workspace.ts'
import type { Api } from '../../../src/cortex/tables/api-types.ts'

function apiOf(...containers: readonly object[]): Api {
  const pod = { containers: containers.map((each, index) => ({ name: `c${index}`, ...each })) }
  const text = JSON.stringify([{ name: 'translator', kind: 'RealtimeAPI', pod }])
  const { after } = readWorkspaces({
    before: new Map(),
    after: new Map([['cortex.yaml', text]]),
    renames: new Map(),
  })
  const [api] = after.subjects('api')
  if (!api) throw new Error('no API')
  return api.value
}

const SERVER = { image: 'a:1', command: ['gunicorn', '-w', '4', 'app:app'] }

describe('findWorkers', () => {
  it.each([
    [['gunicorn', '-w', '4', 'app:app'], 4, false],
    [['gunicorn', '-w4', '--threads=8', 'app:app'], 32, false],
    [['gunicorn', '--threads', '8', 'app:app'], 8, false],
    [['sh', '-c', 'exec gunicorn --workers "3" app:app'], 3, false],
    [['gunicorn', '-w', '2', '-w', '6', 'app:app'], 6, false],
    [['gunicorn', '-k', 'gthread', '-w', '2', '--threads', '4'], 8, false],
    [['gunicorn', '-k', 'gevent', '-w', '2', '--threads', '4'], 2, true],
    [['python', '-m', 'uvicorn', 'app:app', '--workers', '5'], 5, true],
  ])('%j: %d', (command, capacity, isAsync) => {
    expect(findWorkers(apiOf({ image: 'a:1', command }))).toEqual({ capacity, isAsync })
  })

  it.each([
    [['gunicorn', 'app:app']],
    [['gunicorn', '-w', '$(WORKERS)', 'app:app']],
    [['gunicorn', '-w', '0', 'app:app']],
    [['gunicorn', '-w']],
    [['server', '-w', '4']],
  ])('%j: unknown', (command) => {
    expect(findWorkers(apiOf({ image: 'a:1', command }))).toBeUndefined()
  })

  it('reads the environment, which the command line overrides', () => {
    const env = { GUNICORN_CMD_ARGS: '--workers=2 --threads=3' }

    expect(findWorkers(apiOf({ image: 'a:1', env }))?.capacity).toBe(6)
    expect(findWorkers(apiOf({ ...SERVER, env }))?.capacity).toBe(12)
    expect(
      findWorkers(apiOf({ image: 'a:1', command: ['gunicorn'], env: { WEB_CONCURRENCY: '7' } })),
    ).toEqual({ capacity: 7, isAsync: false })
  })

  it('does not choose among several servers', () => {
    expect(findWorkers(apiOf(SERVER, { image: 'b:1' }))?.capacity).toBe(4)
    expect(findWorkers(apiOf(SERVER, SERVER))).toBeUndefined()
  })
})
