import type { Located } from '../cortex/files/subject.ts'
import type { Context, Fix, FixEdit, Problem, Rule } from '../review/rule.ts'
import { createMatcher } from '../review/selection.ts'
import { quote } from '../text/wording.ts'
import { environmentOf, FileView, languageOf } from './environment.ts'
import { type Expression, isForeign, messageOf, readExpression } from './expression.ts'
import { readPath } from './paths.ts'
import type {
  CompileRule,
  CustomEdit,
  CustomEvent,
  CustomSource,
  Note,
  WrittenText,
} from './source.ts'
import { SUBJECT_KIND_OF, SUBJECT_TYPES } from './types.ts'
import { type Sighting, toPlain, viewSubject } from './view.ts'

/** Makes a rule of what the settings say, with its expressions checked against the tables of keys. */
export const compileRule: CompileRule = (source, note) => {
  const parts = source.when.map((event) => {
    const condition = read(source, event, 'condition', note)
    const message = read(source, event, 'message', note)
    return condition && message && { event, condition, message }
  })
  const at = source.at ? readPath(source.at, source.on, note) : []
  const fix = source.fix ? readFix(source, source.fix, note) : undefined
  const whole = parts.filter((part) => part !== undefined)
  if (whole.length < parts.length || !at || (source.fix && !fix)) return undefined
  return toRule(source, whole, { at, ...(fix && { fix }) })
}

type Purpose = 'condition' | 'message'

/** Reads an expression for an event; what is wrong is noted at its place in the file. */
function read(source: CustomSource, event: CustomEvent, purpose: Purpose, note: Note) {
  const written = source[purpose]
  const expected = purpose === 'condition' ? 'bool' : 'string'
  const environment = environmentOf(source.on, event)
  const found = readExpression(written.text, expected, environment, languageOf(source.on))
  if ('evaluate' in found) return found
  const several = source.when.length > 1 ? ` (when ${event})` : ''
  note(`${found.message}${several}`, placeIn(written, found))
  return undefined
}

/** Where a part of a text stands in the file; the whole, if it is not written as it is. */
function placeIn(
  written: WrittenText,
  { start, end }: { readonly start: number; readonly end: number },
) {
  const offset = written.source.indexOf(written.text)
  if (offset < 0) return written
  const first = written.start + offset
  return { start: first + start, end: first + Math.max(end, start + 1) }
}

function readFix(
  { on, when }: CustomSource,
  edits: readonly CustomEdit[],
  note: Note,
): Fix | undefined {
  const own = edits.flatMap((edit): FixEdit[] => {
    const path = readPath(edit.path, on, note)
    if (!path) return []
    if (path.length === 0) {
      note('a fix needs the path of a key.', edit.path)
      return []
    }
    return edit.op === 'set' ? [{ op: 'set', path, value: edit.value }] : [{ op: edit.op, path }]
  })
  const [first] = edits
  if (first && when.includes('removed')) {
    note('what was removed has no key to fix; leave `fix` out, or `removed`.', first.path)
    return undefined
  }
  if (own.length < edits.length) return undefined
  const isSafe = own.every(({ op }) => op === 'restore')
  return { title: titleOf(edits), safety: isSafe ? 'safe' : 'unsafe', edits: own }
}

function titleOf(edits: readonly CustomEdit[]): string {
  const parts = edits.map((edit) => {
    const { text } = edit.path
    if (edit.op === 'set') return `set ${quote(`${text}: ${writeValue(edit.value)}`)}`
    return `${edit.op} ${quote(text)}`
  })
  const title = parts.join(' and ')
  return title.charAt(0).toUpperCase() + title.slice(1)
}

function writeValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

interface Part {
  readonly event: CustomEvent
  readonly condition: Expression
  readonly message: Expression
}

type Place = Pick<Problem, 'at' | 'fix'>

