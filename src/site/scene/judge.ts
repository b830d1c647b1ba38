import type { CompileRule } from '../../custom/source.ts'
import { conclude } from '../../report/check.ts'
import { renderComment } from '../../report/comment/comment.ts'
import { type Placement, placeFindings } from '../../report/comment/placement.ts'
import { renderJobSummary, renderSummary } from '../../report/summary/summary.ts'
import type { ChangeSet } from '../../review/change-set.ts'
import type { Finding, FindingFix } from '../../review/finding.ts'
import { type Review, review } from '../../review/review.ts'
import type { Rule, Severity } from '../../review/rule.ts'
import { createSelection } from '../../review/selection.ts'
import type { Options } from '../../settings/field.ts'
import { SETTINGS_PATHS } from '../../settings/files.ts'
import { resolveOptions } from '../../settings/options.ts'
import { checkSettings, type SettingsProblem } from '../../settings/settings.ts'
import { diffTexts } from '../../text/hunks.ts'
import type { SourceRange } from '../../text/text.ts'
import type { Scene } from './scene.ts'

/** What is said of a scene; plain data, to be sent from a worker. */
export interface Verdict {
  readonly conclusion: 'success' | 'failure'
  /** E.g. `2 errors, 1 warning`. */
  readonly title: string
  readonly findings: readonly Told[]
  /** The Markdown of the sticky comment; of an audit, of the job summary. */
  readonly summary: string
  readonly settings: readonly SettingsProblem[]
}

/** A finding with what a pull request would show of it. */
export interface Told {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly path: string
  readonly side: 'before' | 'after'
  readonly range: SourceRange
  readonly fingerprint: string
  readonly fix?: FindingFix
  /** The Markdown of its comment, and where that stands; absent if it is in the summary only. */
  readonly comment?: Comment
}

export interface Comment {
  readonly markdown: string
  readonly path: string
  /** Absent on a file as a whole. */
  readonly line?: number
}

/**
 * Reviews, or audits, a scene, as the Action does with its settings on the base side; rules of their
 * own need what compiles them.
 */
export function judgeScene(
  scene: Scene,
  rules: readonly Rule[],
  docsUrl: string,
  compile?: CompileRule,
): Verdict {
  const file = { path: SETTINGS_PATHS[0], compile }
  const { settings, problems } = checkSettings(scene.settings, rules, file)
  const { version } = scene
  const given = version === undefined ? {} : { cortexVersion: { from: version, to: version } }
  const options = resolveOptions(given, settings)
  const changes = toChangeSet(scene, options)
  const judged = review(changes, options, rules)
  const { comments, maxComments, commentSeverity, failOn } = options
  const placement = placeFindings(
    judged,
    changes.hunks,
    comments ? maxComments : 0,
    commentSeverity,
  )
  const { conclusion, title } = conclude(judged, failOn)
  const render = scene.mode === 'audit' ? renderJobSummary : renderSummary
  return {
    conclusion,
    title,
    findings: tell(judged, placement, docsUrl),
    summary: render(judged, placement, { failOn, docsUrl }),
    settings: problems,
  }
}

/** What Git would say of a scene. An audit has no old side. */
export function toChangeSet(scene: Scene, options: Options): ChangeSet {
  const { isCandidate } = createSelection(options)
  const isAudit = scene.mode === 'audit'
  const before = new Map<string, string>()
  const after = new Map<string, string>()
  const renames = new Map<string, string>()
  const hunks: Map<string, ReturnType<typeof diffTexts>> = new Map()

  for (const { before: old, after: now } of scene.entries) {
    const path = (now ?? old)?.path ?? ''
    if (!isCandidate(path) && !(old && isCandidate(old.path))) continue
    if (now) after.set(now.path, now.text)
    if (isAudit) continue
    if (old) before.set(old.path, old.text)
    if (old && now && old.path !== now.path) renames.set(now.path, old.path)
    if (old?.text !== now?.text) hunks.set(path, diffTexts(old?.text ?? '', now?.text ?? ''))
  }
  const basis = isAudit && { basis: { isAudit, named: [...after.keys()] } }
  return { before, after, renames, hunks, unreadable: [], ...basis }
}

function tell(judged: Review, placement: Placement, docsUrl: string): readonly Told[] {
  const comments = new Map<Finding, Comment>()
  for (const placed of placement.inline) {
    const { path, line } = placed.anchor
    comments.set(placed.finding, { markdown: renderComment(placed, { docsUrl }), path, line })
  }
  for (const placed of placement.onFiles) {
    const { path } = placed.anchor
    comments.set(placed.finding, { markdown: renderComment(placed, { docsUrl }), path })
  }
  return judged.findings.map((finding) => {
    const { rule, severity, message, location, fingerprint, fix } = finding
    const comment = comments.get(finding)
    return {
      rule: rule.id,
      severity,
      message,
      ...location,
      fingerprint,
      ...(fix && { fix }),
      ...(comment && { comment }),
    }
  })
}
