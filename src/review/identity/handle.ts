import type { Comparison } from '../../cortex/compare/comparison.ts'
import type { Located } from '../../cortex/files/subject.ts'
import type { KeyPath } from '../../text/text.ts'
import { findNode } from '../../yaml/tree.ts'
import type { RawFinding } from '../evaluate.ts'
import { type Home, unnumber } from '../home.ts'
import { namesOf } from '../place.ts'
import { digest } from './digest.ts'
import { meaningOf } from './meaning.ts'

/** 128 bits in hexadecimal digits: with fewer, an author finds two changes that share a handle. */
export const HANDLE_LENGTH = 32

/** The handle of a finding that is made of plain data alone. */
export function handleOf(...data: readonly unknown[]): string {
  return digest(data).slice(0, HANDLE_LENGTH)
}

/**
 * What people call a finding by, in 32 hexadecimal digits. An acceptance names it, so it binds what
 * the finding is about, as data and never as words: the rule and how severe it is there, all subjects
 * by names, what the rule read of both sides, and what is shown.
 *
 * Of a rule that looks further it binds whole specs, before and after, whether all of it matters or
 * not: an acceptance must not cover a greater risk, and can be given again.
 */
export function createHandles(comparison: Comparison): (raw: RawFinding, home: Home) => string {
  const valuesOf = createValues(comparison)
  return (raw, home) => {
    const { problem, rule } = raw
    const { causes = [], affects = [], message, severity = rule.severity } = problem
    // What is new in one file is not accepted in another.
    const names = [...namesOf(raw, home), home.isNew ? home.path : '']
    return handleOf(names, severity, valuesOf(raw), {
      causes: causes.map(({ subject, at }) => [nameOf(subject), meaningAt(subject, at)]),
      affects: affects.map(nameOf),
      shown: shownIn(message),
    })
  }
}

/** Tells what a finding depends on: values, or whole specs on both sides. */
function createValues(comparison: Comparison): (raw: RawFinding) => readonly unknown[] {
  const sides = [comparison.before, comparison.after]
  const clustersOf = (spec: Located | undefined) =>
    spec && isApi(spec) ? sides.flatMap((side) => side.clustersOf(spec)) : []

  return (raw) => {
    const { subject, about, problem } = raw
    if (subject.kind === 'file' && !about) return fileValuesOf(raw)

    const here = [meaningAt(subject, problem.at), meaningAt(raw.before, problem.at)]
    const reads = raw.reads()
    if (typeof reads !== 'string') return [...here, ...reads]

    const spec = comparison.specOf(about ?? subject)
    const specs = spec ? [spec, comparison.counterpartOf(spec)] : []
    const clusters = reads === 'workspace' ? specs.flatMap(clustersOf) : []
    return [...here, ...[...specs, ...clusters].map((each) => meaningAt(each, []))]
  }
}

/**
 * A part of a file that is a list is about one spec, which may stand elsewhere on the old side; all
 * else is about the file, and what has no key about a text.
 */
function fileValuesOf({ subject, before, problem: { at, span } }: RawFinding): readonly string[] {
  const { text } = subject.file.document
  const [index] = at
  const source = span ? text.slice(span.start, span.end) : ''
  if (typeof index === 'number') {
    // What is no more is marked where it was.
    const gone = meaningAt(subject, at) === '' ? meaningAt(before, at) : ''
    return [meaningAt(subject, [index]), gone, source]
  }
  return [meaningAt(subject, []), meaningAt(before, []), source]
}

function isApi(spec: Located): spec is Located<'api'> {
  return spec.kind === 'api'
}

function nameOf({ identity, file }: Located): readonly string[] {
  return [unnumber(identity), file.path]
}

function meaningAt(subject: Located | undefined, at: KeyPath): string {
  return subject ? meaningOf(findNode(subject.file.document.root, [...subject.path, ...at])) : ''
}

/** The values in a message, whatever the words around them: what is code, and numbers. */
function shownIn(message: string): readonly string[] {
  return [...message.matchAll(/`[^`]*`|\d+(?:\.\d+)?/g)].map(([value]) => value)
}
