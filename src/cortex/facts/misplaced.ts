import { renderPath } from '../../schema/problem.ts'
import type { SchemaFix } from '../../schema/schema.ts'
import type { KeyPath } from '../../text/text.ts'
import { quote } from '../../text/wording.ts'
import type { YamlDocument } from '../../yaml/document.ts'
import { toEditValue } from '../../yaml/edit/value.ts'
import { findNode, type YamlNode } from '../../yaml/tree.ts'
import type { CortexFile } from '../files/subject.ts'
import { findHome } from '../keys/belongs.ts'
import { kindOf } from '../tables/api.ts'
import { JUDGED_NAME, type VerdictProblem } from '../verdict/verdict.ts'

/**
 * Says of keys that Cortex does not know at their place where they belong, with the move as the fix;
 * what is missing only since it stands elsewhere is left out.
 */
export function explainMisplaced(
  problems: readonly VerdictProblem[],
  { kind, document }: CortexFile,
): readonly VerdictProblem[] {
  const homes = new Map<VerdictProblem, KeyPath>()
  for (const problem of problems) {
    const home = problem.code === 'unknown-key' && locateHome(problem.path, kind, document.root)
    if (home) homes.set(problem, home)
  }
  const filled = new Set([...homes.values()].flatMap(listOuter))
  return problems.flatMap((problem) => {
    const home = homes.get(problem)
    if (home) return [explain(problem, home, document)]
    return problem.code === 'missing-key' && filled.has(problem.path.join('\n')) ? [] : [problem]
  })
}

/** A path and all that it stands in. */
function listOuter(path: KeyPath): readonly string[] {
  return path.map((_, at) => path.slice(0, at + 1).join('\n'))
}

function locateHome(
  path: KeyPath,
  file: CortexFile['kind'],
  root: YamlNode | undefined,
): KeyPath | undefined {
  const start = file === 'api' ? path.slice(0, 1) : []
  const spec = findNode(root, start)
  const kind = file === 'api' && spec ? kindOf(spec) : undefined
  const home = findHome({ file, kind }, path.slice(start.length), (list) => {
    const node = findNode(spec, list)
    return node?.kind === 'list' ? node.items.length : 0
  })
  return home && [...start, ...home]
}

function explain(problem: VerdictProblem, home: KeyPath, document: YamlDocument): VerdictProblem {
  const { path } = problem
  const outer = renderPath(home.slice(0, -1))
  const where = outer === '' ? 'at the top level' : `under ${quote(outer)}`
  const { fix: _, ...rest } = problem
  const fix = planMove(path, home, document, where)
  return {
    ...rest,
    message: `${quote(renderPath(path))} is not a key in ${JUDGED_NAME}: it belongs ${where}.`,
    ...(fix && { fix }),
  }
}

function planMove(
  path: KeyPath,
  home: KeyPath,
  document: YamlDocument,
  where: string,
): SchemaFix | undefined {
  const node = findNode(document.root, path)
  const value = toEditValue(node)
  // A comment goes along into a map that is there; one that has to be made is written anew.
  const isMade = !findNode(document.root, home.slice(0, -1))
  if (isMade && node && isCommented(node, document)) return undefined
  if (value === undefined || findNode(document.root, home)) return undefined
  return {
    title: `Move ${quote(String(path.at(-1)))} ${where.replace('at', 'to')}`,
    safety: 'unsafe',
    edits: [
      { op: 'remove', path },
      { op: 'set', path: home, value, source: { document, path } },
    ],
  }
}

/** Whether a comment stands in a value or behind it. */
function isCommented({ start, end }: YamlNode, { comments, lines }: YamlDocument): boolean {
  const lineEnd = lines.lineSpan(lines.positionAt(end).line).end
  return comments.some((comment) => comment.start >= start && comment.start <= lineEnd)
}
