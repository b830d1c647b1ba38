import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from '@babel/parser'

/** A regular expression of the source, and where it stands. */
export interface Expression {
  readonly place: string
  readonly source: string
  readonly flags: string
}

const SRC = fileURLToPath(new URL('../src/', import.meta.url))

/** A node of a syntax tree, or a part of one. */
type Tree = Readonly<Record<string, unknown>>

/**
 * Lists the regular expressions of all modules: the literals, and those built from texts while a
 * module is loaded. Throws an Error where a function builds one, which nothing could check.
 */
export async function listExpressions(): Promise<readonly Expression[]> {
  const modules = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .toSorted()
    .map((path) => ({ path, nodes: [...walk(parseModule(path), false)] }))
  const literals = modules.flatMap(({ path, nodes }) =>
    nodes.flatMap(({ tree }) => toLiteral(path, tree)),
  )
  const building = modules.filter(({ path, nodes }) => buildsAny(path, nodes))
  return [...literals, ...(await recordBuilt(building.map(({ path }) => path)))]
}

function parseModule(path: string): unknown {
  const text = readFileSync(join(SRC, path), 'utf8')
  return parse(text, { sourceType: 'module', plugins: ['typescript'] }).program
}

interface Visited {
  readonly tree: Tree
  readonly isInFunction: boolean
}

function* walk(value: unknown, isInFunction: boolean): Iterable<Visited> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item, isInFunction)
  else if (isTree(value)) {
    yield { tree: value, isInFunction }
    const isFunction = /Function|Method/.test(String(value['type']))
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'loc') yield* walk(inner, isInFunction || isFunction)
    }
  }
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null
}

function toLiteral(path: string, tree: Tree): readonly Expression[] {
  const { type, pattern, flags, loc } = tree
  if (type !== 'RegExpLiteral' || !isTree(loc) || !isTree(loc['start'])) return []
  const place = `src/${path}:${String(loc['start']['line'])}`
  return [{ place, source: String(pattern), flags: String(flags) }]
}

/** Its patterns come from our own tables alone, where each is a constant that is listed. */
const FROM_TABLES = 'schema-check.ts'

function buildsAny(path: string, nodes: readonly Visited[]): boolean {
  if (path.endsWith(FROM_TABLES)) return false
  const building = nodes.filter(({ tree: { type, callee } }) => {
    const isCall = type === 'NewExpression' || type === 'CallExpression'
    return isCall && isTree(callee) && callee['name'] === 'RegExp'
  })
  if (building.some(({ isInFunction }) => isInFunction)) {
    throw new Error(`A function of src/${path} builds a regular expression: make it a constant.`)
  }
  return building.length > 0
}

/** Loads modules and records what they build. */
async function recordBuilt(paths: readonly string[]): Promise<readonly Expression[]> {
  const own = globalThis.RegExp
  const built: Expression[] = []
  const record = (source: string, flags?: string) => {
    const expression = new own(source, flags)
    const place = /\/(src\/[^\s)]*\.ts:\d+)/.exec(new Error().stack?.split('\n')[3] ?? '')?.[1]
    if (place) built.push({ place, source: expression.source, flags: expression.flags })
    return expression
  }
  globalThis.RegExp = new Proxy(own, {
    construct: (_, [source, flags]) => record(source, flags),
    apply: (_, _this, [source, flags]) => record(source, flags),
  })
  try {
    for (const path of paths) await import(join(SRC, path))
  } finally {
    globalThis.RegExp = own
  }
  return built
}
