import type { CortexFile, Located, Workspace } from '../cortex/files/subject.ts'
import type { SplitterTarget } from '../cortex/tables/api-types.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { groupBy } from '../text/group-by.ts'
import { onceFor } from '../text/once.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'splitter-target-unknown',
  category: 'availability',
  severity: 'error',
  summary: 'Traffic splitter lists an API that no file defines',
  why: `
    Cortex rejects a traffic splitter if a target is neither in its file nor deployed. If
    the API was deployed from elsewhere, it can change or disappear without review.
  `,
  cortex: [
    {
      fact: 'Every API of a splitter must be a RealtimeAPI of the same file or one that is deployed.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  quiet: ['The API is deployed from files that this repository does not have.'],
  compare: {
    api: {
      *added({ apis = [] }, { subject, workspace }) {
        yield* judge(subject, apis, workspace)
      },
      *modified(before, { apis = [] }, { subject, workspace }) {
        const known = new Set((before.apis ?? []).map(({ name }) => name))
        yield* judge(subject, apis, workspace, known)
      },
    },
  },
})

function* judge(
  splitter: Located<'api'>,
  targets: readonly SplitterTarget[],
  workspace: Workspace,
  known: ReadonlySet<string> = new Set(),
): Iterable<Problem> {
  if (targets.length === 0) return
  const cluster = workspace.clusterOf(splitter)
  const around = namesOf(cluster ? workspace.apisOf(cluster.value) : workspace.subjects('api'))
  const here = namesByFile(workspace).get(splitter.file)
  const isPartial = workspace.isPartial || hasBroken(workspace)
  const where = cluster ? `no file of cluster ${quote(cluster.value.cluster_name)}` : 'no file'
  const subject = isPartial ? 'none of the files that could be read' : where
  for (const [index, { name, weight }] of targets.entries()) {
    if (name === '' || known.has(name) || around.has(name) || here?.has(name)) continue
    yield {
      at: ['apis', index, 'name'],
      severity: isPartial ? 'warning' : 'error',
      message: `Traffic splitter ${quote(splitter.value.name)} routes ${weight}% of its requests to API ${quote(name)}, which ${subject} defines: Cortex rejects the splitter unless the API is already deployed.`,
    }
  }
}

// Asked for every splitter, so the answers are kept.
const namesOf = onceFor(
  (apis: readonly Located<'api'>[]) => new Set(apis.map(({ value }) => value.name)),
)
const namesByFile = onceFor((workspace: Workspace) => {
  const byFile = groupBy(workspace.subjects('api'), ({ file }) => file)
  return new Map([...byFile].map(([file, apis]) => [file, namesOf(apis)] as const))
})
const hasBroken = onceFor((workspace: Workspace) => workspace.files.some(isBroken))

function isBroken({ kind, document }: CortexFile): boolean {
  return kind === 'api' && document.problems.length > 0
}
