import type { DiffRow, Files, Repository } from './git.ts'
import { anchorsOf, followLines, hasRemovedRow } from './patch.ts'
import { parseSuggestion, replaceLines } from './suggestion.ts'

export type Access = 'write' | 'read' | 'none'

/** Whom a token speaks for, and what it may do. */
export interface Token {
  readonly user: User
  readonly contents: Access
  readonly pullRequests: Access
  readonly issues: Access
  /** Requests of an hour; those of a job's token if absent. */
  readonly hourly?: number
  /** Nothing if absent. */
  readonly actions?: Access
  /** Whether it is one of other repositories, so that a private one does not exist for it. */
  readonly isForeign?: boolean
}

export interface User {
  readonly login: string
  readonly id: number
  readonly type: 'User' | 'Bot'
}

export interface ReviewComment {
  readonly id: number
  readonly reviewId: number
  readonly path: string
  readonly side: 'LEFT' | 'RIGHT'
  readonly subjectType: 'line' | 'file'
  readonly originalLine: number | null
  readonly originalStartLine: number | null
  readonly commitId: string
  /** The merge base when it was written: lines of the old side are its lines. */
  readonly baseId: string
  readonly user: User
  readonly inReplyTo: number | null
  /** Null when the lines have changed since: the comment is outdated. */
  line: number | null
  startLine: number | null
  body: string
  edits: number
  /** Who edited it last; absent if nobody did. */
  editor?: User
  /** Why it is folded away, as GraphQL words it: `resolved`, `outdated`, …; absent if it is not. */
  minimized?: string
}

export interface Thread {
  readonly id: string
  readonly comments: ReviewComment[]
  resolvedBy: User | null
}

export interface Review {
  readonly id: number
  readonly user: User
  readonly commitId: string
  state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED'
  body: string
}

export interface IssueComment {
  readonly id: number
  readonly user: User
  /** The first day of the tests if absent. */
  readonly createdAt?: string
  body: string
  edits: number
  editor?: User
  minimized?: string
}

export interface Pull {
  readonly number: number
  readonly author: User
  readonly fork: boolean
  readonly draft: boolean
  /** The repository of the head; null if the fork was deleted. */
  headRepository: string | null
  readonly headBranch: string
  base: string
  head: string
  state: 'open' | 'closed'
  queued: boolean
  readonly reviews: Review[]
  readonly threads: Thread[]
  readonly comments: IssueComment[]
}

export interface NewComment {
  readonly path: string
  readonly body: string
  readonly line?: number
  readonly side?: string
  readonly start_line?: number
  readonly start_side?: string
  readonly subject_type?: string
}

/** A run of a workflow. */
export interface WorkflowRun {
  readonly id: number
  readonly number: number
  readonly event: string
  readonly headSha: string
  readonly headBranch: string
  readonly headRepository: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: 'success' | 'failure' | null
  attempt: number
  /** Of the workflow; that of the example if absent. */
  readonly workflow?: number
}

/** An issue that is no pull request. */
export interface Issue {
  readonly id: number
  readonly number: number
  /** `owner/name` */
  readonly repository: string
  readonly user: User
  title: string
  body: string
  state: 'open' | 'closed'
  reason: 'completed' | 'not_planned' | 'reopened' | null
  /** What people were told of it. */
  notifications: number
}

/** What a run of a workflow kept. */
export interface Artifact {
  readonly id: number
  readonly name: string
  readonly run: number
  readonly createdAt: string
  readonly isExpired?: boolean
}

/** What a person may do in a repository. */
export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'

