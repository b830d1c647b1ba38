import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { printForeign } from '../../src/action/log.ts'
import { failAction } from '../../src/action/run.ts'
import { openTerminal } from '../../src/cli/terminal.ts'
import { STAND_INS } from '../../src/docs/secrets-page.ts'
import { recognizeSecret } from '../../src/secrets/recognize.ts'
import { parseSettings } from '../../src/settings/settings.ts'
import { UserError } from '../../src/settings/user-error.ts'

const TOKEN = 'ghp_b7Qm2Vt9Lc4Rk8Zs1Wb3Xn5Yd6Gf0Hj2Kp4T'

describe('a secret in the settings', () => {
  it.each([
    ['a value', `fail-on: ${TOKEN}`],
    ['a key', `${TOKEN}: true`],
    ['a list', `approvers: [${TOKEN}, 1]\nmax-comments: ${TOKEN}`],
    ['a rule', `rules: {${TOKEN}: error}`],
    ['a broken file', `fail-on: [\n${TOKEN}`],
    ['the value of a name', `password: ${TOKEN.slice(4)}\nfail-on: ${TOKEN.slice(4)}`],
  ])('is not in the error: %s', (_label, text) => {
    const read = () => parseSettings(text, '.github/cortex-review.yml', [])

    expect(read).toThrow(UserError)
    expect(read).not.toThrow(TOKEN.slice(4))
  })
})

describe('a secret in an error', () => {
  let shown = ''
  const exitCode = process.exitCode

  beforeEach(() => {
    shown = ''
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        shown += String(text)
        return true
      })
    }
  })

  afterEach(() => {
    jest.restoreAllMocks()
    process.exitCode = exitCode
  })

  it.each<[string, () => void]>([
    ['the command line', () => openTerminal().warn(`Unknown option --token=${TOKEN}`)],
    ['a failed step', () => failAction(new Error(`Bad credentials: ${TOKEN}`))],
    ['wrong use', () => failAction(new UserError(`No ref ${TOKEN}`, `Not ${TOKEN}`))],
    ['the log', () => printForeign([`iris-${TOKEN} is no name`])],
  ])('is not shown by %s', (_label, act) => {
    act()

    expect(shown).toContain('********')
    expect(shown).not.toContain(TOKEN)
  })
})

describe('what stands for a secret on the page', () => {
  it.each(STAND_INS.flatMap(([, examples]) => examples))('%s', (example) => {
    expect(recognizeSecret('DB_PASSWORD', example)).toBeUndefined()
  })
})
