/** What a hidden comment at the end of a body says about it. */
export type Marker =
  | { readonly kind: 'finding'; readonly rule: string; readonly fingerprint: string }
  | { readonly kind: 'summary' }

const PREFIX = '<!-- cortex-review:v1'
const FINDING = /^<!-- cortex-review:v1 rule=([a-z0-9-]+) fp=([0-9a-f]+) -->$/
const SUMMARY = `${PREFIX} summary -->`

/** The marker as an HTML comment. What could end the comment is left out of the values. */
export function renderMarker(marker: Marker): string {
  if (marker.kind === 'summary') return SUMMARY

  const rule = marker.rule.replace(/[^a-z0-9-]/g, '').replace(/-{2,}/g, '-')
  const fingerprint = marker.fingerprint.replace(/[^0-9a-f]/g, '')
  return `${PREFIX} rule=${rule} fp=${fingerprint} -->`
}

/** Reads the marker from the last line of a body; one that is quoted further up does not count. */
export function parseMarker(body: string): Marker | undefined {
  const last = body.trimEnd().split(/\r?\n/).at(-1) ?? ''
  if (last === SUMMARY) return { kind: 'summary' }

  const [, rule, fingerprint] = FINDING.exec(last) ?? []
  return rule && fingerprint ? { kind: 'finding', rule, fingerprint } : undefined
}
