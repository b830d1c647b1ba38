import type { Finding } from '../../review/finding.ts'
import { truncate } from '../../text/truncate.ts'
import { paragraphs } from '../rule-text.ts'
import { parseIdentity, type SubjectName } from '../subject.ts'

/** A finding's message in two parts; both are prose with `code` in it. */
export interface Wording {
  /** Without a full stop. */
  readonly headline: string
  /** What is left to say: whole sentences, or ''. */
  readonly detail: string
}

const LONGEST_HEADLINE = 130
const LONGEST_NAME = 80
const FEWEST_WORDS = 4

/**
 * Splits a message at its first colon that has a whole clause before it, e.g. `Cluster prod goes
 * public: …`. A short message is all headline; a long one without such a colon gets the rule's
 * summary as its headline.
 */
export function wordFinding(finding: Finding): Wording {
  const message = finding.message.replace(/\s+/g, ' ').trim()
  const reason = findReason(message)
  const colon = reason > 0 ? reason : findColon(message)
  if (colon > 0) {
    return {
      headline: message.slice(0, colon),
      detail: capitalise(message.slice(colon + 1).trim()),
    }
  }
  if (message.length <= LONGEST_HEADLINE)
    return { headline: message.replace(/\.$/, ''), detail: '' }
  return {
    headline: `${nameSubject(finding.subject)}: ${lowerFirst(finding.rule.summary)}`,
    detail: message,
  }
}

/** About three lines of a comment. */
const LONGEST_REASON = 300

/** As many of the first sentences of a rule's `why` as are read in a comment; '' if none is. */
export function shortReason(why: string, most = LONGEST_REASON): string {
  const [text = ''] = paragraphs(why)
  const sentences = text.split(/(?<=[^.]\.)(?= [A-Z`])/)
  let reason = ''
  for (const sentence of sentences) {
    if ((reason + sentence).trimEnd().length > most) break
    reason += sentence
  }
  return reason.trimEnd()
}

/** A spec by its kind and name, e.g. ``Node group `gpu` ``. */
export function nameSubject(identity: string): string {
  const name = parseIdentity(identity).at(-1)
  return name ? capitalise(nameOf(name)) : ''
}

/** A spec with what it stands in, e.g. ``API `iris` › container `main` ``. */
export function nameFully(identity: string): string {
  return capitalise(parseIdentity(identity).map(nameOf).join(' › '))
}

/** One of the names in an identity, e.g. ``node group `gpu` ``. */
export function nameOf({ noun, name }: SubjectName): string {
  return name ? `${noun} \`${truncate(name.replaceAll('`', "'"), LONGEST_NAME)}\`` : noun
}

/** Where the headline ends: outside of code, after enough words, and not too late; else -1. */
function findColon(message: string): number {
  const masked = message.replace(/`[^`]*`/g, (span) => 'x'.repeat(span.length))
  for (let at = masked.indexOf(': '); at >= 0; at = masked.indexOf(': ', at + 1)) {
    if (at > LONGEST_HEADLINE) return -1
    if (masked.slice(0, at).split(' ').length >= FEWEST_WORDS) return at
  }
  return -1
}

/**
 * Where a headline ends that begins with who rejects what: with the reason, which tells findings of
 * one spec apart. -1 if it begins otherwise, or the reason is too long.
 */
function findReason(message: string): number {
  const masked = message.replace(/`[^`]*`/g, (span) => 'x'.repeat(span.length))
  const [start] = /^(?:Cortex|Kubernetes) rejects [^:;]*: /.exec(masked) ?? []
  if (start === undefined) return -1
  const stop = masked.slice(start.length).search(/[:;](?= )|\.?$/)
  const end = start.length + stop
  return end <= LONGEST_REFUSAL ? end : -1
}

const LONGEST_REFUSAL = 200

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** An acronym stays as it is. */
function lowerFirst(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}
