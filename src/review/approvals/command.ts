import { type Day, isDay } from '../../text/day.ts'

/** What a person asks for in a comment. */
export type Command =
  | { readonly kind: 'recheck' }
  | { readonly kind: 'explain'; readonly rule: string }
  | FindingCommand
  /** `unknown` is what was asked for instead, as written. */
  | { readonly kind: 'help'; readonly unknown?: string }

/** A command about one finding. */
export interface FindingCommand {
  readonly kind: 'ignore' | 'accept'
  /** As written, in lower case; '' if there is none. */
  readonly handle: string
  /** On one line; '' if there is none. */
  readonly reason: string
  /** The last day on which it counts, as in `until 2027-03-31 reason`. */
  readonly until?: Day
}

/** Whether a command names a finding. */
export function isAboutFinding(command: Command): command is FindingCommand {
  return command.kind === 'ignore' || command.kind === 'accept'
}

/** More is no reason but an attack on whoever has to read it. */
const LONGEST_REASON = 500
const LONGEST_WORD = 100

/**
 * Reads the command of a comment; undefined if it has none.
 *
 * Only the very first line counts, and only if it begins with `/cortex-review`: quotes, code and
 * what somebody explains further down are no commands. Four spaces would make it a code block.
 */
export function parseCommand(body: string): Command | undefined {
  const [line = ''] = body.split(/\r\n|[\r\n\u2028\u2029]/, 1)
  const match = /^ {0,3}\/cortex-review(?:[ \t](.*))?$/.exec(line)
  if (!match) return undefined

  const [name, rest] = splitWord(match[1] ?? '')
  if (name === 'recheck') return { kind: 'recheck' }
  if (name === 'explain') return { kind: 'explain', rule: wordOf(rest) }
  if (name === 'ignore' || name === 'accept') {
    const [handle, given] = splitWord(rest)
    const { reason, until } = takeEnd(given)
    const isLong = reason.length > LONGEST_REASON
    return {
      kind: name,
      handle: wordOf(handle).toLowerCase(),
      reason: isLong ? `${reason.slice(0, LONGEST_REASON)}…` : reason,
      ...(until !== undefined && { until }),
    }
  }
  if (name === '' || name === 'help') return { kind: 'help' }
  return { kind: 'help', unknown: name.slice(0, LONGEST_WORD) }
}

/** `until` and a day before the reason; a word that is no day is part of the reason. */
function takeEnd(given: string): { readonly reason: string; readonly until?: Day } {
  const [keyword, rest] = splitWord(given)
  const [until, reason] = splitWord(rest)
  return keyword === 'until' && isDay(until) ? { reason, until } : { reason: given }
}

function splitWord(text: string): readonly [word: string, rest: string] {
  const trimmed = text.trim()
  const [word = ''] = trimmed.split(/\s/, 1)
  return [word, trimmed.slice(word.length).trim()]
}

/** The first word, without the backticks that people copy along. */
function wordOf(text: string): string {
  return splitWord(text)[0].replaceAll('`', '').slice(0, LONGEST_WORD)
}
