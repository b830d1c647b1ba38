/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { packScene } from '../../src/site/scene/link.ts'
import { EMPTY_SCENE, type Scene, sceneOf } from '../../src/site/scene/scene.ts'
import { HOSTILE } from '../pipeline/mutations.ts'
import { CHROMIUM, type Host, makeSite, openHost } from './browser.ts'
import { findDifferent, readScenes } from './same-cases.ts'

const CLUSTER = `cluster_name: prod
region: us-east-1
operator_load_balancer_scheme: internal
node_groups:
  - name: cpu
    instance_type: m5.large
`
const PUBLIC = CLUSTER.replace('scheme: internal', 'scheme: internet-facing')

/** A cluster config, and an API of which nothing is said. */
const SCENE = sceneOf(
  new Map([['cluster.yaml', CLUSTER]]),
  new Map([
    ['cluster.yaml', CLUSTER],
    ['apis/notes.yaml', '# nothing\n'],
  ]),
)

const OWN_RULE = `custom-rules:
  - id: acme/group-small
    on: node-group
    when: present
    if: object.max_instances < 10
    severity: error
    summary: Node group is small
    why: We need room.
    at: instance_type
    message: "'Node group \`' + object.name + '\` is small.'"
`

/** Nothing of Cortex has changed. */
const UNCHANGED = 'No Cortex files to review'

async function linkTo(scene: Scene): Promise<string> {
  return `playground/#s=${await packScene(scene)}`
}

/** Waits for a verdict that begins with a text. */
async function expectStatus(page: Page, text: string): Promise<void> {
  await page.locator('#results[aria-busy=false] #status', { hasText: text }).waitFor()
}

const change = (page: Page) => page.locator('.cm-content[aria-label=Change]')

async function setChange(page: Page, text: string): Promise<void> {
  await change(page).click()
  await paste(page, text)
}