function toRule(source: CustomSource, parts: readonly Part[], place: Place): Rule {
  const { id, category, severity, summary, why, versions, docsUrl, origin, on } = source
  const meta = {
    id,
    category,
    severity,
    summary,
    why,
    origin,
    isIndependent: true as const,
    ...(versions && { versions }),
    ...(docsUrl !== undefined && { docsUrl }),
  }
  const kind = SUBJECT_KIND_OF[on]
  const judges = parts.map((part) => [part.event, judgeOf(source, part, place)] as const)
  const present = judges.find(([event]) => event === 'present')
  if (present) return { ...meta, inspect: { [kind]: present[1] } }
  return { ...meta, compare: { [kind]: Object.fromEntries(judges) } }
}

type Judge = (...given: readonly unknown[]) => Iterable<Problem>

/** Looks at a subject as the expressions say. */
function judgeOf(source: CustomSource, part: Part, place: Place): Judge {
  const isWanted = source.paths ? createMatcher(source.paths) : () => true
  return function* judge(...given) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the engine hands it over last
    const context = given.at(-1) as Context<'api'> & { readonly earlier?: Located }
    if (!isWanted(context.subject.file.path)) return

    const values = given.slice(0, -1)
    const sighting: Sighting = { foreignKeys: new Set() }
    const variables = variablesFor(source, part.event, { values, context, sighting })
    if (!run(part.condition, variables, { context, sighting })) return
    const message = run(part.message, variables, { context, sighting })
    if (typeof message !== 'string') return
    yield { ...place, message: finish(message) }
  }
}

interface Seen {
  /** The subject, or of a modified one what it was and what it is. */
  readonly values: readonly unknown[]
  readonly context: Context<'api'> & { readonly earlier?: Located }
  readonly sighting: Sighting
}

function variablesFor(
  { on }: CustomSource,
  event: CustomEvent,
  { values, context, sighting }: Seen,
) {
  const { types, make } = languageOf(on)
  const type = types.get(SUBJECT_TYPES[on])
  const view = (subject: Located, value: unknown) =>
    type
      ? viewSubject(subject, value, { type, make, sighting })
      : toPlain(subject.file.document.root)
  const { subject, earlier } = context
  const { path, version } = subject.file
  const own = view(subject, values.at(-1))
  return {
    [event === 'removed' ? 'oldObject' : 'object']: own,
    ...(earlier && event === 'modified' && { oldObject: view(earlier, values[0]) }),
    ...parentsOf(context, sighting, on),
    file: new FileView(path, version.to),
  }
}

/** The views of what a subject stands in. */
function parentsOf(context: Seen['context'], sighting: Sighting, on: CustomSource['on']) {
  if (on !== 'container' && on !== 'node-group') return {}
  const name = on === 'container' ? 'api' : 'cluster'
  const { types, make } = languageOf(on)
  const type = types.get(name)
  const { subject } = context
  const parent = parentOf(subject, name)
  return type
    ? { [name]: viewSubject(parent, Reflect.get(context, name), { type, make, sighting }) }
    : {}
}

/** The spec that a subject stands in, with its place. */
function parentOf(subject: Located, kind: 'api' | 'cluster'): Located {
  const depth = kind === 'api' ? -3 : -2
  const value: unknown = Reflect.get(subject.parents, kind)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a spec stands in a file as itself
  return { ...subject, kind, value, parents: {}, path: subject.path.slice(0, depth) } as Located
}

/** Evaluates an expression about a subject; undefined if it is not about such a one. */
function run(
  expression: Expression,
  variables: Readonly<Record<string, unknown>>,
  { context, sighting }: Pick<Seen, 'context' | 'sighting'>,
): unknown {
  let failure: { readonly error: unknown } | undefined
  let value: unknown
  try {
    value = expression.evaluate(variables)
  } catch (error) {
    failure = { error }
  }
  // The language takes an error for a value: what is no error of it must not be lost there.
  if (sighting.departure !== undefined) throw sighting.departure
  context.spend(expression.cost())
  if (!failure) return value
  if (isForeign(failure.error, sighting)) return undefined
  throw new Error(messageOf(failure.error))
}

/** A message is a sentence. */
function finish(message: string): string {
  const text = message.replace(/\s+/g, ' ').trim()
  return /[.!?]$/.test(text) ? text : `${text}.`
}
