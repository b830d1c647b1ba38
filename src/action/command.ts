import { info, warning } from '@actions/core'
import type { Client } from '../github/client.ts'
import { mayWrite } from '../github/commands/approval.ts'
import { postReply } from '../github/commands/reply.ts'
import { rerunCheck } from '../github/commands/rerun.ts'
import { type Conversation, readConversation } from '../github/read/conversation.ts'
import type {
  CommandTask,
  PullRequestTask,
  RecheckTask,
  RepositoryName,
} from '../github/read/event.ts'
import { readPull } from '../github/read/pulls.ts'
import { asSentence, explainReadError, messageOf } from '../github/refusal.ts'
import { findIgnoreLine } from '../report/comment/ignore-line.ts'
import {
  type Rerun,
  renderAcceptance,
  renderCommands,
  renderExplanation,
  renderIgnoreLine,
  renderMoreNeeded,
  renderRefusal,
  renderReply,
  renderRerun,
  renderUnacceptable,
  renderUnknownFinding,
  renderUsage,
} from '../report/comment/reply.ts'
import { approversOf, canBeAccepted, refuseAcceptance } from '../review/approvals/accept.ts'
import { type Command, type FindingCommand, isAboutFinding } from '../review/approvals/command.ts'
import { canBeIgnored, ENGINE_RULES } from '../review/engine-rules.ts'
import type { Finding } from '../review/finding.ts'
import { hideInText } from '../secrets/hide.ts'
import { docsUrl, repositoryUrl, type Step } from './connect.ts'
import { type Judged, judgeTask } from './judge.ts'

/**
 * Carries out a command, and answers it once: a run that is repeated finds the answer there.
 *
 * Only for people who may write, as GitHub's API says; to others there is not even an answer. Throws
 * UserError if GitHub does not give what is needed.
 */
export async function runCommand(client: Client, task: CommandTask, step: Step): Promise<void> {
  const text = await answerWriter(client, task, step)
  if (text === undefined) return
  try {
    await postReply(client, task, renderReply(task.comment.id, hideInText(text)))
    info(`Answered ${describe(task)}.`)
  } catch (error) {
    warning(
      `The command was carried out, but the reply was not posted: ${asSentence(messageOf(error))} ` +
        'Grant the job `pull-requests: write`.',
    )
  }
}

async function answerWriter(client: Client, task: CommandTask, step: Step) {
  try {
    if (await mayWrite(client, task, task.comment.author)) return await answer(client, task, step)
    info(`Ignored ${describe(task)}: its author has no write access to this repository.`)
    return undefined
  } catch (error) {
    throw explainReadError(error)
  }
}

/** The text of the answer; undefined if there is none to give. */
async function answer(client: Client, task: CommandTask, step: Step): Promise<string | undefined> {
  const { command } = task
  if (isAboutFinding(command)) {
    return answerAboutFinding(client, { ...task, command }, step)
  }
  const conversation = await readConversation(client, task, task.number)
  if (isAnswered(task, conversation)) return undefined
  return answerPlainly(client, { ...task, command }, { ...step, conversation })
}

interface Of<C extends Command> extends CommandTask {
  readonly command: C
}

async function answerPlainly(
  client: Client,
  task: Of<Exclude<Command, FindingCommand>>,
  { conversation, rules, environment }: Step & { readonly conversation: Conversation },
): Promise<string> {
  const { command } = task
  if (command.kind === 'help') return renderCommands(command.unknown)
  if (command.kind === 'explain') {
    return renderExplanation(command.rule, [...rules, ...ENGINE_RULES], docsUrl(environment))
  }
  return renderRerun(await rerun(client, task, conversation))
}

