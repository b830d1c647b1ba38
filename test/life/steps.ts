import { parseSuggestion } from '../fake-github/suggestion.ts'
import { ADA, BEN, type Pull, type World } from '../fake-github/world.ts'
import { pick, type Random } from '../pipeline/random.ts'
import { changeMeaning } from '../pipeline/semantic-edits.ts'
import { isAsking, look, type Memory, type Seen, see } from './model.ts'
import type { Tree } from './subjects.ts'

/** A pull request in the making, and what is remembered of it. */
export interface Story {
  readonly world: World
  readonly pull: Pull
  readonly random: Random
  /** The heads that there were. */
  readonly heads: { readonly commit: string; readonly files: Tree }[]
  files: Tree
  base: Tree
  /** One for each job. */
  readonly memories: readonly Memory[]
  isRenamed: boolean
}

/** What happened; undefined if it was not possible. */
type Step = (story: Story) => string | undefined | Promise<string | undefined>

/** What people do that changes the head or the base; afterwards the jobs run. */
export const PUSHES: Readonly<Record<string, Step>> = {
  edit(story) {
    const path = pick(story.random, [...story.files.keys()])
    if (path === undefined) return undefined
    return write(story, path, changeMeaning(story.files.get(path) ?? '', story.random))
  },

  'comment on a flagged line'(story) {
    const thread = pick(
      story.random,
      look(story.pull).filter((each) => isAsking(each)),
    )
    if (!thread || thread.line === null || thread.side !== 'RIGHT') return undefined
    const lines = (story.files.get(thread.path) ?? '').split('\n')
    const at = thread.line - 1
    const line = lines[at] ?? ''
    if (!/\w$/.test(line)) return undefined
    const changed = lines.with(at, `${line} # since ${Math.floor(story.random() * 1000)}`)
    return write(story, thread.path, changed.join('\n'))
  },

  'lines above'(story) {
    const path = pick(story.random, [...story.files.keys()])
    if (path === undefined || story.files.get(path)?.startsWith('\ufeff')) return undefined
    return write(story, path, `# A remark\n# of two lines\n${story.files.get(path)}`)
  },

  'all undone'(story) {
    const path = pick(story.random, [...story.base.keys()])
    return path === undefined ? undefined : write(story, path, story.base.get(path) ?? '')
  },

  revert(story) {
    const former = pick(story.random, story.heads)
    if (!former || same(former.files, story.files)) return undefined
    replace(story, former.files)
    return 'to what was there before'
  },

  'force-push'(story) {
    const former = pick(story.random, story.heads)
    if (!former || former.commit === story.pull.head) return undefined
    story.files = former.files
    story.world.push(story.pull, former.commit)
    return former.commit.slice(0, 6)
  },

  'commit a suggestion': (story) => press(story, 1),
  'commit a batch': (story) => press(story, 5),

  rename(story) {
    const found = [...story.files].flatMap(([path, text]) =>
      [...text.matchAll(/^(?:- |\s*-? *)(?:name|cluster_name): *(\w[\w-]*)$/gm)].map((match) => ({
        path,
        text,
        line: match[0],
        name: match[1] ?? '',
      })),
    )
    const chosen = pick(story.random, found)
    if (!chosen) return undefined
    const { path, text, line, name } = chosen
    const to = name.endsWith('-new') ? name.slice(0, -4) : `${name}-new`
    story.isRenamed = true
    return write(story, path, text.replace(line, line.replace(new RegExp(`${name}$`), to)))
  },

  'another base'(story) {
    const { world, pull, random } = story
    const path = pick(random, [...story.base.keys()])
    const text = path === undefined ? undefined : story.files.get(path)
    const isMerged = random() < 0.5
    if (path === undefined || (isMerged && text === undefined)) return undefined
    const files = isMerged ? { [path]: text ?? '' } : { 'docs/README.md': `${random()}\n` }
    const base = world.repository.commit(files, pull.base)
    // Only a merge of the base makes a difference to what is compared.
    const head = world.repository.commit(Object.fromEntries(story.files), pull.head, base)
    if (isMerged) story.base = new Map(story.base).set(path, text ?? '')
    world.move(pull, { base, head })
    story.heads.push({ commit: head, files: story.files })
    return isMerged ? `that has ${path}` : 'with other files'
  },
}

