import type { Located } from '../../cortex/files/subject.ts'
import { groupBy } from '../../text/group-by.ts'
import { quote } from '../../text/wording.ts'
import { locate } from '../../yaml/document.ts'
import type { RawFinding } from '../evaluate.ts'
import type { Finding } from '../finding.ts'
import { handleOf } from '../identity/handle.ts'
import type { JudgedFinding } from '../ignores/ignore.ts'
import { enumerate } from '../wording.ts'

/** A finding that may speak for several. */
export interface MergedFinding extends JudgedFinding {
  /** What it speaks for besides its own. */
  readonly others: readonly RawFinding[]
}

/**
 * Says once what a rule says of several specs for one line, as where they share it by an anchor, and
 * once a file what it notes of values that nobody wrote.
 *
 * The handle of what is said binds all that it speaks for.
 */
export function mergeAlike(judged: readonly JudgedFinding[]): readonly MergedFinding[] {
  return [...groupBy(judged, keyOf).values()].flatMap((group) => {
    const [first, ...rest] = group
    if (!first) return []
    const others = rest.map(({ raw }) => raw)
    return [{ ...first, ...(rest.length > 0 && { finding: speakFor(group, first) }), others }]
  })
}

/** What findings that are said as one have in common: the place, and the words but for the names. */
function keyOf({ raw, finding }: JudgedFinding): string {
  const { rule, location, severity, message } = finding
  const { path, side, range } = location
  const { kind } = topicOf(raw)
  const { handle: comment } = finding.waiting ?? {}
  if (isOfDefault(raw)) return JSON.stringify([rule.id, path, side, severity, kind, comment])

  const words = namesOf(topicOf(raw)).reduce(
    (text, name) => text.replaceAll(quote(name), '``'),
    message,
  )
  const fix = raw.problem.fix?.title
  return JSON.stringify([rule.id, path, side, range, severity, kind, words, fix, comment])
}

/** Whether it only notes what follows from a value that nobody wrote. */
function isOfDefault({ severity, side, problem, subject: { file, path } }: RawFinding): boolean {
  if (severity !== 'info' || side === 'before' || problem.at.length === 0) return false
  return locate(file.document, [...path, ...problem.at]) === undefined
}

/** What a finding is about, wherever it is said. */
function topicOf({ about, subject }: RawFinding): Located {
  return about ?? subject
}

const MOST_NAMED = 5

function speakFor(group: readonly JudgedFinding[], { finding, raw }: JudgedFinding): Finding {
  const topics = group.map((each) => topicOf(each.raw))
  const [noun, names] = nameAll(topics)
  const own = new Set(namesOf(topicOf(raw)))
  const others = names.filter((name) => !own.has(name))
  const handle = handleOf(...group.map((each) => each.finding.handle))
  if (others.length === 0) return { ...finding, handle }

  const list = enumerate(others.map(quote), MOST_NAMED - 1)
  const also = `; the same applies to ${noun}${others.length > 1 ? 's' : ''} ${list}.`
  return { ...finding, handle, message: finding.message.replace(/\.$/, also) }
}

/** What findings are about, by the outermost names that tell them apart. */
function nameAll(topics: readonly Located[]): readonly [noun: string, names: readonly string[]] {
  const specs = new Set(topics.map((topic) => namesOf(topic)[0] ?? ''))
  const [first] = topics
  if (specs.size > 1) {
    return [
      first?.kind === 'cluster' || first?.kind === 'nodeGroup' ? 'cluster' : 'API',
      [...specs],
    ]
  }
  const noun = first?.kind === 'nodeGroup' ? 'node group' : 'container'
  return [noun, [...new Set(topics.map((topic) => namesOf(topic).at(-1) ?? ''))]]
}

/** The names of a subject, from the outside in. */
function namesOf({ kind, value, parents }: Located): readonly string[] {
  const names = { ...parents, [kind]: value } as {
    readonly [K in Located['kind']]?: unknown
  }
  return ['cluster', 'api', 'nodeGroup', 'container'].flatMap((each) => {
    const named: unknown = Reflect.get(names, each)
    if (typeof named !== 'object' || named === null) return []
    const name: unknown = Reflect.get(named, each === 'cluster' ? 'cluster_name' : 'name')
    return typeof name === 'string' ? [name] : []
  })
}
