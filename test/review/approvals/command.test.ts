import { describe, expect, it } from '@jest/globals'
import { parseCommand } from '../../../src/review/approvals/command.ts'

describe('parseCommand', () => {
  it.each([
    ['/cortex-review recheck', { kind: 'recheck' }],
    ['/cortex-review recheck, please', { kind: 'help', unknown: 'recheck,' }],
    ['/cortex-review recheck please', { kind: 'recheck' }],
    ['/cortex-review explain `api-renamed`', { kind: 'explain', rule: 'api-renamed' }],
    ['/cortex-review explain', { kind: 'explain', rule: '' }],
    [
      '/cortex-review ignore `0A1b2c3d4e` reached through a VPN',
      { kind: 'ignore', handle: '0a1b2c3d4e', reason: 'reached through a VPN' },
    ],
    [
      '/cortex-review\taccept 0a1b2c3d4e  agreed with @acme/sre \r\nand a second line',
      { kind: 'accept', handle: '0a1b2c3d4e', reason: 'agreed with @acme/sre' },
    ],
    ['/cortex-review accept 0a1b2c3d4e', { kind: 'accept', handle: '0a1b2c3d4e', reason: '' }],
    ['/cortex-review accept', { kind: 'accept', handle: '', reason: '' }],
    ['/cortex-review', { kind: 'help' }],
    ['/cortex-review help', { kind: 'help' }],
    ['/cortex-review approve all', { kind: 'help', unknown: 'approve' }],
    ['   /cortex-review recheck', { kind: 'recheck' }],
  ])('reads %j', (body, command) => {
    expect(parseCommand(body)).toEqual(command)
  })

  it.each([
    ['', 'nothing'],
    ['Looks good.', 'no command'],
    ['> /cortex-review recheck', 'a quote'],
    ['`/cortex-review recheck`', 'code'],
    ['```\n/cortex-review recheck\n```', 'a fence'],
    ['    /cortex-review recheck', 'a code block'],
    ['\t/cortex-review recheck', 'a code block'],
    ['Try\n/cortex-review recheck', 'a later line'],
    ['\n/cortex-review recheck', 'a later line'],
    ['/cortex-reviewer recheck', 'another name'],
    ['/Cortex-Review recheck', 'another name'],
    ['/cortex-review: recheck', 'another name'],
    ['<!-- /cortex-review recheck -->', 'hidden text'],
  ])('takes %j for none: it is %s', (body) => {
    expect(parseCommand(body)).toBeUndefined()
  })

  it('cuts what nobody would write', () => {
    const word = 'x'.repeat(5000)
    expect(parseCommand(`/cortex-review ${word}`)).toEqual({
      kind: 'help',
      unknown: 'x'.repeat(100),
    })
    expect(parseCommand(`/cortex-review accept ${word} ${word}`)).toEqual({
      kind: 'accept',
      handle: 'x'.repeat(100),
      reason: `${'x'.repeat(500)}…`,
    })
  })

  it('takes time that grows with the text only', () => {
    const body = `/cortex-review accept ${' \t'.repeat(30_000)}x`
    expect(parseCommand(body)).toEqual({ kind: 'accept', handle: 'x', reason: '' })
  })
})