/** What people do to threads; no job runs for it. */
export const WORDS: Readonly<Record<string, Step>> = {
  resolve(story) {
    const found = pickThread(story, (seen) => seen.state === undefined && !seen.isDone)
    if (!found) return undefined
    found.thread.resolvedBy = BEN
    end(story, found.seen)
    return found.seen.rule
  },

  'open again'(story) {
    const found = pickThread(story, ({ isDone, isHidden, state }) => isDone && !isHidden && !state)
    if (!found) return undefined
    found.thread.resolvedBy = null
    for (const { ended, reopened } of story.memories) {
      ended.delete(found.seen.id)
      reopened.add(found.seen.id)
    }
    return found.seen.rule
  },

  hide(story) {
    const found = pickThread(story, (seen) => isAsking(seen))
    const [comment] = found?.thread.comments ?? []
    if (!found || !comment) return undefined
    comment.minimized = pick(story.random, ['off-topic', 'outdated', 'resolved']) ?? 'spam'
    end(story, found.seen)
    return `${found.seen.rule} as ${comment.minimized}`
  },

  reply(story) {
    const found = pickThread(story, () => true)
    const [comment] = found?.thread.comments ?? []
    if (!found || !comment) return undefined
    story.world.reply(story.pull, comment.id, ADA, 'Why?')
    return found.seen.rule
  },

  delete(story) {
    const found = pickThread(story, () => true)
    if (!found) return undefined
    const { threads } = story.pull
    threads.splice(threads.indexOf(found.thread), 1)
    forget(story, found.seen)
    return found.seen.rule
  },
}

function write(story: Story, path: string, text: string): string | undefined {
  if (story.files.get(path) === text) return undefined
  replace(story, new Map(story.files).set(path, text))
  return path
}

/** A new commit with these files, and no others of those that there were. */
function replace(story: Story, files: Tree): void {
  const gone = [...story.files.keys()].filter((path) => !files.has(path))
  const changes = {
    ...Object.fromEntries(files),
    ...Object.fromEntries(gone.map((path) => [path, null])),
  }
  story.files = files
  const commit = story.world.pushFiles(story.pull, changes)
  story.heads.push({ commit, files })
}

async function press(story: Story, most: number): Promise<string | undefined> {
  const { world, pull, random } = story
  const offered = look(pull).filter(
    (seen) => isAsking(seen) && seen.line !== null && parseSuggestion(seen.text),
  )
  const chosen = offered.toSorted(() => random() - 0.5).slice(0, most)
  const ids = chosen.flatMap(({ id }) => {
    const thread = pull.threads.find((each) => each.id === id)
    return thread?.comments[0]?.id ?? []
  })
  if (ids.length === 0) return undefined
  const refusal = await world.commitSuggestions(pull, ids)
  const rules = chosen.map(({ rule }) => rule).join(', ')
  if (refusal !== undefined) return `refused (${refusal}): ${rules}`
  const texts = await Promise.all(
    [...story.files.keys()].map(async (path) => {
      const object = await world.repository.read(`${pull.head}:${path}`)
      return [path, object?.content.toString() ?? ''] as const
    }),
  )
  story.files = new Map(texts)
  story.heads.push({ commit: pull.head, files: story.files })
  for (const seen of chosen) end(story, seen)
  return rules
}

function pickThread({ pull, random }: Story, suits: (seen: Seen) => boolean) {
  const found = pull.threads.flatMap((thread) =>
    see(thread).flatMap((seen) => (suits(seen) ? [{ thread, seen }] : [])),
  )
  return pick(random, found)
}

function end({ memories }: Story, { id }: Seen): void {
  for (const memory of memories) memory.ended.add(id)
}

function forget({ memories }: Story, { id }: Seen): void {
  for (const { ended, silent, reopened } of memories) {
    for (const each of [ended, silent, reopened]) each.delete(id)
  }
}

function same(one: Tree, other: Tree): boolean {
  return JSON.stringify([...one]) === JSON.stringify([...other])
}