/** How this GitHub deviates from the usual. */
export interface Behaviour {
  /** Whether only tokens that were given a right to read have it. */
  isPrivate: boolean
  /** Files whose patch is left out of the list. */
  omitPatch: (path: string) => boolean
  /** Files that are binary to Git, as `.gitattributes` can say of any: no patch, no lines. */
  isBinary: (path: string) => boolean
  /** After so many rows of a page the patches are left out. */
  patchesPerPage: number
  /** Where the list of files ends. */
  maxFiles: number
  /** Objects that one GraphQL query may ask for. */
  maxObjects: number
  /** Bytes after which GraphQL cuts a blob's text. */
  maxBlobText: number
  /** Entries after which a recursive tree is cut. */
  maxTreeEntries: number
  /** Whether tokens may see the merge queue. */
  showsQueue: boolean
  /** Whether tokens may comment through REST only. */
  refusesGraphqlComments: boolean
  /** Fields of GraphQL (`Type.field`) that this GitHub does not have, or no longer. */
  missingFields: readonly string[]
  /** Whether it has the fields no more that the official schema calls deprecated. */
  refusesDeprecated: boolean
  /** Whether a comment whose lines come back as they were stands there again. */
  revivesLines: boolean
  /** How much may be created in a minute and in an hour, of comments and reviews together. */
  creations: { readonly minute: number; readonly hour: number }
  /** The generation of the texts in refusals. */
  messages: 'new' | 'old'
}

/** An answer that is no success; `body` as GitHub words it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.status = status
    this.body = { message, ...more, documentation_url: 'https://docs.github.com/rest' }
  }
}

export interface Saved {
  readonly lastId: number
  readonly pulls: ReadonlyMap<number, Pull>
  readonly runs: ReadonlyMap<number, WorkflowRun>
}

/** Another repository than the one under review. */
export interface OtherRepository {
  readonly repository: Repository
  readonly isSeenBy: (token: Token) => boolean
  /** The newest commit of its default branch; it has none if absent. */
  readonly head?: string
  readonly isArchived?: boolean
  readonly isFork?: boolean
  /** It is if absent. */
  readonly isPrivate?: boolean
}

/** A team of an organization. */
export interface Team {
  readonly members: readonly User[]
  readonly isSeenBy: (token: Token) => boolean
}

/** A pull request in the merge queue of `main`. */
export interface QueueEntry {
  readonly pull: Pull
  /** What it is put on top of. */
  readonly base: string
  /** What it becomes there. */
  readonly head: string
}

export type World = ReturnType<typeof createWorld>

export const BOT: User = { login: 'github-actions[bot]', id: 41898282, type: 'Bot' }
/** A GitHub App. */
export const AUDITOR: User = { login: 'cortex-audit[bot]', id: 41898283, type: 'Bot' }
export const ADA: User = { login: 'ada', id: 1, type: 'User' }
export const BEN: User = { login: 'ben', id: 2, type: 'User' }
/** Whoever's account is gone: GitHub shows nobody. */
export const GHOST: User = { login: 'ghost', id: 10137, type: 'User' }
/** Somebody who may only read. */
export const EVE: User = { login: 'eve', id: 3, type: 'User' }

/** The repository that is served; its forks belong to people. */
export const REPOSITORY = 'acme/shop'

/** What it is called in links, whatever its name is. */
export const REPOSITORY_ID = 1_296_269
/** What it was called before its organisation had another name. */
export const FORMER_NAME = 'acme-inc/shop'

/** Ada's. */
export const FORK = 'ada/shop'
export const FIRST_DAY = '2026-01-01T08:00:00Z'

export const MAX_BODY = 65536

