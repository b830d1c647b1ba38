import { explainMisplaced } from '../cortex/facts/misplaced.ts'
import type { CortexFile, Located } from '../cortex/files/subject.ts'
import { findWritten } from '../cortex/files/written.ts'
import { NEWEST_VERSION, OLDEST_VERSION } from '../cortex/values/version-range.ts'
import { judgeApiFile } from '../cortex/verdict/api.ts'
import { isOverwritten, judgeClusterFile } from '../cortex/verdict/cluster.ts'
import { isFilledInLater, isOldApiFile } from '../cortex/verdict/unclear.ts'
import type { VerdictProblem } from '../cortex/verdict/verdict.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quote } from '../text/wording.ts'
import type { YamlDocument } from '../yaml/document.ts'
import { findNode } from '../yaml/tree.ts'

export default defineRule({
  id: 'config-refused',
  category: 'validity',
  severity: 'error',
  precedence: 1,
  isLasting: true,
  summary: 'Cortex rejects the file',
  why: `
    Cortex validates the whole file before it applies anything and stops at the first error.
    Nothing in the file takes effect until all errors are fixed. This review lists all of
    them.
  `,
  cortex: [
    {
      fact: 'Every key of a cluster file has a type, limits and a default; an unknown key is an error.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'API specs are checked as a whole list before anything is deployed.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  quiet: [
    'The file is for another Cortex version: set `cortex-version`.',
    'A program changes the file before Cortex reads it.',
  ],
  versions: { from: NEWEST_VERSION },
  inspect: {
    *file(document, { subject: { file }, earlier }) {
      // A file that is no YAML has a rule of its own; specs whose keys or kinds are of no version
      // that has these are from before all of them, or from a mixture.
      if (document.problems.length > 0 || isOldApiFile(file)) return

      const { problems: all } =
        file.kind === 'api'
          ? judgeApiFile(document)
          : // What only a new cluster refuses is no reason to stop the update of a running one.
            judgeClusterFile(document, { purpose: 'configure' })
      const problems = explainMisplaced(all, file)
      const ownKeys = file.kind === 'cluster' && !earlier ? listOwnKeys(document) : []
      const misspelt = listMisspelt(problems)
      for (const problem of [...problems, ...ownKeys]) {
        if (isOfAnotherRelease(problem) || isOfOldVersion(problem, file)) continue
        // It is there under a wrong name, which is said already.
        if (problem.code === 'missing-key' && misspelt.has(problem.path.join('\n'))) continue
        if (isFilledInLater(problem, document)) continue
        yield toProblem(isEmptyWhiteList(problem) ? refill(problem, earlier) : problem, file)
      }
    },
  },
})

/** What a new cluster refuses, and a running one overwrites. */
function listOwnKeys(document: YamlDocument): readonly VerdictProblem[] {
  return judgeClusterFile(document).problems.filter(isOverwritten)
}

/** The paths of keys that are to be renamed, as they will be. */
function listMisspelt(problems: readonly VerdictProblem[]): ReadonlySet<string> {
  const edits = problems.flatMap(({ fix }) => fix?.edits ?? [])
  return new Set(
    edits.flatMap((edit) =>
      edit.op === 'rename' ? [[...edit.path.slice(0, -1), edit.to].join('\n')] : [],
    ),
  )
}

/** The first versions needed fewer keys; a file that says nothing of its version may be theirs. */
function isOfOldVersion({ code }: VerdictProblem, { version }: CortexFile): boolean {
  return code === 'missing-key' && version.from === OLDEST_VERSION
}

/** The images of 0.42.0 are right for 0.42.0, which this verdict is not about. */
function isOfAnotherRelease({ code }: VerdictProblem): boolean {
  return code === 'image-version-mismatch'
}

function isEmptyWhiteList({ path, code }: VerdictProblem): boolean {
  const isEmpty = code === 'too-few-items' || code === 'null-value'
  return isEmpty && path.length === 1 && String(path[0]).endsWith('_cidr_white_list')
}

/** To leave the key out would let everyone in, so the old addresses return. */
function refill(problem: VerdictProblem, earlier: Located | undefined): VerdictProblem {
  const { path } = problem
  const key = quote(String(path[0]))
  const message = `${key} must contain at least one CIDR block; without the key, every address is allowed.`
  const value = earlier && findWritten(earlier, path)
  if (!Array.isArray(value) || value.length === 0) return { ...problem, message }

  const edits = [{ op: 'set', path, value }] as const
  return {
    ...problem,
    message,
    fix: { title: `Restore the previous ${key}`, safety: 'safe', edits },
  }
}

function toProblem({ path, span, message, fix }: VerdictProblem, file: CortexFile): Problem {
  return {
    at: path,
    ...(span && { span }),
    message: `Cortex rejects ${describe(file, path[0])}: ${uncapitalize(message)}`,
    ...(fix && { fix }),
  }
}

function describe({ kind, document: { root } }: CortexFile, index: string | number | undefined) {
  const path = kind === 'api' ? [index ?? 0, 'name'] : ['cluster_name']
  const name = findNode(root, path)
  if (name?.kind !== 'string' || (kind === 'api' && index === undefined)) return 'the file'
  return `${kind === 'api' ? 'API' : 'cluster'} ${quote(name.value)}`
}

function uncapitalize(message: string): string {
  return message.slice(0, 1).toLowerCase() + message.slice(1)
}
