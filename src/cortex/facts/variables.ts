import type { Container } from '../tables/api-types.ts'
import { nameOf } from './programs.ts'

/** A variable in a word of a command line that is started without a shell. */
export interface Unexpanded {
  readonly key: 'command' | 'args'
  readonly index: number
  /** The whole word in the form that Kubernetes expands. */
  readonly expanded: string
  /** The first of its variables. */
  readonly variable: Variable
  /** False if the program is that of the image, which may be a shell. */
  readonly isSure: boolean
}

interface Variable {
  readonly name: string
  /** As it stands there: `$NAME` or `${NAME}`. */
  readonly written: string
}

/** What Cortex gives every container of a pod that gets requests. */
const GIVEN = ['CORTEX_PORT', 'CORTEX_VERSION', 'CORTEX_LOG_LEVEL', 'CORTEX_CLI_CONFIG_DIR']
const SHELLS = ['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'busybox']

/** The words of `command` and `args` with a known variable in a form that only a shell expands. */
export function* findUnexpanded(container: Container): Iterable<Unexpanded> {
  const { command, args, env } = container
  const known = new Set([...GIVEN, ...Object.keys(env)])
  const words = [...wordsOf('command', command), ...wordsOf('args', args)]
  const script = findScript(words.map(({ text }) => text))
  for (const [at, word] of words.entries()) {
    const variables = script === at ? [] : findVariables(word.text, known)
    const [variable] = variables
    if (!variable) continue
    const expanded = variables.reduce(
      (text, { name, written }) => text.replace(written, () => `$(${name})`),
      word.text,
    )
    yield { ...word, expanded, variable, isSure: (command ?? []).length > 0 }
  }
}

function wordsOf(key: 'command' | 'args', texts: readonly string[] | null) {
  return (texts ?? []).map((text, index) => ({ key, index, text }))
}

/** Where the script of `sh -c SCRIPT` is, for which the shell expands variables itself. */
function findScript(words: readonly string[]): number | undefined {
  const shell = words.findIndex((word) => SHELLS.includes(nameOf(word)))
  const flag = words.findIndex((word, at) => at > shell && /^-[a-z]*c$/.test(word))
  return shell >= 0 && flag >= 0 ? flag + 1 : undefined
}

function findVariables(text: string, known: ReadonlySet<string>): readonly Variable[] {
  return [...text.matchAll(VARIABLE)].flatMap(([written, plain, braced]) => {
    const name = plain ?? braced
    return name !== undefined && known.has(name) ? [{ name, written }] : []
  })
}

/** Kubernetes takes `$$` for a dollar sign. */
const VARIABLE = /(?<!\$)\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g
