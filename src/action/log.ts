import { randomUUID } from 'node:crypto'
import { endGroup, error, info, notice, startGroup, warning } from '@actions/core'
import type { Annotation } from '../report/formats/annotations.ts'
import { makeVisible } from '../report/visible.ts'
import type { Finding } from '../review/finding.ts'
import { hideInText } from '../secrets/hide.ts'

const ANNOTATE = { error, warning, notice } as const

/** Prints annotations; the runner reads them from the log. */
export function annotate(annotations: readonly Annotation[]): void {
  for (const { level, message, ...properties } of annotations) {
    ANNOTATE[level](hideInText(message), properties)
  }
}

/** Prints findings, one a line, in a group of the log. */
export function logFindings(title: string, findings: readonly Finding[]): void {
  if (findings.length === 0) return info(title)
  startGroup(title)
  printForeign(findings.map(renderLine))
  endGroup()
}

/** Prints text of which parts are not ours, as one line each; commands in it are not obeyed. */
export function printForeign(lines: readonly string[]): void {
  const token = randomUUID()
  info(`::stop-commands::${token}`)
  for (const line of lines) info(makeVisible(hideInText(line)))
  info(`::${token}::`)
}

function renderLine({ severity, location, rule, message }: Finding): string {
  const { path, range, side } = location
  const place = `${path}:${range.start.line}:${range.start.column}`
  const old = side === 'before' ? ' (before)' : ''
  return `${severity}  ${place}${old}  ${rule.id}  ${message}`
}
