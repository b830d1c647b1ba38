import type { Api, Container } from '../tables/api-types.ts'
import { nameOf, readFlag, wordsOf } from './programs.ts'

/** The port that a server in a container listens on. */
export interface ServerPort {
  readonly container: Container
  /** As the command line calls it, e.g. `gunicorn`. */
  readonly server: string
  readonly port: number
  /** Whether the command line says the port, rather than leaving the server its default. */
  readonly isSaid: boolean
}

/**
 * The port of the one server of a pod, as its command line tells; undefined if that leaves it open.
 *
 * With several containers, one of which says nothing, that one may be what answers.
 */
export function findServerPort({ pod }: Api): ServerPort | undefined {
  const containers = pod?.containers ?? []
  const found = containers.flatMap((container) => readServerPort(container) ?? [])
  const [server] = found
  return found.length === 1 && containers.length === 1 ? server : undefined
}

interface Server {
  /** The flags that take a port, or an address that ends with one. */
  readonly flags: readonly string[]
  /** Where the flags take it from otherwise. */
  readonly variables?: readonly string[]
  /** What it listens on if nothing says more; absent if a file in the image may well say it. */
  readonly port?: number
}

/** Servers by the names of their programs, with the flags and defaults of their manuals. */
const SERVERS: Readonly<Record<string, Server>> = {
  gunicorn: { flags: ['-b', '--bind'] },
  hypercorn: { flags: ['-b', '--bind'] },
  uvicorn: { flags: ['--port'], variables: ['UVICORN_PORT'], port: 8000 },
  daphne: { flags: ['-p', '--port'], port: 8000 },
  'waitress-serve': { flags: ['--port', '--listen'] },
  flask: { flags: ['-p', '--port'], variables: ['FLASK_RUN_PORT'], port: 5000 },
  streamlit: { flags: ['--server.port'], variables: ['STREAMLIT_SERVER_PORT'] },
  tritonserver: { flags: ['--http-port'], port: 8000 },
  tensorflow_model_server: { flags: ['--rest_api_port'] },
  'text-generation-launcher': { flags: ['-p', '--port'], variables: ['PORT'] },
  bentoml: { flags: ['-p', '--port'], variables: ['PORT'] },
}

/** Any other program with such a flag most likely means the port where it takes requests. */
const ANY_SERVER: Server = { flags: ['--port', '--bind', '--http-port'] }

function readServerPort(container: Container): ServerPort | undefined {
  const words = wordsOf(container)
  if (words.length === 0) return undefined

  const name = words.map(nameOf).find((word) => Object.hasOwn(SERVERS, word))
  const server = (name !== undefined && SERVERS[name]) || ANY_SERVER
  const said = readSaid(container, words, server)
  const port = said === undefined ? server.port : portOf(said)
  if (port === undefined) return undefined
  return { container, server: name ?? 'server', port, isSaid: said !== undefined }
}

/** What says the port, wherever it stands: flags win over variables. */
function readSaid(
  { env }: Container,
  words: readonly string[],
  { flags, variables = [] }: Server,
): string | undefined {
  const more = (env['GUNICORN_CMD_ARGS'] ?? '').split(/\s+/)
  const variable = variables.find((each) => env[each] !== undefined)
  return (
    readFlag([...more, ...words], flags) ?? (variable === undefined ? undefined : env[variable])
  )
}

/** The port of `8000`, `:8000`, `0.0.0.0:8000` or `[::]:8000`; variables and sockets have none. */
function portOf(text: string): number | undefined {
  const [, digits] = /^(?:.*:)?(\d{1,5})$/.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits)
}