/** As a person does; text that is inserted past the editor gets styles from the browser. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((content) => navigator.clipboard.writeText(content), text)
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+V')
}

// Without a browser there is nothing to drive; CI installs one.
const describeInBrowser = CHROMIUM === undefined ? describe.skip : describe
describeInBrowser(CHROMIUM === undefined ? 'no Chromium here: skipped' : 'the playground', () => {
  let host: Host
  beforeAll(async () => {
    host = await openHost(await makeSite())
  }, 120_000)
  afterAll(() => host.close())

  it('shows the demo at once, and asks nobody else', async () => {
    const { page, context, faults } = await host.visit('playground/')
    await expectStatus(page, 'errors')
    expect(await page.locator('.findings li').count()).toBeGreaterThan(3)
    expect(faults).toEqual([])
    await context.close()
  })

  it('sees a risk that is typed, and that it is gone after the fix', async () => {
    const { page, context, faults } = await host.visit(await linkTo(SCENE))
    await expectStatus(page, UNCHANGED)
    await setChange(page, PUBLIC)
    await expectStatus(page, '1 error')
    expect(await page.locator('.cm-lintRange-error').count()).toBeGreaterThan(0)
    await page.locator('.findings .fix button').click()
    await expectStatus(page, UNCHANGED)
    expect(await change(page).innerText()).toContain('scheme: internal')
    expect(faults).toEqual([])
    await context.close()
  })

  it('opens a shared link as it was', async () => {
    const scene = {
      ...sceneOf(new Map([['cluster.yaml', CLUSTER]]), new Map([['cluster.yaml', PUBLIC]])),
    }
    const { page, context } = await host.visit(
      await linkTo({ ...scene, settings: 'fail-on: never\n' }),
    )
    await expectStatus(page, '✅ 1 error')
    await page.locator('#tab-settings').click()
    expect(await page.locator('.cm-content').innerText()).toContain('fail-on: never')
    await context.close()
  })

  it("judges by rules of one's own", async () => {
    const scene = { ...SCENE, settings: OWN_RULE, mode: 'audit' as const }
    const { page, context, faults } = await host.visit(await linkTo(scene))
    await page.locator('.findings li', { hasText: 'acme/group-small' }).waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('says that a link is broken, and shows the demo', async () => {
    const { page, context } = await host.visit('playground/#s=bm90aGluZw')
    await expectStatus(page, 'errors')
    expect(await page.locator('#copied').innerText()).toContain('incomplete')
    await context.close()
  })

  it('adds, renames and removes files', async () => {
    const { page, context } = await host.visit(await linkTo(SCENE))
    await page.locator('#add-file').click()
    await page.locator('#path-after').fill('apis/iris/cortex.yaml')
    await page.locator('#path-after').press('Enter')
    expect(await page.locator('#tabs [aria-selected=true]').innerText()).toBe(
      'apis/iris/cortex.yaml',
    )
    await page.locator('#tab-0').click()
    expect(await change(page).innerText()).toContain('cluster_name: prod')
    await page.locator('#state').selectOption('before')
    await expectStatus(page, '1 warning')
    await page.getByText('Remove file').click()
    expect(await page.locator('#tabs [role=tab]').count()).toBe(3)
    await context.close()
  })

  it('audits, and judges as another version', async () => {
    const scene = sceneOf(new Map(), new Map([['cluster.yaml', PUBLIC]]))
    const { page, context } = await host.visit(await linkTo({ ...scene, mode: 'audit' }))
    await expectStatus(page, 'error')
    const first = await page.locator('#panel-findings').innerText()
    await page.locator('#version').selectOption('20')
    await page.waitForFunction(
      (before) => document.querySelector<HTMLElement>('#panel-findings')?.innerText !== before,
      first,
    )
    expect(await page.locator('#mode').inputValue()).toBe('audit')
    await context.close()
  })

  it('can be used by keyboard alone', async () => {
    const { page, context } = await host.visit(await linkTo(SCENE))
    await expectStatus(page, UNCHANGED)
    await change(page).focus()
    await paste(page, PUBLIC)
    await expectStatus(page, '1 error')
    // Out of the editor, which does not keep the key, to the fix.
    const isOnFix = () =>
      page.evaluate(() => document.activeElement?.matches('.fix button') ?? false)
    for (let press = 0; press < 15 && !(await isOnFix()); press += 1)
      await page.keyboard.press('Tab')
    expect(await isOnFix()).toBe(true)
    await page.keyboard.press('Enter')
    await expectStatus(page, UNCHANGED)
    await context.close()
  })

  it('completes keys and values, and explains keys', async () => {
    const { page, context } = await host.visit(await linkTo(SCENE))
    await setChange(page, `${CLUSTER}    sp`)
    await page.keyboard.press('Control+Space')
    const options = page.locator('.cm-tooltip-autocomplete li')
    await options.first().waitFor()
    expect(await options.allInnerTexts()).toEqual(['spot', 'spot_config'])
    await page.keyboard.press('Escape')
    await page
      .locator('.cm-merge-b .cm-line', { hasText: 'instance_type' })
      .locator('span')
      .first()
      .hover()
    expect(await page.locator('.cm-hint').innerText()).toContain('node_groups[].instance_type')
    await context.close()
  })

  it('survives a megabyte', async () => {
    const { page, context, faults } = await host.visit(await linkTo(SCENE))
    await setChange(page, `${CLUSTER}${'# a comment that says nothing\n'.repeat(36_000)}`)
    await page.locator('.findings', { hasText: 'yaml-invalid' }).waitFor()
    await setChange(page, PUBLIC)
    await page.locator('.findings', { hasText: 'operator-load-balancer-public' }).waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('keeps hostile texts texts', async () => {
    const attack = '<img src=x onerror=alert(1)><script>alert(2)</script>[x](javascript:alert(3))'
    const hostile = sceneOf(
      new Map([[`${attack}/cluster.yaml`, CLUSTER]]),
      new Map([[`${attack}/cluster.yaml`, PUBLIC.replace('prod', `'${attack}'`)]]),
    )
    const { page, context, faults } = await host.visit(
      await linkTo({ ...hostile, settings: `${attack}: 1\n` }),
    )
    await expectStatus(page, 'error')
    for (const view of ['comments', 'summary', 'findings']) {
      await page.locator(`#view-${view}`).click()
      expect(await page.locator('#results').locator('img, script, iframe, [onerror]').count()).toBe(
        0,
      )
      expect(await page.locator('#results a[href^="javascript:"]').count()).toBe(0)
    }
    expect(await page.locator('#panel-findings').innerText()).toContain('<img src=x')
    expect(faults).toEqual([])
    await context.close()
  })

  it('runs nothing of the hostile samples, in names, values and links', async () => {
    const entries = HOSTILE.map((text, index) => ({
      before: { path: `${index}/cluster.yaml`, text: CLUSTER },
      after: {
        path: `${text.slice(0, 100)}/${index}/cluster.yaml`,
        text: `${PUBLIC.replace('prod', JSON.stringify(text))}${text}\n`,
      },
    }))
    const { page, context, faults } = await host.visit(await linkTo({ ...EMPTY_SCENE, entries }))
    await expectStatus(page, 'error')
    await page.locator('#view-comments').click()
    await page.locator('#view-summary').click()
    const parts = page.locator('#results, #tabs, #names')
    expect(await parts.locator('img, script, iframe, object, [onerror], [style]').count()).toBe(0)
    const links = await parts
      .locator('a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(links.length).toBeGreaterThan(10)
    const foreign = links.filter((link) => !/^(?:\.\.\/rules\/|https:\/\/github\.com\/)/.test(link))
    expect(foreign).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  it('works without a network after the first visit', async () => {
    const { page, context } = await host.visit(await linkTo(SCENE))
    await expectStatus(page, UNCHANGED)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await context.setOffline(true)
    await page.reload()
    await setChange(page, PUBLIC)
    await expectStatus(page, '1 error')
    expect(await page.locator('.findings li').count()).toBe(1)
    await context.close()
  })

  it('copies a link, a case and a command', async () => {
    const { page, context } = await host.visit(await linkTo(SCENE))
    await expectStatus(page, UNCHANGED)
    const copied = async (id: string) => {
      await page.locator(`#${id}`).click()
      await page.locator('#copied', { hasText: 'copied' }).waitFor()
      return page.evaluate(() => navigator.clipboard.readText())
    }
    expect(await copied('copy-link')).toBe(page.url())
    expect(await copied('copy-command')).toBe('cortex-review review --base main')
    expect(await copied('copy-case')).toContain('```yaml both cluster.yaml\n')
    await context.close()
  })

  it('says of the first case of every rule what Node says', async () => {
    const scenes = readScenes('first')
    expect(scenes.length).toBeGreaterThan(100)
    expect(await findDifferent(host, scenes)).toEqual([])
  })
})
