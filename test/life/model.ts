import { announceReturn } from '../../src/report/comment/closed.ts'
import { parseMarker } from '../../src/report/comment/marker.ts'
import { anchorsOf } from '../fake-github/patch.ts'
import type { Pull, Thread, World } from '../fake-github/world.ts'
import type { FoundFinding } from './runner.ts'

/** A thread of ours as a reader sees it. */
export interface Seen {
  readonly id: string
  readonly rule: string
  readonly fingerprint: string
  readonly handle: string
  /** Why it says that nothing is left to do; absent if it does not say so. */
  readonly state: string | undefined
  readonly name: string | undefined
  readonly path: string
  readonly side: 'LEFT' | 'RIGHT'
  /** Null where the line changed since, and of a comment on a whole file. */
  readonly line: number | null
  readonly isOnFile: boolean
  readonly isDone: boolean
  readonly isHidden: boolean
  readonly text: string
}

/** All threads with a marker, the oldest first. */
export function look({ threads }: Pull): readonly Seen[] {
  return threads.flatMap((thread) => see(thread))
}

export function see({ id, comments, resolvedBy }: Thread): readonly Seen[] {
  const [first] = comments
  const marker = first && parseMarker(first.body)
  if (!first || marker?.kind !== 'finding') return []
  const { rule, fingerprint, handle, state, name } = marker
  const { path, side, line, subjectType, body, minimized } = first
  return [
    {
      id,
      rule,
      fingerprint,
      handle,
      state,
      name,
      path,
      side,
      line,
      isOnFile: subjectType === 'file',
      isDone: resolvedBy !== null || ['resolved', 'outdated'].includes(minimized ?? ''),
      isHidden: minimized !== undefined,
      text: body,
    },
  ]
}

/** Whether a thread asks for something. */
export function isAsking({ state, isDone, isHidden }: Seen): boolean {
  return state === undefined && !isDone && !isHidden
}

/** What a job knows of what people want. */
export interface Memory {
  /** Matters (fingerprint and handle) that a person ended while the finding was there, by thread. */
  readonly silent: Map<string, string>
  /** Threads that a person, or the button, ended since the last run. */
  readonly ended: Set<string>
  /** Threads that a person opened again since the last run. */
  readonly reopened: Set<string>
}

export function remember(): Memory {
  return { silent: new Map(), ended: new Set(), reopened: new Set() }
}

export const keyOf = ({ fingerprint, handle }: Pick<Seen, 'fingerprint' | 'handle'>): string =>
  `${fingerprint} ${handle}`

/** A run of a job, and what was there before and after it. */
export interface Scene {
  readonly world: World
  readonly pull: Pull
  readonly name: string | undefined
  readonly isOutside: (path: string) => boolean
  readonly findings: readonly FoundFinding[]
  readonly before: readonly Seen[]
  readonly after: readonly Seen[]
  readonly memory: Memory
  /** Whether specs have other names than in the base. */
  readonly isRenamed: boolean
}

/** More comments than that a run does not post at once, whatever it finds. */
const MOST = 25
const MOST_ON_FILES = 10
const RETURNED = announceReturn('').trim()
/** Where these are found, the rest of what is wrong may be hidden. */
const HIDING = ['yaml-invalid', 'file-unreadable']

/** In which ways the threads are not what they should be. */
export function compare(scene: Scene): readonly string[] {
  settleMemory(scene)
  const own = ({ name }: Seen) => name === scene.name
  const before = scene.before.filter(own)
  const after = scene.after.filter(own)
  return [
    ...untouched(scene),
    ...said(scene, before, after),
    ...before.flatMap((thread) => followed(scene, thread, before, after)),
    ...after
      .filter(({ id }) => !before.some((each) => each.id === id))
      .flatMap((thread) => justified(scene, thread, before, after)),
  ]
}

/** Silence counts only where the finding was still there by the next run, as does its end. */
function settleMemory({ findings, before, memory, name }: Scene): void {
  for (const thread of before.filter((each) => each.name === name)) {
    if (memory.reopened.delete(thread.id) && isAsking(thread)) memory.silent.delete(thread.id)
    if (!memory.ended.delete(thread.id)) continue
    const isThere = findings.some((each) => keyOf(each) === keyOf(thread))
    if (isThere || (thread.isHidden && !thread.isDone)) {
      memory.silent.set(thread.id, keyOf(thread))
    }
  }
}

/** Other jobs' threads, and those of files that this one does not look at, stay as they are. */
function untouched({ before, after, name, isOutside }: Scene): readonly string[] {
  return before
    .filter((thread) => thread.name !== name || isOutside(thread.path))
    .flatMap((thread) => {
      const now = after.find(({ id }) => id === thread.id)
      return now && JSON.stringify(now) === JSON.stringify(thread)
        ? []
        : [`touched what is not its own: ${describe(thread)}`]
    })
}