/** The state of one repository on GitHub, and what people and programs do to it. */
export function createWorld(repository: Repository) {
  const pulls = new Map<number, Pull>()
  const runs = new Map<number, WorkflowRun>()
  const roles = new Map<string, Role>([
    [ADA.login, 'write'],
    [BEN.login, 'maintain'],
    [EVE.login, 'read'],
  ])
  const behaviour: Behaviour = {
    isPrivate: false,
    omitPatch: () => false,
    isBinary: () => false,
    // Of more than about 70 files a page, the later ones lost theirs: "Files".
    patchesPerPage: 70,
    maxFiles: 3000,
    maxObjects: 250,
    maxBlobText: 512_000,
    maxTreeEntries: 100_000,
    showsQueue: true,
    refusesGraphqlComments: false,
    missingFields: [],
    refusesDeprecated: false,
    revivesLines: false,
    // "How many comments".
    creations: { minute: 80, hour: 500 },
    messages: 'new',
  }
  // Above what 32 bits hold, as GitHub's are.
  let lastId = 3_000_000_000

  /** What changes, as far as Git shows it. */
  const diffOf = (before: string, after: string): readonly DiffRow[] =>
    repository.diff(before, after).map(({ patch, ...row }) => {
      if (behaviour.isBinary(row.path)) return { ...row, additions: 0, deletions: 0 }
      return patch === undefined ? row : { ...row, patch }
    })

  const sidesOf = ({ base, head }: Pull) => ({
    LEFT: repository.mergeBase(base, head) ?? base,
    RIGHT: head,
  })

  const world = {
    repository,
    /** Other repositories by `owner/name`, of which files are read only. */
    others: new Map<string, OtherRepository>(),
    /** By `@org/team`. */
    teams: new Map<string, Team>(),
    pulls,
    runs,
    artifacts: [] as Artifact[],
    issues: [] as Issue[],
    /** By login; there are no other people. */
    roles,
    /** In the order in which they will be merged. */
    queue: [] as QueueEntry[],
    behaviour,
    nextId: () => (lastId += 1),

    /** The conversation and all else that people and programs did, to be restored elsewhere. */
    save: (): Saved => structuredClone({ lastId, pulls, runs }),

    restore(saved: Saved): void {
      const copy = structuredClone(saved)
      lastId = copy.lastId
      for (const [key, pull] of copy.pulls) pulls.set(key, pull)
      for (const [key, run] of copy.runs) runs.set(key, run)
    },

    openPull(
      base: string,
      head: string,
      options: { fork?: boolean; draft?: boolean; author?: User } = {},
    ): Pull {
      const pull: Pull = {
        number: pulls.size + 1,
        author: options.author ?? ADA,
        fork: options.fork ?? false,
        draft: options.draft ?? false,
        headRepository: options.fork ? FORK : REPOSITORY,
        headBranch: `change-${pulls.size + 1}`,
        base,
        head,
        state: 'open',
        queued: false,
        reviews: [],
        threads: [],
        comments: [],
      }
      pulls.set(pull.number, pull)
      return pull
    },

    findPull(number: string): Pull {
      const pull = pulls.get(Number(number))
      if (!pull) throw new Refusal(404, 'Not Found')
      return pull
    },

    diffOf,

    /** The changed files as the pull request's page shows them: merge base to head. */
    changedFiles(pull: Pull): readonly DiffRow[] {
      const mergeBase = repository.mergeBase(pull.base, pull.head)
      if (!mergeBase) throw new Refusal(422, 'There is no common ancestor')
      return diffOf(mergeBase, pull.head)
    },

    patchOf(pull: Pull, path: string): string | undefined {
      return world.changedFiles(pull).find((row) => row.path === path)?.patch
    },

    /** Moves the head; comments on lines that changed become outdated. */
    push(pull: Pull, head: string): void {
      world.move(pull, { base: pull.base, head })
    },

    /** Another base branch, or its tip moved: the old side is that of the new merge base. */
    retarget(pull: Pull, base: string): void {
      world.move(pull, { base, head: pull.head })
    },

    move(pull: Pull, { base, head }: Pick<Pull, 'base' | 'head'>): void {
      const before = sidesOf(pull)
      Object.assign(pull, { base, head })
      const after = sidesOf(pull)
      for (const comment of pull.threads.flatMap((thread) => thread.comments)) {
        const { side, path, commitId, baseId } = comment
        const patch = world.patchOf(pull, path)
        if (behaviour.revivesLines) {
          comment.line = comment.originalLine
          comment.startLine = comment.originalStartLine
          const origin = side === 'LEFT' ? baseId : commitId
          follow(comment, diffOf(origin, after[side]), patch)
        } else follow(comment, diffOf(before[side], after[side]), patch)
      }
    },

    /** Commits on top of the head and pushes. */
    pushFiles(pull: Pull, files: Files): string {
      const head = repository.commit(files, pull.head)
      world.push(pull, head)
      return head
    },

    threadOf(pull: Pull, commentId: number): Thread {
      const thread = pull.threads.find(({ comments }) => comments.some((c) => c.id === commentId))
      if (!thread) throw new Refusal(404, 'Not Found')
      return thread
    },

    /** A run of a workflow on a pull request's head, finished unless told otherwise. */
    startRun(pull: Pull, more: Partial<WorkflowRun> = {}): WorkflowRun {
      const run: WorkflowRun = {
        id: world.nextId(),
        number: runs.size + 1,
        event: 'pull_request',
        headSha: pull.head,
        headBranch: pull.headBranch,
        headRepository: pull.headRepository ?? '',
        status: 'completed',
        conclusion: 'failure',
        attempt: 1,
        ...more,
      }
      runs.set(run.id, run)
      return run
    },

    /** A person or a program writes into the conversation. */
    say(pull: Pull, user: User, body: string, createdAt = FIRST_DAY): IssueComment {
      const comment: IssueComment = { id: world.nextId(), user, createdAt, body, edits: 0 }
      pull.comments.push(comment)
      return comment
    },

    reply(pull: Pull, commentId: number, user: User, body: string): void {
      const thread = world.threadOf(pull, commentId)
      const [first] = thread.comments
      if (!first) return
      thread.comments.push({ ...first, id: world.nextId(), user, body, inReplyTo: first.id })
    },

    /** Adds a review's comments, each as a thread of its own. */
    addComments(pull: Pull, review: Review, comments: readonly NewComment[]): ReviewComment[] {
      return comments.map((comment) => {
        const made: ReviewComment = {
          id: world.nextId(),
          reviewId: review.id,
          path: comment.path,
          side: comment.side === 'LEFT' ? 'LEFT' : 'RIGHT',
          subjectType: comment.subject_type === 'file' ? 'file' : 'line',
          line: comment.line ?? null,
          startLine: comment.start_line ?? null,
          originalLine: comment.line ?? null,
          originalStartLine: comment.start_line ?? null,
          commitId: review.commitId,
          baseId: sidesOf(pull).LEFT,
          user: review.user,
          inReplyTo: null,
          body: comment.body,
          edits: 0,
        }
        pull.threads.push({ id: `PRRT_${made.id}`, comments: [made], resolvedBy: null })
        return made
      })
    },

    /** Deletes a draft with its comments. */
    deleteDraft(pull: Pull, review: Review): void {
      pull.reviews.splice(pull.reviews.indexOf(review), 1)
      const kept = pull.threads.filter(({ comments }) => comments[0]?.reviewId !== review.id)
      pull.threads.splice(0, pull.threads.length, ...kept)
    },

    /** The threads that a user sees: those of a draft only its author. */
    threadsFor(pull: Pull, user: User): readonly Thread[] {
      const hidden = pull.reviews
        .filter((review) => review.state === 'PENDING' && review.user.id !== user.id)
        .map(({ id }) => id)
      return pull.threads.filter(({ comments }) => !hidden.includes(comments[0]?.reviewId ?? 0))
    },

    /** Presses the button; the reason if GitHub would not let anyone. */
    commitSuggestion(pull: Pull, commentId: number, user?: User): Promise<string | undefined> {
      return world.commitSuggestions(pull, [commentId], user)
    },

    /** Commits some suggestions together; nothing if GitHub would not take one of them. */
    async commitSuggestions(
      pull: Pull,
      commentIds: readonly number[],
      user: User = ADA,
    ): Promise<string | undefined> {
      const files: Record<string, string> = {}
      const found = commentIds.map((id) => {
        const thread = world.threadOf(pull, id)
        return { thread, comment: thread.comments[0] }
      })
      const lineOf = ({ comment }: (typeof found)[number]) => comment?.line ?? 0
      // From the end, so that each finds its lines where they are.
      for (const { thread, comment } of found.toSorted((a, b) => lineOf(b) - lineOf(a))) {
        const lines = comment && parseSuggestion(comment.body)
        if (!comment || !lines) return 'the comment has no suggestion'
        const { path } = comment
        const refusal = refuseSuggestion(pull, thread, comment, world.patchOf(pull, path))
        if (refusal) return refusal

        const object = await repository.read(`${pull.head}:${path}`)
        const before = files[path] ?? object?.content.toString() ?? ''
        const end = comment.line ?? 0
        const start = comment.startLine ?? end
        const isTaken = found.some(
          (other) =>
            other.comment !== comment &&
            other.comment?.path === path &&
            lineOf(other) >= start &&
            (other.comment.startLine ?? lineOf(other)) <= end,
        )
        if (isTaken) return 'Only one suggestion per line can be applied in a batch.'
        files[path] = replaceLines(before, start, end, lines)
        if (files[path].replaceAll('\r', '') === before.replaceAll('\r', '')) {
          return 'Suggestions cannot be applied as no changes were made to the code.'
        }
      }
      world.pushFiles(pull, files)
      // Nobody asked for that: "Additions".
      for (const { thread } of found) thread.resolvedBy ??= user
      return undefined
    },
  }
  return world
}

