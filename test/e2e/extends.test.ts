import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createRepository, type Repository } from '../fake-github/git.ts'
import type { StartedGitHub } from '../fake-github/start.ts'
import { ADA, BOT, type Token } from '../fake-github/world.ts'
import { plainEvent } from './events.ts'
import { BASE, openPull, RISKY, rulesOf, runOn } from './pulls.ts'
import { runStep } from './runner.ts'
import { prepareStage } from './stage.ts'

let action: string
let github: StartedGitHub
let policy: Repository
let commit: string

const SETTINGS = '.github/cortex-review.yml'

prepareStage((stage) => {
  ;({ action, github } = stage)
  policy = createRepository(join(github.folder, 'policy.git'))
  commit = policy.commit({
    'cortex/base.yml': 'extends: [more.yml]\nfail-on: never\n',
    'more.yml': 'max-comments: 0\n',
    'locked.yml': 'locked: ["*"]\n',
  })
  github.world.others.set('acme/policy', { repository: policy, isSeenBy })
  github.tokens.set('secret-token', {
    user: BOT,
    contents: 'write',
    pullRequests: 'read',
    issues: 'read',
  })
})

afterEach(() => policy.close())

const isSeenBy = ({ contents }: Token) => contents === 'write'

const inputs = { 'settings-token': 'secret-token' }

describe('settings of another repository', () => {
  it('hold, and are listed with their commit', async () => {
    const base = {
      ...BASE,
      [SETTINGS]: `extends: [acme/policy/cortex/base.yml@${commit}, own.yml]\n`,
    }
    const files = { ...base, 'own.yml': 'comment-summary: never\n' }
    const pull = openPull(github, RISKY, files)
    const result = await runOn(github, action, pull, { inputs })
    expect(result.exitCode).toBe(0)
    expect(pull.threads).toEqual([])
    expect(pull.comments).toEqual([])
    expect(result.summary).toContain(
      `### Extended settings\n\n- \`acme/policy/more.yml@${commit}\` at commit \`${commit}\`\n` +
        `- \`acme/policy/cortex/base.yml@${commit}\` at commit \`${commit}\`\n- \`own.yml\`\n`,
    )
    const audit = await runStep(github, action, {
      event: plainEvent('schedule', pull.base),
      inputs,
    })
    expect([audit.exitCode, audit.stderr]).toEqual([0, ''])
    expect(audit.summary).toContain('### Extended settings')
  })

  it('stop the run if the token may not read them', async () => {
    const settings = { [SETTINGS]: `extends: [acme/policy/cortex/base.yml@${commit}]\n` }
    const pull = openPull(github, RISKY, { ...BASE, ...settings })
    const { exitCode, annotations } = await runOn(github, action, pull)
    expect(exitCode).toBe(2)
    expect(annotations[0]?.message).toMatch(/base\.yml@.* cannot be read/)
    expect(annotations[0]?.message).toContain('Give the input `settings-token`')
  })

  it('stop the run if there is no such file or ref', async () => {
    for (const name of [`gone.yml@${commit}`, 'cortex/base.yml@v9']) {
      const settings = { [SETTINGS]: `extends: [acme/policy/${name}]\n` }
      const pull = openPull(github, RISKY, { ...BASE, ...settings })
      const { exitCode, annotations } = await runOn(github, action, pull, { inputs })
      expect(exitCode).toBe(2)
      expect(annotations[0]?.message).toContain('not exist')
    }
  })

  it('are not obeyed where only the head names them, nor read', async () => {
    const settings = { [SETTINGS]: `extends: [acme/policy/cortex/base.yml@${commit}]\n` }
    const pull = openPull(github, { ...RISKY, ...settings })
    const result = await runOn(github, action, pull, { inputs })
    expect(result.exitCode).toBe(1)
    expect(JSON.stringify(github.log)).not.toContain('more.yml')
    expect(JSON.stringify(github.log)).not.toContain('"policy"')
  })
})

describe('locked rules', () => {
  const base = {
    ...BASE,
    'lock.yml': 'locked: ["*"]\n',
    [SETTINGS]: 'extends: [lock.yml]\nfail-on: never\napprovers: [ada, ben]\nself-approval: true\n',
  }

  it('fail the check whatever the repository, a comment or an approver says', async () => {
    const ignored = Object.fromEntries(
      Object.entries(RISKY).map(([path, text]) => [
        path,
        text.replace(
          /max_queue_length.*/,
          '$& # cortex-review: ignore[queue-length-raised] meant so',
        ),
      ]),
    )
    const pull = openPull(github, ignored, base)
    const first = await runOn(github, action, pull)
    expect(first.exitCode).toBe(1)
    expect(rulesOf(first)).toContain('policy-locked')

    for (const { handle } of JSON.parse(first.outputs['findings'] ?? '')) {
      github.world.say(pull, ADA, `/cortex-review accept ${handle} meant so`)
    }
    const again = await runOn(github, action, pull)
    expect(again.exitCode).toBe(1)
    expect(rulesOf(again)).toEqual(rulesOf(first))
  })

  it('are defended in the settings file', async () => {
    const settings = { [SETTINGS]: 'extends: [lock.yml]\nrules:\n  max-replicas-lowered: off\n' }
    const pull = openPull(github, settings, base)
    const result = await runOn(github, action, pull)
    expect(rulesOf(result)).toEqual(['policy-locked'])
    expect(pull.threads[0]?.comments[0]).toMatchObject({ path: SETTINGS, line: 3 })
  })
})
