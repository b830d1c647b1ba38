import type { UnreadableReason } from '../cortex/files/content.ts'
import { mayBeCortex, recognize } from '../cortex/files/recognize.ts'
import { quote } from '../text/wording.ts'
import { parseDocument } from '../yaml/document.ts'
import type { ChangeSet, UnreadableFile } from './change-set.ts'
import type { Config } from './config.ts'
import { FILE_UNREADABLE } from './engine-rules.ts'
import type { FileRemark } from './file-finding.ts'
import { createSelection } from './selection.ts'

const REASONS: Readonly<Record<UnreadableReason, string>> = {
  'too-large': 'it is larger than 1 MiB',
  binary: 'it is a binary file',
  'not-utf8': 'it is not UTF-8',
  lfs: 'its content is in Git LFS',
  link: 'it is a symbolic link that leads to no reviewed file of the repository',
  submodule: 'it is in a submodule',
  unavailable: 'its content is not available',
}

/**
 * Files that cannot be read and may be Cortex's on either side: else what is padded, encoded or moved
 * out of sight would pass every check. One remark for a file.
 */
export function remarkOnUnreadable(changeSet: ChangeSet, config: Config): readonly FileRemark[] {
  const { renames, unreadable } = changeSet
  const { isForced } = createSelection(config)
  const originOf = (path: string) => renames.get(path) ?? path
  const may = ({ path, mayBeCortex: isLike }: UnreadableFile) => isLike || isForced(path)
  const [after, before] = (['after', 'before'] as const).map((side) =>
    unreadable.filter((file) => file.side === side),
  )
  const suspects = new Set((before ?? []).filter(may).map(({ path }) => path))
  const isSuspect = (file: UnreadableFile) => {
    const origin = originOf(file.path)
    return may(file) || suspects.has(origin) || isCortex(origin, changeSet.before.get(origin))
  }
  const said = new Set((after ?? []).map(({ path }) => originOf(path)))
  return [
    ...(after ?? []).filter(isSuspect).map((file) => remark(file, changeSet)),
    ...(before ?? [])
      .filter((file) => may(file) && !said.has(file.path))
      .map(({ path, side, reason }) => ({
        rule: FILE_UNREADABLE,
        path,
        side,
        message: `The change of ${quote(path)} cannot be reviewed: ${REASONS[reason]} on the base.`,
      })),
  ]
}

function isCortex(path: string, text: string | undefined): boolean {
  if (text === undefined || !mayBeCortex(text, path)) return false
  return recognize(parseDocument(text), path) !== undefined
}

function remark({ path, side, reason }: UnreadableFile, changeSet: ChangeSet): FileRemark {
  const origin = changeSet.renames.get(path) ?? path
  const wasThere = changeSet.before.has(origin)
  const can = wasThere ? 'can no longer' : 'cannot'
  const message = `${quote(path)} ${can} be reviewed: ${REASONS[reason]}.`
  return { rule: FILE_UNREADABLE, path, side, message }
}
