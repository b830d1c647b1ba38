import type { Comparison } from '../cortex/compare/comparison.ts'
import type { CortexFile, Located, Workspace } from '../cortex/files/subject.ts'
import { formatVersion } from '../cortex/values/version-range.ts'
import { defineRule } from '../review/rule.ts'
import { groupBy } from '../text/group-by.ts'
import { onceFor } from '../text/once.ts'
import { findNode } from '../yaml/tree.ts'

export default defineRule({
  id: 'spec-version-changed',
  category: 'validity',
  severity: 'info',
  summary: 'Config format changed to another Cortex version',
  why: `
    Most versions of the format exclude each other: the CLI of one Cortex version rejects
    files written for another. A cluster cannot be upgraded in place. Deploy the file with
    the matching CLI to a cluster of that version.
  `,
  // What a spec that goes over leaves at its defaults, it did before.
  supersedes: ['queue-too-long', 'readiness-probe-missing'],
  cortex: [
    {
      fact: 'A key that a version does not know is an error, in cluster files and in API specs.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  compare: {
    file: {
      *modified(_before, _after, { subject, earlier, workspace, workspaceBefore, comparison }) {
        const change = versionsOf(earlier.file, subject.file)
        // A file that broke or was mended has come to no other version.
        if (!change) return

        const alike = filesByChange(comparison).get(change.join()) ?? []
        // One word on a whole move is enough.
        if (alike.some(({ path }) => path < subject.file.path)) return

        const [was, now] = change
        const located = workspace.subjects('file').filter(({ file }) => alike.includes(file))
        const others = alike.filter(({ path }) => path !== subject.file.path).length
        yield {
          at: [],
          affects: [...located, ...findSilent(alike, workspaceBefore, workspace)],
          message:
            others > 0
              ? `This file and ${others} other ${others === 1 ? 'file' : 'files'} now use the format of Cortex ${now}: they were written for ${was}, and the CLI of one version rejects files of another.`
              : `This file now uses the format of Cortex ${now}: it was written for ${was}, and the CLI of one version rejects files of another.`,
        }
      },
    },
  },
})

/** The files of the new side by the versions that they were for and are for; asked for every file. */
const filesByChange = onceFor(({ before, after }: Comparison) => {
  const earlier = new Map(before.files.map((file) => [file.path, file]))
  return groupBy(after.files, (file) => {
    const old = earlier.get(file.path)
    return old && versionsOf(old, file)?.join()
  })
})

/** The versions that a file was for and is for; undefined if they are the same. */
function versionsOf(before: CortexFile, after: CortexFile): readonly [string, string] | undefined {
  const [was, now] = [formatVersion(before.version), formatVersion(after.version)]
  return was === now ? undefined : [was, now]
}

/** The APIs of files that were there before, and say nothing of queues now either. */
function findSilent(
  files: readonly CortexFile[],
  before: Workspace,
  after: Workspace,
): readonly Located<'api'>[] {
  const known = new Set(before.subjects('api').map(({ identity }) => identity))
  const moved = new Set(files)
  return after
    .subjects('api')
    .filter(({ file, identity }) => moved.has(file) && known.has(identity))
    .filter(({ file, path }) => !findNode(file.document.root, [...path, 'pod', 'max_queue_length']))
}
