import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { hashPage, renderPages } from '../scripts/pictures/pages.ts'
import { makeScene } from '../scripts/pictures/scene.ts'
import { rules } from '../src/rules/index.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = join(ROOT, 'docs/images')
const pages = renderPages(makeScene(ROOT, rules))

describe.each(['comment', 'summary', 'terminal'] as const)('the picture of the %s', (name) => {
  it('shows what the tool says today; else `npm run pictures` takes it again', () => {
    const shown: unknown = JSON.parse(readFileSync(join(FOLDER, 'pictures.json'), 'utf8'))
    expect(shown).toHaveProperty(name, hashPage(pages.get(name) ?? ''))
  })

  it.each(['light', 'dark'])('is small, and at twice the size: %s', (scheme) => {
    const path = join(FOLDER, `${name}-${scheme}.png`)
    expect(statSync(path).size).toBeLessThan(250_000)
    expect(readFileSync(path).readUInt32BE(16)).toBe(1720)
  })
})

it('shows the output with its colors, and nothing of it as markup', () => {
  const comment = { path: 'a<b>.yaml', rows: [], body: 'x', replaced: [] }
  const [, , terminal = ''] = renderPages({
    comment,
    summary: '# <!-- gone -->s',
    terminal: '\u001b[1;31mred <i>\u001b[0m plain',
  }).values()
  expect(terminal).toContain('<span class="bold red">red &lt;i&gt;</span> plain')
})
