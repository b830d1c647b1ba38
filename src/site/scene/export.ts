import { formatVersion } from '../../cortex/values/version-range.ts'
import { diffTexts, type Hunk } from '../../text/hunks.ts'
import { type Entry, nameOf, type Scene, type SceneFile } from './scene.ts'

/**
 * A scene as a case of `test/rules/<rule-id>.md`; its `findings` and `diff` blocks are filled by
 * `UPDATE_CASES=1`. Undefined where the format of cases has no words for it: a fence in a file.
 */
export function toCase(scene: Scene, title: string): string | undefined {
  const blocks = scene.entries.flatMap((entry) => toBlocks(entry, scene.mode === 'audit'))
  if (blocks.some(({ body }) => /^```/m.test(body))) return undefined
  const texts = blocks.map(({ info, body }) => `\`\`\`${info}\n${closed(body)}\`\`\`\n`)
  return [`## ${title}\n`, ...texts].join('\n')
}

interface Block {
  readonly info: string
  readonly body: string
}

function toBlocks({ before, after }: Entry, isAudit: boolean): readonly Block[] {
  if (isAudit) return after ? [whole('after', after)] : []
  if (before && after && before.path === after.path) {
    if (before.text === after.text) return [whole('both', after)]
    // A change says nothing of line ends that are missing.
    const isPlain = [before, after].every(({ text }) => text.endsWith('\n'))
    if (isPlain) return [{ info: `diff change ${after.path}`, body: toChange(before, after) }]
  }
  return [...(before ? [whole('before', before)] : []), ...(after ? [whole('after', after)] : [])]
}

function whole(side: string, { path, text }: SceneFile): Block {
  return { info: `yaml ${side} ${path}`, body: text }
}

const SIGNS = { context: ' ', added: '+', removed: '-' } as const

function toChange(before: SceneFile, after: SceneFile): string {
  const all = Number.MAX_SAFE_INTEGER
  const hunks: readonly Hunk[] = diffTexts(before.text, after.text, all)
  const rows = hunks.flatMap(({ lines }) => lines.map(({ type, text }) => SIGNS[type] + text))
  return rows.map((row) => `${row === ' ' ? '' : row}\n`).join('')
}

function closed(body: string): string {
  return body === '' || body.endsWith('\n') ? body : `${body}\n`
}

/** The call that says the same on a checkout in which the files are as they are here. */
export function toCommand(scene: Scene): string {
  const { mode, version, entries } = scene
  const flags =
    version === undefined ? [] : ['--cortex-version', formatVersion({ from: version, to: version })]
  const files = entries.filter(({ after }) => after).map(nameOf)
  const words =
    mode === 'audit' ? ['audit', ...flags, '--', ...files] : ['review', '--base', 'main', ...flags]
  return ['cortex-review', ...words].map(quoteForShell).join(' ')
}

function quoteForShell(word: string): string {
  return /^[\w./:=@+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
