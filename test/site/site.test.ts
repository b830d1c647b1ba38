import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { SiteFiles } from '../../scripts/site/build.ts'
import { collectExamples } from '../../scripts/site/examples.ts'
import { findDeadLinks } from '../../scripts/site/links.ts'
import { renderMarkdown } from '../../scripts/site/markdown.ts'
import { rules } from '../../src/rules/index.ts'
import { judgeScene } from '../../src/site/scene/judge.ts'
import { CHROMIUM, type Host, makeSite, openHost, ROOT } from './browser.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const REPOSITORY = 'https://github.com/o/r'

let files: SiteFiles
beforeAll(async () => {
  files = await makeSite()
}, 120_000)

const read = (path: string) => String(files.get(path) ?? '')
const pages = () => [...files.keys()].filter((path) => path.endsWith('.html'))
const sizeOf = (paths: readonly string[]) =>
  paths.reduce((sum, path) => sum + gzipSync(files.get(path) ?? '', { level: 9 }).length, 0)

describe('the pages', () => {
  it('have no script and no style in them, and a policy against both', () => {
    const loose = pages().filter((path) =>
      /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/.test(read(path)),
    )
    expect(loose).toEqual([])
    expect(pages().filter((path) => !read(path).includes("default-src 'none'"))).toEqual([])
  })

  it('load nothing from another host', () => {
    const loaded = pages().flatMap((path) =>
      [...read(path).matchAll(/<(?:script|link|img)[^>]*(?:src|href)="([^"]*)"/g)].map(
        ([, to = '']) => to,
      ),
    )
    expect(loaded.filter((address) => /^(?:[a-z]+:|\/\/)/.test(address))).toEqual([])
  })

  it('are small', () => {
    const shared = sizeOf(['site.css', 'site.js'])
    expect(pages().filter((path) => shared + sizeOf([path]) > 100_000)).toEqual([])
  })

  it('of rules lead to their example in the playground', () => {
    const without = rules.filter(({ id }) => !read(`rules/${id}.html`).includes(`#example=${id}"`))
    expect(without.map(({ id }) => id)).toEqual([])
  })
})

describe('the scripts of the playground', () => {
  // CodeMirror is 112 kB without an extension, and the review 180 kB: the texts of all rules are in it.
  it('are no larger than they have to be', () => {
    expect(sizeOf(['playground/playground.js'])).toBeLessThan(165_000)
    expect(sizeOf(['playground/worker.js'])).toBeLessThan(240_000)
  })
})

describe('the examples', () => {
  const groups = collectExamples(ROOT, rules)
  const examples = groups.flatMap(({ examples: each }) => each)

  it('are the demo, stories, and one of every rule', () => {
    const ids = examples.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(
      expect.arrayContaining([
        'demo',
        'a-migration-from-0-35-to-0-42',
        ...rules.map(({ id }) => id),
      ]),
    )
  })

  it.each(groups[0]?.examples ?? [])('have something to say: $title', ({ scene }) => {
    expect(judgeScene(scene, rules, '').findings.length).toBeGreaterThan(0)
  })
})

function pagesWith(body: string): ReadonlyMap<string, string> {
  return new Map([
    ['a.html', `<h1 id="top">x</h1>${body}`],
    ['b/c.html', '<h2 id="d">'],
  ])
}

describe('links', () => {
  const check = (href: string) =>
    findDeadLinks(pagesWith(`<a href="${href}">`), REPOSITORY, (path) => path === 'README.md')

  it.each([
    '#top',
    'b/c.html',
    'b/c.html#d',
    `${REPOSITORY}/blob/main/README.md#use`,
    'https://docs.github.com/en',
  ])('to %s are alive', (href) => expect(check(href)).toEqual([]))

  it.each([
    ['#bottom', 'a.html has no #bottom'],
    ['b/d.html', 'there is no b/d.html'],
    ['b/c.html#e', 'b/c.html has no #e'],
    [`${REPOSITORY}/blob/main/NONE.md`, 'the repository has no NONE.md'],
    ['https://example.com/', 'example.com is not in the list of hosts'],
    ['http://github.com/', 'http://github.com/ is not https'],
    ['javascript:x', 'javascript:x is not https'],
  ])('to %s are dead', (href, problem) => {
    expect(check(href)).toEqual([`a.html: ${problem}`])
  })
})

it('turns links of pages into those of the site', () => {
  const text =
    '[a](settings.md#b) [c](../README.md) [d](rules/README.md) [e](#x)\n\n# `A`, b\n\n# `A`, b\n'
  const { html, headings } = renderMarkdown({ path: 'docs/x.md', text }, REPOSITORY)
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href).slice(0, 4)).toEqual([
    'settings.html#b',
    `${REPOSITORY}/blob/main/README.md`,
    'rules/index.html',
    '#x',
  ])
  expect(headings.map(({ id }) => id)).toEqual(['a-b', 'a-b-1'])
})

const describeInBrowser = CHROMIUM === undefined ? describe.skip : describe
describeInBrowser(CHROMIUM === undefined ? 'no Chromium here: skipped' : 'in a browser', () => {
  let host: Host
  beforeAll(async () => {
    host = await openHost(files)
  })
  afterAll(() => host.close())

  it.each([
    'index.html',
    'rules/index.html',
    'settings.html',
    'rules/queue-too-long.html',
    'playground/',
  ])(
    '%s has no fault for screen readers, light or dark',
    async (path) => {
      const found: string[] = []
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, context, faults } = await host.visit(path, { colorScheme })
        if (path === 'playground/') await page.locator('.findings li').first().waitFor()
        // Past the policy of the page, which lets no foreign script in.
        await page.evaluate(readFileSync(AXE, 'utf8'))
        const { violations } = await page.evaluate<{
          violations: { id: string; nodes: { html: string }[] }[]
        }>('axe.run()')
        found.push(
          ...violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`),
          ...faults,
        )
        await context.close()
      }
      expect(found).toEqual([])
    },
    180_000,
  )

  it.each(['index.html', 'rules/index.html', 'settings.html', 'playground/'])(
    '%s is no wider than a phone',
    async (path) => {
      const { page, context } = await host.visit(path, { viewport: { width: 360, height: 700 } })
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      await context.close()
      expect(width).toBeLessThanOrEqual(360)
    },
  )

  it('finds pages by search, with the keyboard', async () => {
    const { page, context, faults } = await host.visit('index.html')
    await page.keyboard.press('/')
    await page.keyboard.type('max_queue_length')
    await page.locator('#found a').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/queue/)
    expect(await page.locator('h1').innerText()).toContain('queue')
    expect(faults).toEqual([])
    await context.close()
  })

  it('filters the rules', async () => {
    const { page, context } = await host.visit('rules/index.html')
    await page.locator('#filter').fill('spot error')
    const shown = page.locator('tbody tr:visible')
    const texts = await shown.allInnerTexts()
    expect(texts.length).toBeGreaterThan(0)
    expect(texts.filter((text) => !/spot/i.test(text))).toEqual([])
    expect(await page.locator('#filter-count').innerText()).toBe(`${texts.length} shown`)
    await context.close()
  })

  it('remembers the theme', async () => {
    const { page, context } = await host.visit('index.html', { colorScheme: 'light' })
    await page.locator('#theme').click()
    await page.locator('#theme').click()
    await page.reload()
    expect(await page.locator('#theme').innerText()).toBe('Theme: dark')
    expect(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(13, 17, 23)',
    )
    await context.close()
  })
})
