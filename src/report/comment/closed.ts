import { code, link } from '../markdown.ts'
import { type Closing, parseMarker, renderMarker } from './marker.ts'

const RETURNED = '↩️ This finding has returned after it was fixed.'
/** What older comments say. */
const RETURNED_BEFORE = '↩️ This came back after it was fixed.'

/** The comment on a finding that was fixed once, and is there again. */
export function announceReturn(body: string): string {
  return `${RETURNED}\n\n${body}`
}

/** The same text without the word on its return. */
export function withoutReturn(body: string): string {
  const start = [RETURNED, RETURNED_BEFORE].find((each) => body.startsWith(each)) ?? ''
  return start === '' ? body : body.slice(start.length).trimStart()
}

/** A comment whose matter a person ended while the finding was there; only its marker tells. */
export function markSilent(body: string): string {
  const marker = parseMarker(body)
  if (marker?.kind !== 'finding') return body
  const lines = body.trimEnd().split(/\r?\n/).slice(0, -1)
  return [...lines, renderMarker({ ...marker, isSilent: true })].join('\n')
}

/**
 * The comment once more, saying that it is settled, and since which commit. What it said stays,
 * folded; its suggestion can no longer be committed. `target` is where the matter goes on, if it
 * moved.
 */
export function announceClosing(
  body: string,
  closing: Closing,
  commit: string,
  target = '',
): string {
  const marker = parseMarker(body)
  const lines = body.trimEnd().split(/\r?\n/)
  const said = (marker ? lines.slice(0, -1) : lines)
    .filter((line) => !HINTS.test(line))
    .map((line) => line.replace(SUGGESTION, '$1yaml'))
  return [
    WORDS[closing](code(commit.slice(0, 10)), target),
    '',
    '<details><summary>Original comment</summary>',
    '',
    ...said,
    '',
    '</details>',
    ...(marker?.kind === 'finding' ? [renderMarker({ ...marker, state: closing })] : []),
  ].join('\n')
}

const WORDS: Readonly<Record<Closing, (commit: string, target: string) => string>> = {
  fixed: (commit) => `✅ **Fixed** as of ${commit}.`,
  ignored: (commit) => `☑️ **Ignored** by a comment in the file as of ${commit}.`,
  covered: (commit) => `☑️ **Superseded** by another finding as of ${commit}.`,
  accepted: (commit) => `☑️ **Accepted** by an approver as of ${commit}.`,
  moved: (commit, target) =>
    `➡️ **Moved** to ${target ? link(NEWER, target) : NEWER}, because the line changed in ${commit}.`,
}

const NEWER = 'a newer comment'

const HINTS = /^<sub>Finding /
const SUGGESTION = /^(`{3,})suggestion$/
