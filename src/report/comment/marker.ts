/** What a hidden comment at the end of a body says about it. */
export type Marker = FindingMarker | SummaryMarker

export interface FindingMarker {
  readonly kind: 'finding'
  readonly rule: string
  readonly fingerprint: string
  readonly handle: string
  /** Set when we said that nothing is left to do about it, and why. */
  readonly state?: Closing
  /** Whether a person ended the matter while the finding was there: then it stays ended. */
  readonly isSilent?: true
  /** The name of the job that said it, if it has one. */
  readonly name?: string
}

/** Which run wrote a summary, as far as that is known. */
export interface SummaryMarker {
  readonly kind: 'summary'
  /** The commit that was reviewed. */
  readonly head?: string
  /** The number of the run within its workflow. */
  readonly run?: number
  /** The id of the run, for GitHub's API. */
  readonly id?: number
  /** Whether this or an earlier commit had a finding. */
  readonly wasFound?: boolean
  /** The handles whose comments GitHub refused on this commit: not to be tried again there. */
  readonly refused?: readonly string[]
  /** The name of the job that said it, if it has one. */
  readonly name?: string
}

/**
 * Why a comment has nothing to ask any more; `covered`: another finding says more of it; `moved`: a
 * newer comment says it where the finding is now.
 */
const CLOSINGS = ['fixed', 'ignored', 'accepted', 'covered', 'moved'] as const

export type Closing = (typeof CLOSINGS)[number]

const PREFIX = '<!-- cortex-review:v1'
const FINDING =
  /^<!-- cortex-review:v1 rule=([a-z0-9-]+(?:\/[a-z0-9-]+)?) fp=([0-9a-f]+) h=([0-9a-f]+)(?: state=([a-z]+))?( silent)?(?: name=([A-Za-z0-9._-]{1,50}))? -->$/
const SUMMARY =
  /^<!-- cortex-review:v1 summary(?: head=([0-9a-f]+))?(?: run=(\d{1,15}))?(?: id=(\d{1,15}))?( found)?(?: refused=([0-9a-f,]{1,4000}))?(?: name=([A-Za-z0-9._-]{1,50}))? -->$/

/** The marker as an HTML comment. What could end the comment is left out of the values. */
export function renderMarker(marker: Marker): string {
  if (marker.kind === 'summary') return renderSummaryMarker(marker)

  const rule = marker.rule.replace(/[^a-z0-9/-]/g, '').replace(/-{2,}/g, '-')
  const state = marker.state ? ` state=${marker.state}` : ''
  return `${PREFIX} rule=${rule} fp=${hex(marker.fingerprint)} h=${hex(marker.handle)}${state}${marker.isSilent ? ' silent' : ''}${nameOf(marker)} -->`
}

function renderSummaryMarker(marker: SummaryMarker): string {
  const { head, run, id, wasFound, refused = [] } = marker
  const values = [
    head !== undefined && `head=${hex(head)}`,
    run !== undefined && `run=${run}`,
    id !== undefined && `id=${id}`,
    wasFound && 'found',
    refused.length > 0 && `refused=${refused.map(hex).join(',')}`,
  ]
  return `${[PREFIX, 'summary', ...values.filter(Boolean)].join(' ')}${nameOf(marker)} -->`
}

function nameOf({ name }: Marker): string {
  return name === undefined
    ? ''
    : ` name=${name.replace(/[^A-Za-z0-9._-]/g, '').replace(/-{2,}/g, '-')}`
}

/** Reads the marker from the last line of a body; one that is quoted further up does not count. */
export function parseMarker(body: string): Marker | undefined {
  const last = body.trimEnd().split(/\r?\n/).at(-1) ?? ''
  const summary = SUMMARY.exec(last)
  if (summary) {
    const [, head, run, id, wasFound, refused, name] = summary
    return {
      kind: 'summary',
      ...(head !== undefined && { head }),
      ...(run !== undefined && { run: Number(run) }),
      ...(id !== undefined && { id: Number(id) }),
      ...(wasFound && { wasFound: true }),
      ...(refused && { refused: refused.split(',') }),
      ...(name !== undefined && { name }),
    }
  }
  const [, rule, fingerprint, handle, state, silent, name] = FINDING.exec(last) ?? []
  if (!rule || !fingerprint || !handle) return undefined
  const named = name === undefined ? {} : { name }
  const ended = silent === undefined ? {} : { isSilent: true as const }
  return { kind: 'finding', rule, fingerprint, handle, ...toState(state), ...ended, ...named }
}

function toState(text: string | undefined): Pick<FindingMarker, 'state'> {
  const state = CLOSINGS.find((closing) => closing === text)
  return state ? { state } : {}
}

function hex(text: string): string {
  return text.replace(/[^0-9a-f]/g, '')
}

/** The marker of an answer to a comment, which it names by its id. */
export function renderReplyMarker(comment: number): string {
  return `${PREFIX} reply=${comment} -->`
}

/** The id of the comment that a body answers; the marker is in its last line, as all are. */
export function parseReplyMarker(body: string): number | undefined {
  const last = body.trimEnd().split(/\r?\n/).at(-1) ?? ''
  const [, comment] = /^<!-- cortex-review:v1 reply=(\d{1,15}) -->$/.exec(last) ?? []
  return comment === undefined ? undefined : Number(comment)
}
