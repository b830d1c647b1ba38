import { describe, expect, it } from '@jest/globals'
import { COMMANDS, parseArguments } from '../../src/cli/arguments.ts'
import { renderHelp } from '../../src/cli/help.ts'
import { USAGE } from '../../src/cli/usage.ts'

describe('parseArguments', () => {
  it.each([
    [[], { kind: 'help', command: undefined }],
    [['help'], { kind: 'help', command: undefined }],
    [['help', 'audit'], { kind: 'help', command: 'audit' }],
    [['audit', '--help'], { kind: 'help', command: 'audit' }],
    [['review', '-h'], { kind: 'help', command: 'review' }],
    [['review', '-V'], { kind: 'version' }],
    [['--version'], { kind: 'version' }],
  ] as const)('%j', (args, expected) => {
    expect(parseArguments(args)).toEqual(expected)
  })

  it.each([
    [['--base', 'main'], { base: ['main'] }],
    [['--base=main'], { base: ['main'] }],
    [['-f', 'json'], { format: ['json'] }],
    [['-fjson'], { format: ['json'] }],
    [['--paths', 'a/**', '--paths', 'b/**'], { paths: ['a/**', 'b/**'] }],
    [['--fix'], { fix: [true] }],
    [['--fix=all'], { fix: ['all'] }],
    [['--color'], { color: [true] }],
    [['--no-color'], { color: [false] }],
    [['--base=-x'], { base: ['-x'] }],
  ])('review %j', (args, options) => {
    const expected = { kind: 'run', command: 'review', operands: [], options }
    expect(parseArguments(['review', ...args])).toEqual(expected)
  })

  it('tells operands from options', () => {
    const args = ['audit', 'a', '--fix', 'b', '--', '--c']
    expect(parseArguments(args)).toMatchObject({ operands: ['a', 'b', '--c'] })
  })

  it.each([
    [['reveiw'], 'Unknown command `reveiw`. Did you mean `review`?'],
    [['--base', 'x', 'review'], 'Missing command before `--base`.'],
    [['review', '--bsae', 'x'], 'Unknown option `--bsae` for `review`. Did you mean `--base`?'],
    [['audit', '--base', 'x'], 'Unknown option `--base` for `audit`. It is an option of `review`.'],
    [['review', '-x'], 'Unknown option `-x` for `review`.'],
    [['review', '--base'], 'Option `--base` needs a value: REF.'],
    [['review', '--base', '--head'], 'Option `--base` needs a value: REF.'],
    [['review', '--no-base'], 'Unknown option `--no-base` for `review`.'],
    [['review', '--constructor'], 'Unknown option `--constructor` for `review`.'],
    [['help', 'me'], 'Unknown command `me`.'],
  ])('refuses %j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message)
  })
})

describe('help', () => {
  it('names every command', () => {
    const missing = COMMANDS.filter((command) => !new RegExp(`^  ${command}\\b`, 'm').test(USAGE))
    expect(missing).toEqual([])
  })

  it.each(COMMANDS)('of %s fits on a terminal', (command) => {
    const text = renderHelp(command)
    expect(text).toContain(`Usage: cortex-review ${command}`)
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([])
  })

  it('describes options with values, flags and defaults', () => {
    const text = renderHelp('review')
    expect(text).toMatch(/^ {2}-f, --format FORMAT +Output format/m)
    expect(text).toMatch(/^ {6}--fix\[=WHICH\] /m)
    expect(text).toContain('Default: error.')
  })
})
