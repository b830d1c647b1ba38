import { describeKey } from '../cortex/keys/docs.ts'
import { nameOf } from '../cortex/keys/find.ts'
import {
  childrenOf,
  isCurrent,
  type Key,
  type KeyFile,
  listKeys,
  parentOf,
} from '../cortex/keys/keys.ts'
import { code, fence, table, tableRow } from '../report/markdown.ts'
import type { RuleMeta } from '../review/rule.ts'

/** Where the pages of keys are. */
export const KEY_PAGES = 'docs/keys'

const TITLES: Readonly<Record<KeyFile, string>> = {
  cluster: 'cluster config (`cluster.yaml`)',
  api: 'API spec (`cortex.yaml`)',
}

/** The pages of all keys and their index, by path. `rulesOf` names the rules that look at a key. */
export function renderKeyPages(
  rulesOf: (key: Key) => readonly RuleMeta[],
): ReadonlyMap<string, string> {
  const pages = listKeys().map((key) => [pageOf(key), renderKeyPage(key, rulesOf(key))] as const)
  return new Map([[`${KEY_PAGES}/README.md`, renderKeyIndex()], ...pages])
}

/** The page of one key. */
export function renderKeyPage(key: Key, rules: readonly RuleMeta[] = []): string {
  const { sentence, facts } = describeKey(key)
  const outer = parentOf(key)
  const rows = facts.map(({ label, text }) => tableRow([label, text]))
  const inner = childrenOf(key)
  const where = outer ? `of ${linkTo(outer)} in ` : ''
  return joinBlocks([
    `# ${code(key.path)}`,
    sentence,
    `Key ${where || 'in '}the ${TITLES[key.file]}.`,
    table(['', ''], rows),
    ...(inner.length > 0 ? ['## Nested keys', renderList(inner)] : []),
    ...(rules.length > 0 ? ['## Related rules', rules.map(renderRule).join('\n')] : []),
    'In the terminal:',
    fence([`cortex-review explain ${nameOf(key)}`], 'sh'),
    '[All keys](../README.md)',
  ])
}

/** The list of all keys by files, `docs/keys/README.md`. */
export function renderKeyIndex(): string {
  const sections = (['cluster', 'api'] as const).flatMap((file) => {
    const keys = listKeys().filter((key) => key.file === file)
    return [
      `## Keys of the ${TITLES[file]}`,
      renderTree(keys.filter(isCurrent)),
      `### Removed before 0.42`,
      renderTree(keys.filter((key) => !isCurrent(key))),
    ]
  })
  return joinBlocks([
    '# Keys of Cortex files',
    'Keys that Cortex 0.42.1 and older versions accept, according to the Cortex source code. The same ' +
      'texts are shown by `cortex-review explain KEY` and by the [editor schemas](../editor.md).',
    ...sections,
  ])
}

/** The place of a key's page in the folder, or at the address, of all pages. */
export function pageOf({ file, steps }: Key, pages: string = KEY_PAGES): string {
  return `${pages}/${file}/${steps.join('.')}.md`
}

/** From a page of the same kind of file. */
function linkTo({ steps, path }: Key): string {
  return `[${code(path)}](${steps.join('.')}.md)`
}

function renderList(keys: readonly Key[]): string {
  const rows = keys.map((key) => {
    const { sentence } = describeKey(key)
    const isOld = isCurrent(key) ? '' : ' (removed before 0.42)'
    return tableRow([
      `[${code(key.steps.at(-1) ?? '')}](${key.steps.join('.')}.md)${isOld}`,
      sentence,
    ])
  })
  return table(['Key', 'Meaning'], rows)
}

function renderRule({ id, summary }: RuleMeta): string {
  return `- [${code(id)}](../../rules/${id}.md): ${summary}.`
}

function renderTree(keys: readonly Key[]): string {
  return keys
    .map(({ file, steps }) => {
      const name = `[${code(steps.at(-1) ?? '')}](${file}/${steps.join('.')}.md)`
      return `${'  '.repeat(depthOf(steps, keys))}- ${name}`
    })
    .join('\n')
}

/** How many of the keys that a key stands in are listed with it. */
function depthOf(steps: readonly string[], keys: readonly Key[]): number {
  const paths = new Set(keys.map((key) => key.steps.join('.')))
  return steps.filter((_, index) => index > 0 && paths.has(steps.slice(0, index).join('.'))).length
}

function joinBlocks(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`
}
