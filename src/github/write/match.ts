import { announceReturn, markSilent, withoutReturn } from '../../report/comment/closed.ts'
import { groupBy } from '../../text/group-by.ts'
import type { BotThread } from '../read/conversation.ts'
import type { CommentEdit, DesiredComment } from './comments.ts'

/** Which threads are about which findings, all of one fingerprint. */
export interface Match {
  /** Findings and the threads that ask for something about them. */
  readonly pairs: ReadonlyMap<DesiredComment, BotThread>
  /** Findings without such a thread whose matter a person ended, with the threads that tell. */
  readonly resolved: ReadonlyMap<DesiredComment, readonly BotThread[]>
  /** Threads that a person, or the button of a suggestion, ended, and whose finding is gone. */
  readonly ended: readonly BotThread[]
  /** Threads that ask for something that no finding is about, or that ask twice. */
  readonly surplus: readonly { readonly thread: BotThread; readonly isCopy: boolean }[]
}

/**
 * Pairs the findings of one fingerprint with its threads.
 *
 * Nearly always there is one of each. Where the same names stand in several places, a thread is that
 * of the finding in its place, then of one with its values, so that the next run pairs alike.
 */
export function match(findings: readonly DesiredComment[], threads: readonly BotThread[]): Match {
  const silenced = groupBy(threads.filter(isSilenced), ({ marker }) => marker.handle)
  const pairs = new Map<DesiredComment, BotThread>()
  const free = threads.filter(isAsking)
  // Of two findings with the same values, one that could have a comment has it.
  const ranked = findings.toSorted((a, b) => Number(!a.anchor) - Number(!b.anchor))
  for (const criteria of CRITERIA) {
    for (const finding of ranked.filter((each) => !pairs.has(each))) {
      const at = free.findIndex(
        (thread) =>
          criteria.every((suits) => suits(finding, thread)) &&
          (isSame(finding, thread) || !silenced.has(finding.handle)),
      )
      for (const thread of at < 0 ? [] : free.splice(at, 1)) pairs.set(finding, thread)
    }
  }
  return {
    pairs,
    resolved: new Map(
      findings
        .filter((each) => !pairs.has(each))
        .flatMap((each) => {
          const ends = silenced.get(each.handle)
          return ends ? [[each, ends] as const] : []
        }),
    ),
    ended: findings.length > 0 ? [] : threads.filter(isEnded),
    surplus: free.map((thread) => ({ thread, isCopy: isCopy(thread, pairs) })),
  }
}

/** Whether a thread still asks for something; a person ends that, or we do. */
function isAsking({ isResolved, comment, marker }: BotThread): boolean {
  return !isResolved && !comment.isMinimized && !marker.state
}

/** Whether a finding with the thread's values stays unsaid: a person ended it while it was there. */
function isSilenced(thread: BotThread): boolean {
  return !isAsking(thread) && (!thread.marker.state || thread.marker.isSilent === true)
}

/**
 * Whether a thread is done with, but we have not said why. Committing a suggestion resolves it, too,
 * so that this alone does not tell that a person wants to hear no more of it.
 */
function isEnded({ isResolved, marker }: BotThread): boolean {
  return isResolved && !marker.state
}

/** The edits that keep a matter ended which a person ended, and that say what is there again. */
export function keepSilent(finding: DesiredComment, thread: BotThread): readonly CommentEdit[] {
  const { isResolved, marker, comment } = thread
  if (marker.state) return [{ thread, body: markSilent(finding.plainBody) }]
  // Hiding it for any other reason than that it is done is a word on it that lasts by itself.
  if (!isResolved || marker.isSilent) return []
  return [{ thread, body: markSilent(comment.body) }]
}

/** Whether a finding is still where a comment was, but not its line, so that the comment shows none. */
export function isLeftBehind({ isOutdated, path }: BotThread, { anchor }: DesiredComment): boolean {
  return isOutdated && anchor !== undefined && 'line' in anchor && path === anchor.path
}

type Criterion = (finding: DesiredComment, thread: BotThread) => boolean

const isSaid: Criterion = (finding, thread) => editThread(thread, finding).length === 0
const isSame: Criterion = ({ handle }, { marker }) => marker.handle === handle
const isThere: Criterion = (finding, thread) => standsOn(thread, finding)
const isInFile: Criterion = ({ anchor }, thread) => anchor?.path === thread.path

/** What makes a thread a finding's, the strongest first. */
const CRITERIA: readonly (readonly Criterion[])[] = [
  [isThere, isSaid],
  [isThere, isSame],
  [isThere],
  [isSaid, isSame],
  [isSame],
  [isInFile],
  [],
]

/** Whether a thread says what another says of a finding in the same place. */
function isCopy(thread: BotThread, pairs: Match['pairs']): boolean {
  const { path, side, line, startLine } = thread
  return [...pairs].some(
    ([finding, other]) =>
      isSame(finding, thread) &&
      path === other.path &&
      side === other.side &&
      line === other.line &&
      startLine === other.startLine,
  )
}

/** The edit after which a thread says what it should; none if it does. */
export function editThread(thread: BotThread, finding: DesiredComment): readonly CommentEdit[] {
  const { body, plainBody } = finding
  const said = withoutReturn(thread.comment.body)
  const text = standsOn(thread, finding) ? body : plainBody
  // On a line that changed since, GitHub commits no suggestion; on one that stands, it would replace
  // what is there now.
  const accepted = thread.line === undefined ? [text, body] : [text]
  if (accepted.some((each) => isSameText(said, each))) return []
  return [{ thread, body: said === thread.comment.body ? text : announceReturn(text) }]
}

/** Whether a suggestion in the thread would replace exactly the finding's lines. */
export function standsOn(thread: BotThread, { anchor }: DesiredComment): boolean {
  if (!anchor || !('line' in anchor)) return false
  const { path, side, line, startLine } = anchor
  return (
    thread.path === path &&
    thread.side === side &&
    thread.line === line &&
    (thread.startLine ?? thread.line) === (startLine ?? line)
  )
}

/** GitHub may change line breaks and drop trailing space. */
export function isSameText(one: string, other: string): boolean {
  return normalize(one) === normalize(other)
}

function normalize(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd()
}
