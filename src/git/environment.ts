import { devNull } from 'node:os'

/**
 * Options that switch off what a repository can configure to run programs, or to hide what is
 * there: a checkout may come from anybody.
 */
export const SETTINGS: readonly string[] = [
  '--no-pager',
  '--no-replace-objects',
  ...Object.entries({
    'core.quotePath': 'false',
    'core.fsmonitor': 'false',
    'core.hooksPath': devNull,
    // What it remembers of folders and commits may be made up.
    'core.untrackedCache': 'false',
    'core.commitGraph': 'false',
    'advice.graftFileDeprecated': 'false',
    // Else a change within the same second, of the same size, would go unnoticed.
    'core.checkStat': 'default',
    'core.trustctime': 'true',
    ...(process.platform === 'linux' && { 'core.ignoreCase': 'false' }),
    ...(process.platform !== 'win32' && { 'core.symlinks': 'true' }),
    'diff.renameLimit': '1000',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
]

/**
 * The environment that Git runs in: of its variables, those stay that say where the repository is,
 * and what the user trusts; no network, no questions, no history that only this repository has.
 */
export function plainEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^GIT_/i.test(name) || KEPT.test(name))
  return {
    ...Object.fromEntries(kept),
    // None: a missing object stays missing.
    GIT_ALLOW_PROTOCOL: '',
    GIT_NO_LAZY_FETCH: '1',
    GIT_GRAFT_FILE: devNull,
    GIT_LITERAL_PATHSPECS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    [NOTHING]: '',
  }
}

/** The name of an empty variable. */
export const NOTHING = 'CORTEX_REVIEW_NOTHING'

/** A hook of Git names its repository so; the last ones are how a person says what is safe. */
const KEPT =
  /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS|COUNT|(?:KEY|VALUE)_\d+))$/
