import { lstatSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { filterCommitted, readCommitted } from '../git/committed.ts'
import { listPaths } from '../git/paths.ts'
import { readText } from '../git/read-text.ts'
import { show } from '../report/formats/ansi.ts'
import type { ChangeSet } from '../review/change-set.ts'
import type { Options } from '../settings/field.ts'
import { MISPLACED_PATHS, SETTINGS_PATHS } from '../settings/files.ts'
import { resolveOptions } from '../settings/options.ts'
import { type FoundSettings, type SettingsText, settleSettings } from '../settings/settle.ts'
import type { Load, ResolvedFile } from '../settings/shared/extend.ts'
import { findUnmatched, listPatterns } from '../settings/unmatched.ts'
import { UserError } from '../settings/user-error.ts'
import { createRemoteLoad } from './extended.ts'
import type { Invocation } from './invocation.ts'

/** Where settings are read. */
export interface SettingsPlace {
  readonly root: string
  /** Absent: the folder as it is. */
  readonly commit?: string | undefined
  /** The commit that is reviewed, whose settings are checked and not obeyed. */
  readonly head?: string | undefined
}

/** What options, settings file and defaults decide together. */
export interface ReadOptions {
  readonly options: Options
  /** The settings file of the repository. */
  readonly file: SettingsText | undefined
  /** Which file set what last; see `originKey`. */
  readonly origins: ReadonlyMap<string, string>
  /** The files that it extends. */
  readonly extended: readonly ResolvedFile[]
  /** What is wrong with the settings that the reviewed commit brings. */
  readonly problems: NonNullable<ChangeSet['settings']>
}

/**
 * What options, settings file and defaults decide together; warns of settings without effect.
 *
 * The file is that of the commit, or else of the folder; one that is named must exist.
 */
export async function readOptions(
  invocation: Invocation,
  place: SettingsPlace,
): Promise<ReadOptions> {
  const { given, rules, terminal } = invocation
  const found =
    given.settings === undefined ? findDefault(place) : readNamed(invocation, given.settings, place)
  const settled = await settleSettings(found, {
    rules,
    load: loadIn(invocation, place, place.commit),
    ...(place.head !== undefined && { loadProposed: loadIn(invocation, place, place.head) }),
  })
  const { settings, origins, file, files, notes, problems } = settled
  const patterns = listPatterns(given, file, 'Option')
  const all = patterns.length > 0 ? listPaths(place.root, place.head ?? place.commit) : undefined
  for (const note of [...notes, ...(all ? findUnmatched(patterns, all) : [])]) {
    terminal.warn(`cortex-review: warning: ${show(note)}\n`)
  }
  return { options: resolveOptions(given, settings), file, origins, extended: files, problems }
}

/** Reads what settings extend: files where they stand themselves, others over the network. */
function loadIn(
  { given, terminal }: Invocation,
  { root }: SettingsPlace,
  commit: string | undefined,
): Load {
  if (given.noExtends) return async () => ({ text: '' })
  const remote = createRemoteLoad(terminal)
  return async (file) => {
    const { repository, path } = file
    if (repository !== undefined) return remote(file)
    const text =
      commit === undefined ? readText(join(root, path), root) : readCommitted(root, commit, path)
    return text === undefined ? { problem: 'does not exist in this repository' } : { text }
  }
}

function readNamed({ terminal }: Invocation, path: string, { root }: SettingsPlace): FoundSettings {
  const text = readText(resolve(terminal.cwd, path), root)
  if (text === undefined) throw new UserError(`There is no settings file ${show(path)}.`)
  return { files: [{ path: show(path), text }], misplaced: [] }
}

function findDefault({ root, commit, head }: SettingsPlace): FoundSettings {
  const { files, misplaced } = findAt(root, commit)
  if (head === undefined) return { files, misplaced }

  const { files: proposed } = findAt(root, head)
  const isTouched = JSON.stringify(proposed) !== JSON.stringify(files)
  return { files, misplaced, ...(isTouched && { proposed }) }
}

/** The settings files of a commit, or of the folder as it is. */
function findAt(root: string, commit: string | undefined): FoundSettings {
  const all = [...SETTINGS_PATHS, ...MISPLACED_PATHS]
  const there =
    commit === undefined
      ? all.filter((path) => lstatSync(join(root, path), { throwIfNoEntry: false }))
      : filterCommitted(root, commit, all)
  const files = SETTINGS_PATHS.filter((path) => there.includes(path)).flatMap(
    (path): SettingsText[] => {
      const text =
        commit === undefined ? readText(join(root, path), root) : readCommitted(root, commit, path)
      return text === undefined ? [] : [{ path, text }]
    },
  )
  return { files, misplaced: MISPLACED_PATHS.filter((path) => there.includes(path)) }
}
