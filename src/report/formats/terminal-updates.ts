import type { Updates } from '../../review/outlook/updates.ts'
import { count } from '../check.ts'
import { BLOCKED, describeUpdates } from '../summary/updates.ts'
import { indent, type Paint } from './ansi.ts'

/** More of a kind are counted. */
const MOST_LINES = 12

/** What `cortex cluster configure` and `cortex deploy` would do, a block each. */
export function renderUpdates(updates: Updates, paint: Paint, width: number): readonly string[] {
  const { clusters, apis } = describeUpdates(updates)
  const isBlocked = updates.clusters.some(({ plan }) => plan.refusals.length > 0)
  const actions = clusters.map(({ cluster, action, target }) => `${cluster}: ${action} ${target}`)
  const rollouts = apis.map(({ names, changed, pods, meanwhile }) => {
    const keys = changed.length > 0 ? ` (${changed.map((key) => `\`${key}\``).join(', ')})` : ''
    return `${names.join(', ')}${keys}: ${[pods, meanwhile].filter(Boolean).join('; ')}`
  })
  const block = (title: string, lines: readonly string[], note = '') => {
    if (lines.length === 0) return []
    const more = lines.length - MOST_LINES
    const shown = [
      ...lines.slice(0, MOST_LINES),
      ...(more > 0 ? [`${count(more, 'more line')} not shown.`] : []),
      ...(note === '' ? [] : [note]),
    ]
    return [[paint(title, 'bold'), ...shown.flatMap((line) => indent(line, width))].join('\n')]
  }
  return [
    ...block('effect of cortex cluster configure', actions, isBlocked ? BLOCKED : ''),
    ...block('effect of cortex deploy', rollouts),
  ]
}