/** The reasons the page gives: "Suggested changes". */
function refuseSuggestion(
  pull: Pull,
  thread: Thread,
  comment: ReviewComment,
  patch: string | undefined,
): string | undefined {
  if (pull.state === 'closed') return 'Suggestions cannot be applied while the PR is closed.'
  if (pull.queued) return 'Suggestions cannot be applied while the PR is queued to merge.'
  if (thread.resolvedBy) return 'This suggestion has been applied or marked resolved.'
  if (comment.line === null) return 'This suggestion is outdated.'
  if (comment.side === 'LEFT') return 'Suggestions cannot be applied on deleted lines.'
  if (pull.reviews.find(({ id }) => id === comment.reviewId)?.state === 'PENDING') {
    return 'Suggestions cannot be applied from pending reviews.'
  }
  if (patch === undefined) return 'This suggestion is outdated.'
  return hasRemovedRow(patch, comment.startLine ?? comment.line, comment.line)
    ? 'Applying suggestions on deleted lines is not supported.'
    : undefined
}

function follow(
  comment: ReviewComment,
  moved: readonly DiffRow[],
  patch: string | undefined,
): void {
  if (comment.line === null) return
  const start = comment.startLine ?? comment.line
  const row = moved.find((each) => each.path === comment.path)
  const [first, last] = followLines(row?.patch, start, comment.line) ?? []

  const lines = patch && anchorsOf(patch)[comment.side === 'LEFT' ? 'left' : 'right']
  const shown = lines && first !== undefined && last !== undefined
  const current = shown && lines.has(first) && lines.has(last)
  comment.line = current ? last : null
  comment.startLine = current && comment.startLine !== null ? first : null
}

/** Refuses a comment that GitHub would not place: "Legal anchors". */
export function anchorProblems(
  files: readonly DiffRow[],
  omitPatch: Behaviour['omitPatch'],
  comment: NewComment,
): ('path' | 'line' | 'start' | 'hunk' | 'body')[] {
  if (comment.body.length > MAX_BODY) return ['body']
  const file = files.find((row) => row.path === comment.path)
  if (!file) return ['path']
  if (comment.subject_type === 'file') return []
  if (file.patch === undefined || omitPatch(file.path)) return ['line']

  const anchors = anchorsOf(file.patch)
  const lines = comment.side === 'LEFT' ? anchors.left : anchors.right
  const hunk = lines.get(comment.line ?? 0)
  if (hunk === undefined) return ['line']
  if (comment.start_line === undefined) return []

  const startSide = comment.start_side ?? comment.side
  const starts = startSide === 'LEFT' ? anchors.left : anchors.right
  if (startSide === comment.side && comment.start_line >= (comment.line ?? 0)) return ['start']
  return starts.get(comment.start_line) === hunk ? [] : ['hunk']
}
