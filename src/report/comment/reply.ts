import type { AcceptRefusal } from '../../review/approvals/accept.ts'
import type { Finding } from '../../review/finding.ts'
import type { RuleMeta } from '../../review/rule.ts'
import { findNearest } from '../../text/nearest.ts'
import { truncate } from '../../text/truncate.ts'
import { encodePath, rulePage } from '../address.ts'
import { count } from '../check.ts'
import { code, fence, link, prose, shortCode } from '../markdown.ts'
import { renderRuleText } from '../rule-text.ts'
import { ICONS } from './comment.ts'
import { wordFinding } from './headline.ts'
import type { IgnoreLine } from './ignore-line.ts'
import { renderReplyMarker } from './marker.ts'

/** What became of running the check again. */
export type Rerun = 'started' | 'running' | 'denied' | 'unknown'

/** So many findings are listed where a handle is wrong. */
const MOST_LISTED = 10
const LONGEST_TEXT = 300
/** The whole answer; GitHub takes more. */
const LONGEST_REPLY = 30_000

/** An answer as it is posted: what it answers, the text, and the marker in the last line. */
export function renderReply(comment: number, text: string): string {
  const source = link('this comment', `#issuecomment-${comment}`)
  return [
    `<sub>In answer to ${source}.</sub>`,
    truncate(text, LONGEST_REPLY),
    renderReplyMarker(comment),
  ].join('\n\n')
}

/** All commands; `unknown` is what was asked for instead. */
export function renderCommands(unknown?: string): string {
  const commands = [
    ['recheck', 'Run the check again.'],
    ['explain RULE', 'Explain a rule.'],
    ['ignore FINDING reason', 'Show the ignore comment that accepts a finding in its file.'],
    ['accept FINDING reason', 'Accept a finding in this pull request (approvers only).'],
  ]
  return [
    unknown !== undefined && `Unknown command ${shortCode(unknown)}.`,
    'Write one of these commands as the first line of a comment:',
    commands
      .map(([name = '', text = '']) => `- ${code(`/cortex-review ${name}`)}: ${text}`)
      .join('\n'),
    'FINDING is the finding ID shown in comments and in the summary, such as `0123456789abcdef0123456789abcdef`.',
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** What a rule is about; of an unknown one, which was probably meant. */
export function renderExplanation(id: string, rules: readonly RuleMeta[], docsUrl: string): string {
  const rule = rules.find((each) => each.id === id)
  if (rule) {
    const page = link(code(rule.id), rulePage(docsUrl, rule))
    return `${ICONS[rule.severity]} **${prose(rule.summary)}** · ${page}\n\n${renderRuleText(rule)}`
  }
  const nearest = findNearest(
    id,
    rules.map((each) => each.id),
  )
  const hint = nearest ? `Did you mean ${code(nearest)}?` : `All rules: ${docsUrl}/README.md`
  return id === '' ? `Name a rule. ${hint}` : `Unknown rule ${shortCode(id)}. ${hint}`
}

/** Where to put which comment, so that a finding is ignored. */
export function renderIgnoreLine(
  finding: Finding,
  place: IgnoreLine | undefined,
  { repositoryUrl, commit }: { readonly repositoryUrl: string; readonly commit: string },
): string {
  const name = nameFinding(finding)
  if (!place)
    return `${capitalise(name)} cannot be accepted with an ignore comment: no line of the file can carry one.`

  const { path, line, text, others } = place
  const url = `${repositoryUrl}/blob/${commit}/${encodePath(path)}#L${line}`
  const more = others > 0 ? ` It also accepts ${count(others, 'other finding')} of this rule.` : ''
  return [
    `To accept ${name}, add this line above ${link(shortCode(`${path}:${line}`, LONGEST_TEXT), url)}:`,
    fence([text], 'yaml'),
    `The reason stays visible in the file and in the summary.${more}`,
  ].join('\n\n')
}

/** The answer to an acceptance that counts. */
export function renderAcceptance(finding: Finding, rerun: Rerun): string {
  return [
    `Accepted: ${nameFinding(finding)}.`,
    prose(truncate(finding.message, LONGEST_TEXT * 3)),
    `It stays accepted until its values change. Delete the comment to withdraw the acceptance. ${renderRerun(rerun)}`,
  ].join('\n\n')
}

/** The answer to an acceptance that others have to join. */
export function renderMoreNeeded(
  finding: Finding,
  { needed, by }: NonNullable<Finding['approvals']>,
): string {
  const who = by.map((login) => shortCode(login)).join(', ')
  return `Noted: ${nameFinding(finding)} needs ${count(needed, 'approval')} and has ${by.length}, by ${who}.`
}

/** Why somebody cannot accept a finding. */
export function renderRefusal(refusal: AcceptRefusal, approvers: readonly string[]): string {
  const instead =
    'You can also accept a finding in its file: `/cortex-review ignore FINDING reason` shows how.'
  const reasons: Readonly<Record<AcceptRefusal, string>> = {
    off: 'Findings cannot be accepted by command: `approvers` is not set in the settings.',
    'no-approver': `Only approvers can accept findings: ${approvers.map((login) => shortCode(login)).join(', ')}.`,
    own: 'Approvers cannot accept findings in their own pull requests.',
  }
  return `${reasons[refusal]} ${instead}`
}

/** What to write where the handle or the reason is missing. */
export function renderUsage(kind: 'ignore' | 'accept', handle: string): string {
  const example = code(`/cortex-review ${kind} ${handle || 'FINDING'} reason`)
  return handle === '' ? `Name a finding and a reason: ${example}.` : `Add a reason: ${example}.`
}

/** A handle that names nothing, and those that there are. */
export function renderUnknownFinding(
  handle: string,
  findings: readonly Finding[],
  commit: string,
): string {
  const sentence = `Commit ${code(commit.slice(0, 10))} has no finding ${shortCode(handle)}.`
  if (findings.length === 0)
    return `Commit ${code(commit.slice(0, 10))} has no finding ${shortCode(handle)} and no other finding that can be accepted.`

  const rows = findings.slice(0, MOST_LISTED).map((finding) => {
    const headline = prose(truncate(wordFinding(finding).headline, LONGEST_TEXT))
    return `- ${code(finding.handle)}: ${ICONS[finding.severity]} ${headline}`
  })
  const more = findings.length - rows.length
  return [
    `${sentence} A finding ID changes when the values change. Current findings:`,
    rows.join('\n'),
    more > 0 && `${count(more, 'more finding')} in the summary.`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** A finding that is not accepted, though it is there; `couldBe` if that is up to the comment. */
export function renderUnacceptable(finding: Finding, couldBe: boolean): string {
  if (couldBe) return 'Not accepted: the comment was edited or deleted in the meantime.'
  return `${capitalise(nameFinding(finding))} cannot be accepted: it must be fixed.`
}

/** What became of running the check again, in a sentence. */
export function renderRerun(rerun: Rerun): string {
  return RERUNS[rerun]
}

const RERUNS: Readonly<Record<Rerun, string>> = {
  started: 'The check runs again.',
  running: 'The check is still running. Rerun it when it has finished.',
  denied:
    'This workflow cannot rerun the check without `actions: write`. Rerun it on the *Checks* tab.',
  unknown: 'The run of the check on this commit is unknown. Rerun it on the *Checks* tab.',
}

function nameFinding({ handle, rule }: Finding): string {
  return `finding ${code(handle)} (${code(rule.id)})`
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
