import type { Comparison } from '../../cortex/compare/comparison.ts'
import { holdsCipher, isCipherAt } from '../../cortex/files/sops.ts'
import type { Located } from '../../cortex/files/subject.ts'
import { once } from '../../text/once.ts'
import type { KeyPath } from '../../text/text.ts'
import { locate } from '../../yaml/document.ts'
import type { Config } from '../config.ts'
import { type Reads, traceReads, type Watch } from '../identity/reads.ts'
import type { Problem, Rule } from '../rule.ts'
import type { EffectiveSetting } from '../selection.ts'
import type { RawFinding } from './raw-finding.ts'
import { weigh } from './weigh.ts'

/**
 * A rule's function without its kind of subject: it is only ever called with a subject of the kind
 * that it is filed under.
 */
export type Judge = (...values: unknown[]) => Iterable<Problem>

/** A rule that looks at a subject. */
export interface Visit {
  readonly rule: Rule
  readonly subject: Located
  readonly before?: Located
  readonly side: 'before' | 'after'
  readonly judge: Judge
  readonly values: readonly unknown[]
}

/** What holds for the rule that looks. */
export interface Terms {
  readonly settings: EffectiveSetting
  readonly config: Config
  readonly spend: (steps: number) => void
}

/** Lets rules look at subjects, one after the other. */
export interface Tour {
  readonly look: (visit: Visit, terms: Terms) => Iterable<RawFinding>
  /** Whether the last rule looked at more than the subject and what that stands in. */
  readonly hasLeft: () => boolean
}

/** What rules see around a subject is the same for all of them but the terms, so it is made once. */
export function createTour(comparison: Comparison): Tour {
  const contexts = new Map<Located, object>()
  let current: Terms | undefined
  let hasLeft = false
  const leave = <T>(value: T): T => {
    hasLeft = true
    return value
  }
  const common = {
    option: (name: string) => current?.settings.option(name),
    spend: (steps: number) => leave(current)?.spend(steps),
    get workspace() {
      return leave(comparison.after)
    },
    get workspaceBefore() {
      return leave(comparison.before)
    },
    get comparison() {
      return leave(comparison)
    },
  }
  return {
    *look(visit, terms) {
      const { subject, before, judge, values } = visit
      const context =
        contexts.get(subject) ?? Object.assign(Object.create(common), surround(subject, before))
      contexts.set(subject, context)
      current = terms
      hasLeft = false
      const reads = once(() => traceReads((watch) => repeat(visit, terms, watch)))
      for (const problem of judge(...values, context)) {
        if (subject.file.isEncrypted && isAboutCipher(problem, subject)) continue
        yield toFinding(visit, problem, terms, reads)
      }
    },
    hasLeft: () => hasLeft,
  }
}

/** What is around a subject in its own file. */
function surround(subject: Located, before: Located | undefined) {
  return {
    ...subject.parents,
    subject,
    ...(before && { earlier: before }),
    isWritten: (at: KeyPath) =>
      locate(subject.file.document, [...subject.path, ...at]) !== undefined,
  }
}

function toFinding(
  visit: Visit,
  problem: Problem,
  { settings, config }: Terms,
  reads: () => Reads,
): RawFinding {
  const { lock } = settings
  return {
    ...visit,
    ...weigh(visit, problem, settings, config),
    ...(lock && { lock }),
    problem,
    reads,
  }
}

/** What is encrypted says nothing about what it is. */
function isAboutCipher({ at, message }: Problem, { file, path }: Located): boolean {
  return holdsCipher(message) || isCipherAt(file.document.root, [...path, ...at])
}

/**
 * Lets a rule look at a subject once more, with objects that note what it reads of them. What else
 * there is around the subject leads to other specs.
 */
function repeat(
  { subject, before, judge, values }: Visit,
  { settings }: Terms,
  watch: Watch,
): void {
  const sides = values.length > 1 ? ['before', 'after'] : ['after']
  const known = {
    ...watch.value(subject.parents, 'after in'),
    subject: watch.subject(subject, 'after'),
    ...(before && { earlier: watch.subject(before, 'before') }),
    isWritten: surround(subject, before).isWritten,
    option: settings.option,
    spend: () => {},
  }
  const context = new Proxy(known, {
    get: (members, key) => (OUTER.has(key) ? watch.leave() : Reflect.get(members, key)),
  })
  const seen = values.map((value, index) => watch.value(value, sides[index] ?? ''))
  for (const problem of judge(...seen, context)) void problem
}

const OUTER: ReadonlySet<string | symbol> = new Set(['workspace', 'workspaceBefore', 'comparison'])
