import type { Located } from '../src/cortex/files/subject.ts'
import { anyApiTable } from '../src/cortex/tables/api.ts'
import { clusterTable } from '../src/cortex/tables/cluster.ts'
import type { Problem, Rule } from '../src/review/rule.ts'
import { type Field, findField, list } from '../src/schema/schema.ts'
import type { KeyPath } from '../src/text/text.ts'
import { findNode } from '../src/yaml/tree.ts'

interface KnownContext {
  readonly subject: Located
  readonly earlier?: Located
  readonly isWritten: (path: KeyPath) => boolean
}

type Judge = (...given: readonly unknown[]) => Iterable<Problem>

/**
 * The same rule, which throws where it names a key that Cortex does not know and no file has: in
 * `at`, in the paths of edits, or in what it asks `isWritten`.
 */
export function withCheckedPaths(rule: Rule): Rule {
  const wrapAll = <T extends object>(judges: T): T => {
    // oxlint-disable typescript/no-unsafe-type-assertion -- functions by kind stay what they were
    const entries = Object.entries(judges).map(([name, judge]: [string, Judge | object]) => {
      return [name, typeof judge === 'function' ? wrap(judge as Judge) : wrapAll(judge)] as const
    })
    return Object.fromEntries(entries) as T
    // oxlint-enable typescript/no-unsafe-type-assertion
  }
  return 'inspect' in rule
    ? { ...rule, inspect: wrapAll(rule.inspect) }
    : { ...rule, compare: wrapAll(rule.compare) }
}

function wrap(judge: Judge): Judge {
  return function* checked(...given) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the engine hands it over last
    const context = given.at(-1) as KnownContext
    const isWritten = (path: KeyPath) => {
      checkPath(path, tableOf(context.subject), context)
      return context.isWritten(path)
    }
    for (const problem of judge(...given.slice(0, -1), inheriting(context, { isWritten }))) {
      // Beside a place in the text it only tells findings apart.
      if (!problem.span) checkPath(problem.at, tableOf(context.subject), context)
      const isOfParent = !context.earlier && problem.fix?.edits.some(isRestore)
      const table =
        isOfParent || problem.fix?.start ? parentTableOf(context.subject) : tableOf(context.subject)
      for (const edit of problem.fix?.edits ?? []) {
        checkPath(edit.path, table, context)
        if (edit.op === 'rename') checkPath([...edit.path.slice(0, -1), edit.to], table, context)
      }
      yield problem
    }
  }
}

/** What is around a subject is looked up when it is asked for. */
function inheriting<T extends object>(context: T, own: Partial<T>): T {
  const made: T = Object.create(context)
  return Object.assign(made, own)
}

function isRestore({ op }: { readonly op: string }): boolean {
  return op === 'restore'
}

/** Throws unless a table has a path, or one of the files does, as with a key that is unknown. */
function checkPath(path: KeyPath, table: Field<unknown>, { subject, earlier }: KnownContext): void {
  const isThere = [subject, ...(earlier ? [earlier] : [])].some(
    (side) => findNode(side.file.document.root, [...side.path, ...path]) !== undefined,
  )
  if (isThere || findField(table, path)) return
  throw new Error(
    `No key of Cortex has the path \`${path.join('.')}\` of its subject, ${subject.kind}`,
  )
}

const API_FILE = list('An API file.', anyApiTable)

function tableOf({ kind, file }: Located): Field<unknown> {
  const outer = file.kind === 'api' ? API_FILE : clusterTable
  const path = {
    file: [],
    cluster: [],
    api: [0],
    nodeGroup: ['node_groups', 0],
    container: [0, 'pod', 'containers', 0],
  }[kind]
  return findField(outer, path) ?? outer
}

function parentTableOf({ kind }: Located): Field<unknown> {
  return kind === 'container' ? anyApiTable : clusterTable
}