async function answerAboutFinding(
  client: Client,
  task: Of<FindingCommand>,
  step: Step,
): Promise<string | undefined> {
  const { kind, handle, reason } = task.command
  const pull = await readPull(client, task, task.number)
  if (!pull) {
    info('The pull request is closed.')
    return undefined
  }
  const judged = await judgeTask(client, pull, step)
  if (isAnswered(task, judged.reading.conversation)) return undefined
  if (handle === '' || reason === '') return renderUsage(kind, handle)
  return kind === 'ignore'
    ? answerIgnore(task, { pull, judged }, step)
    : answerAccept(client, task, { pull, judged })
}

interface Subject {
  readonly pull: PullRequestTask
  readonly judged: Judged
}

function answerIgnore(task: Of<FindingCommand>, { pull, judged }: Subject, step: Step): string {
  const { handle, reason } = task.command
  const { reading, review } = judged
  const open = [...review.findings, ...review.accepted.map(({ finding }) => finding)]
  const finding = findByHandle(open, handle)
  if (!finding) {
    const known = review.findings.filter(({ rule }) => canBeIgnored(rule))
    return renderUnknownFinding(handle, known, pull.headSha)
  }
  if (!canBeIgnored(finding.rule)) return renderUnacceptable(finding, false)
  const place = findIgnoreLine(finding, reason, {
    judged: review,
    changeSet: reading.changes,
    config: reading.scope.options,
    rules: step.rules,
  })
  const url = repositoryUrl(step.environment, task)
  return renderIgnoreLine(finding, place, { repositoryUrl: url, commit: pull.headSha })
}

/** The comment is an acceptance already; the answer says whether it counts. */
async function answerAccept(
  client: Client,
  task: Of<FindingCommand>,
  { pull, judged }: Subject,
): Promise<string> {
  const { command, comment } = task
  const { reading, review, isApprover } = judged
  const { conversation, scope } = reading
  const accepted = review.accepted.find(({ finding }) => finding.handle === command.handle)
  const finding = accepted?.finding ?? findByHandle(review.findings, command.handle)
  const approvers = approversOf(finding, scope.options)
  const { selfApproval } = scope.options
  const refusal = refuseAcceptance(
    comment.author,
    conversation.author,
    { approvers, selfApproval },
    isApprover && ((login) => isApprover(login, finding)),
  )
  if (refusal) return renderRefusal(refusal, approvers)

  if (accepted) {
    const result = await rerun(client, task, conversation)
    return renderAcceptance(accepted.finding, result)
  }
  if (finding?.approvals) return renderMoreNeeded(finding, finding.approvals)
  if (finding) return renderUnacceptable(finding, canBeAccepted(finding, review))
  const known = review.findings.filter((each) => canBeAccepted(each, review))
  return renderUnknownFinding(command.handle, known, pull.headSha)
}

/**
 * Runs the check again after an acceptance was edited or deleted; nobody is answered.
 *
 * Only if who had written it may write, since others accept nothing. Throws UserError if GitHub does
 * not give what is needed.
 */
export async function runRecheck(client: Client, task: RecheckTask): Promise<void> {
  try {
    const isWriter = await mayWrite(client, task, task.author)
    if (!isWriter)
      return info('Ignored the command: its author has no write access to this repository.')
    const result = await rerun(client, task, await readConversation(client, task, task.number))
    info(`An acceptance on pull request ${task.number} was changed. ${renderRerun(result)}`)
  } catch (error) {
    throw explainReadError(error)
  }
}

/** The newest summary knows which run wrote it. */
async function rerun(
  client: Client,
  task: RepositoryName,
  { summaries, head }: Conversation,
): Promise<Rerun> {
  return rerunCheck(client, task, { run: summaries.at(-1)?.marker.id, head })
}

function findByHandle(findings: readonly Finding[], handle: string): Finding | undefined {
  return findings.find((finding) => finding.handle === handle)
}

function isAnswered({ comment }: CommandTask, { answered }: Conversation): boolean {
  const isDone = answered.includes(comment.id)
  if (isDone) info(`Comment ${comment.id} is answered already.`)
  return isDone
}

function describe({ command, comment, number }: CommandTask): string {
  return `\`${command.kind}\` in comment ${comment.id} on pull request ${number}`
}
