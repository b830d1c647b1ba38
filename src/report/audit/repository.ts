import type { Finding } from '../../review/finding.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import { hideInData } from '../../secrets/hide.ts'
import { listRows, toLineEdit } from '../comment/line-edit.ts'
import { documentAt } from '../documents.ts'
import { createEditRoom, type EditRoom } from '../edit-room.ts'
import { createFrames, type FrameRow } from '../formats/code-frame.ts'
import { type JsonOptions, toJson } from '../formats/json.ts'
import { hideInEdit, showsSecret } from '../secrets.ts'
import { describeApis, describeClusters } from './facts.ts'
import type { AuditedRepository, Basis } from './model.ts'
import type { OwnersOf } from './owners.ts'

/** What is known of a repository besides its review. */
export interface RepositoryFacts extends JsonOptions {
  readonly name: string
  readonly url?: string
  /** When its files were read, as ISO 8601 in UTC. */
  readonly date: string
  readonly ownersOf: OwnersOf
  /** The clusters that the settings name for an API's file. */
  readonly clusterPathsOf?: (path: string) => readonly string[]
  /** What was read of other repositories. */
  readonly basis?: readonly Basis[]
}

/** Wider lines are cut. */
const WIDTH = 160
/** A longer fix is only named. */
const MOST_FIX_LINES = 30

/** A repository's part of an audit, as plain data without the secrets of its files. */
export function toAuditedRepository(review: Review, facts: RepositoryFacts): AuditedRepository {
  const { name, url, date, ownersOf, clusterPathsOf = () => [], basis = [], ...json } = facts
  const frame = createFrames(review)
  const room = createEditRoom()
  const details = review.findings.map((finding) => {
    const fix = toFixRows(finding, review, room)
    return {
      owners: ownersOf(finding.location.path),
      since: date,
      frame: frame(finding, WIDTH),
      ...(fix && { fix }),
    }
  })
  const owned = review.after.files
    .map(({ path }) => ({ path, owners: ownersOf(path) }))
    .filter(({ owners }) => owners.length > 0)
  const data = {
    details,
    clusters: describeClusters(review.after),
    apis: describeApis(review.after, clusterPathsOf),
    owners: owned,
  }
  const hidden = hideInData(data, hideOf(review))
  return {
    name,
    ...(url !== undefined && { url }),
    ...(json.commit !== undefined && { commit: json.commit }),
    audited: date,
    report: toJson(review, json),
    ...hidden,
    ...(basis.length > 0 && { basis }),
  }
}

function toFixRows(
  { fix }: Finding,
  review: Review,
  room: EditRoom,
): readonly FrameRow[] | undefined {
  const document = fix && documentAt(review.after, fix.path)
  const edit = document && !showsSecret(fix, review) && toLineEdit(document, fix.edits)
  if (!edit || edit.before.length + edit.after.length > MOST_FIX_LINES) return undefined
  if (!room.take(edit)) return undefined

  return listRows(hideInEdit(edit, review)).map((row) => {
    return { ...row, text: row.text.slice(0, WIDTH) }
  })
}