/** Each finding is said once, unless a person ended it. */
function said(scene: Scene, before: readonly Seen[], after: readonly Seen[]): readonly string[] {
  const sayable = scene.findings.filter((each) => isSayable(scene, each))
  const isFew = sayable.length <= MOST_ON_FILES
  const silent = new Set(scene.memory.silent.values())
  const problems = sayable.flatMap((finding) => {
    const asking = after.filter(
      (each) => isAsking(each) && each.fingerprint === finding.fingerprint,
    )
    const isSilent = silent.has(keyOf(finding))
    const what = `${finding.rule} ${finding.fingerprint.slice(0, 6)}`
    if (isSilent) return asking.length > 0 ? [`said though a person ended it: ${what}`] : []
    if (asking.length > 1) return [`said ${asking.length} times: ${what}`]
    if (asking.length === 0) return isFew ? [`not said: ${what}`] : []
    return asking.flatMap((thread) => [
      ...(thread.handle === finding.handle ? [] : [`says other values: ${what}`]),
      ...(isLive(scene, finding, thread) ? [] : [`stands on a line that changed: ${what}`]),
    ])
  })
  const fresh = after.length - before.length
  return fresh > MOST ? [...problems, `${fresh} new comments`] : problems
}

/** Whether a finding can have a comment at all: no note, and in a file of the diff. */
function isSayable({ world, pull }: Scene, { severity, location }: FoundFinding): boolean {
  if (severity === 'info') return false
  return world
    .changedFiles(pull)
    .some(({ path, previousPath }) => [path, previousPath].includes(location.path))
}

/** Whether a comment stands on a line where its finding is on one that can have a comment. */
function isLive({ world, pull }: Scene, { location }: FoundFinding, thread: Seen): boolean {
  if (thread.line !== null || thread.isOnFile || thread.path !== location.path) return true
  const patch = world.patchOf(pull, location.path)
  if (patch === undefined) return true
  const { left, right } = anchorsOf(patch)
  const lines = location.side === 'before' ? left : right
  return !lines.has(location.range.start.line)
}

/** What became of a thread that was there. */
function followed(
  scene: Scene,
  thread: Seen,
  before: readonly Seen[],
  after: readonly Seen[],
): readonly string[] {
  const { findings, isOutside } = scene
  if (isOutside(thread.path)) return []
  const now = after.find(({ id }) => id === thread.id)
  if (!now) return [`gone: ${describe(thread)}`]
  const isFound = findings.some(({ fingerprint }) => fingerprint === thread.fingerprint)
  const isUnseen = findings.some(({ rule }) => HIDING.includes(rule))
  if (isAsking(thread)) {
    if (isAsking(now)) {
      const isNow = findings.some(({ fingerprint }) => fingerprint === now.fingerprint)
      const mayStay = isUnseen || (scene.isRenamed && now.line !== null)
      return isNow || mayStay ? [] : [`still asks for what is gone: ${describe(now)}`]
    }
    if (now.state === 'moved') {
      const isThere = after.some((each) => isAsking(each) && each.rule === now.rule)
      return isThere ? [] : [`moved to nowhere: ${describe(now)}`]
    }
    const isSaid =
      after.some((each) => isAsking(each) && each.fingerprint === now.fingerprint) ||
      // With other values than those that a person ended.
      !findings.some((each) => keyOf(each) === keyOf(thread))
    return isFound && !isSaid ? [`closed though it is found: ${describe(now)}`] : []
  }
  if (thread.state === undefined && thread.isDone && !isFound && !isUnseen) {
    const mayStay = scene.isRenamed && now.line !== null
    return now.state === undefined && !mayStay && !isSilentThread(scene, thread)
      ? [`ended, gone, and not called fixed: ${describe(now)}`]
      : []
  }
  if (before.length > 0 && isAsking(now)) return [`asks again: ${describe(now)}`]
  return []
}

function isSilentThread({ memory }: Scene, { id }: Seen): boolean {
  return memory.silent.has(id)
}

/** Whether there is a reason for a new comment, and it says so if the matter came back. */
function justified(
  scene: Scene,
  thread: Seen,
  before: readonly Seen[],
  after: readonly Seen[],
): readonly string[] {
  const isFound = scene.findings.some((each) => keyOf(each) === keyOf(thread))
  if (!isFound) return [`new, and not found: ${describe(thread)}`]
  const same = before.filter((each) => each.fingerprint === thread.fingerprint)
  const asked = same.filter(isAsking)
  const isMoved = (each: Seen) => after.some(({ id, state }) => id === each.id && state === 'moved')
  const repeated = asked.filter((each) => !isMoved(each) && stillAsks(each, after))
  if (repeated.length > 0) return [`said again beside: ${describe(thread)}`]
  const lastWord = same.filter(({ state }) => state !== undefined).at(-1)
  const wasFixed = same.some(
    (each) =>
      each.state === 'fixed' && (each.handle === thread.handle || each.path === thread.path),
  )
  const saysReturn = thread.text.startsWith(RETURNED)
  if (asked.length === 0 && lastWord && saysReturn !== wasFixed) {
    return [`${saysReturn ? 'says' : 'does not say'} that it came back: ${describe(thread)}`]
  }
  return []
}

function stillAsks({ id, fingerprint }: Seen, after: readonly Seen[]): boolean {
  return after.some((each) => each.id === id && isAsking(each) && each.fingerprint === fingerprint)
}

function describe({ id, rule, path, line, state, fingerprint }: Seen): string {
  return `${id} ${rule} ${fingerprint.slice(0, 6)} on ${path}:${line}${state ? `, ${state}` : ''}`
}
