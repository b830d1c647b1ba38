import { describe, expect, it } from '@jest/globals'
import { asCalled, commandName } from '../../src/cli/name.ts'
import { describeOldNode } from '../../src/cli/node-version.ts'

describe('commandName', () => {
  it.each([
    ['/repo', '/usr/bin/cortex-review', {}, 'cortex-review'],
    ['/repo', '/repo/node_modules/cortex-review/dist/cli.js', {}, 'cortex-review'],
    [
      '/repo',
      '/cache/_npx/1/node_modules/.bin/cortex-review',
      { npm_command: 'exec' },
      'npx cortex-review',
    ],
    ['/repo', '/repo/dist/cli.js', {}, 'node dist/cli.js'],
    ['/other', '/repo/dist/cli.js', {}, 'node /repo/dist/cli.js'],
  ])('in %s, %s is called %j %s', (cwd, script, env, name) => {
    expect(commandName(cwd, script, env)).toBe(name)
  })
})

it('asCalled changes commands and nothing else', () => {
  const text =
    'Run `cortex-review help review`; see .github/cortex-review.yml and # cortex-review: ignore[x] y.'
  expect(asCalled(text, 'npx cortex-review')).toBe(
    'Run `npx cortex-review help review`; see .github/cortex-review.yml and # cortex-review: ignore[x] y.',
  )
})

it('describeOldNode names the version that is needed', () => {
  expect(describeOldNode('18.19.1')).toBe(
    'cortex-review requires Node.js 20 or later, but this is Node.js 18.19.1.',
  )
  expect(describeOldNode('20.0.0')).toBeUndefined()
})
