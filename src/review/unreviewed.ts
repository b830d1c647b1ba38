import type { CortexFile, Workspace } from '../cortex/files/subject.ts'
import { quote } from '../text/wording.ts'
import type { ChangeSet } from './change-set.ts'
import type { Config } from './config.ts'
import { FILE_NO_LONGER_REVIEWED, FILE_TYPE_CHANGED } from './engine-rules.ts'
import type { FileRemark } from './file-finding.ts'
import { createSelection } from './selection.ts'

interface Sides {
  readonly before: Workspace
  readonly after: Workspace
}

/**
 * Files that were Cortex's and are still there, but are not any more, or will not be looked at from
 * now on: a change must not get out of sight in silence.
 */
export function remarkOnUnreviewed(
  { after, renames }: ChangeSet,
  sides: Sides,
  config: Config,
): readonly FileRemark[] {
  const newPaths = new Map([...renames].map(([path, origin]) => [origin, path]))
  const cortex = new Set(sides.after.files.map(({ path }) => path))
  const { isCandidate } = createSelection(config)

  return sides.before.files.flatMap((file): FileRemark[] => {
    const path = newPaths.get(file.path) ?? file.path
    // Of a cluster that is lost, a rule says more.
    const isTold = file.kind === 'cluster' && !cortex.has(path)
    if (!after.has(path) || isTold) return []
    const message = cortex.has(path)
      ? !isCandidate(path) &&
        `${quote(file.path)} is renamed to ${quote(path)}, which \`paths\` does not include: later changes of it are not reviewed.`
      : `${quote(path)} is no longer recognized as ${nameKind(file)}: its content is not reviewed.`
    return message ? [{ rule: FILE_NO_LONGER_REVIEWED, path, side: 'after', message }] : []
  })
}

function nameKind({ kind }: CortexFile): string {
  return kind === 'cluster' ? 'a cluster config' : 'an API spec'
}

/** Cortex files that become symbolic links, or cease to be some. */
export function remarkOnLinks(
  { links, renames, before }: ChangeSet,
  sides: Sides,
): readonly FileRemark[] {
  if (!links) return []
  return sides.after.files.flatMap(({ path }): FileRemark[] => {
    const origin = renames.get(path) ?? path
    const [old, now] = [links.before.get(origin), links.after.get(path)]
    if (old === now || !before.has(origin)) return []
    const message =
      now === undefined
        ? `${quote(path)} is no longer a symbolic link to ${quote(old ?? '')}.`
        : `${quote(path)} is now a symbolic link to ${quote(now)}: it is reviewed as that file.`
    return [{ rule: FILE_TYPE_CHANGED, path, side: 'after', message }]
  })
}
