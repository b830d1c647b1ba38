import type { Api, Container } from '../tables/api-types.ts'

/** All that says what runs in a pod, as one text to compare. */
export function programsOf({ pod }: Api): string {
  const programs = pod?.containers.map(({ image, command, args, env }) => [
    image,
    command,
    args,
    Object.entries(env).toSorted(([a], [b]) => Number(a > b) - Number(a < b)),
  ])
  return JSON.stringify(programs)
}

/** What a server is told to start. */
export interface Workers {
  /** The requests that it works on at a time; those of asynchronous workers have no limit. */
  readonly capacity: number
  readonly isAsync: boolean
}

/**
 * The workers of the one server in a pod whose command line or environment tells their number, as
 * gunicorn and uvicorn take it; undefined if none does, or several do.
 */
export function findWorkers({ pod }: Api): Workers | undefined {
  const found = (pod?.containers ?? []).flatMap((container) => readWorkers(container) ?? [])
  return found.length === 1 ? found[0] : undefined
}

function readWorkers({ command, args, env }: Container): Workers | undefined {
  const words = wordsOf({ command, args })
  const servers = words.map(nameOf)
  const isGunicorn = servers.includes('gunicorn') || env['GUNICORN_CMD_ARGS'] !== undefined
  const isUvicorn = servers.includes('uvicorn') || servers.includes('hypercorn')
  if (!isGunicorn && !isUvicorn) return undefined

  const flags = isGunicorn ? [...(env['GUNICORN_CMD_ARGS'] ?? '').split(/\s+/), ...words] : words
  const workers = readNumber(flags, ['-w', '--workers']) ?? toCount(env['WEB_CONCURRENCY'])
  const threads = isGunicorn ? readNumber(flags, ['--threads']) : undefined
  if (workers === undefined && threads === undefined) return undefined

  const worker = readFlag(flags, ['-k', '--worker-class']) ?? 'sync'
  const isAsync = isUvicorn || !['sync', 'gthread'].includes(worker)
  return { capacity: (workers ?? 1) * (isAsync ? 1 : (threads ?? 1)), isAsync }
}

/** The words of a container's command line; a script for a shell is one item with many words. */
export function wordsOf({ command, args }: Pick<Container, 'command' | 'args'>): readonly string[] {
  return [...(command ?? []), ...(args ?? [])].flatMap((word) => word.split(/\s+/))
}

/** A program by its name, without the folder that it is in. */
export function nameOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1)
}

function readNumber(words: readonly string[], names: readonly string[]): number | undefined {
  return toCount(readFlag(words, names))
}

/** The last value of a flag: `-w 4`, `-w4`, `--workers 4` or `--workers=4`. */
export function readFlag(words: readonly string[], names: readonly string[]): string | undefined {
  const values = words.flatMap((word, index) => {
    if (names.includes(word)) return words[index + 1] ?? []
    const name = names.find((each) =>
      each.startsWith('--') ? word.startsWith(`${each}=`) : word.startsWith(each),
    )
    if (name === undefined) return []
    return word.slice(name.startsWith('--') ? name.length + 1 : name.length)
  })
  return values.at(-1)?.replaceAll(/["']/g, '')
}

function toCount(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined
}
