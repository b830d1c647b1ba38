import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CHROMIUM, type Host, makeSite, openHost } from './browser.ts'
import { findDifferent, readScenes } from './same-cases.ts'

const describeInBrowser = CHROMIUM === undefined ? describe.skip : describe
describeInBrowser(CHROMIUM === undefined ? 'no Chromium here: skipped' : 'the worker', () => {
  let host: Host
  beforeAll(async () => {
    host = await openHost(await makeSite())
  }, 120_000)
  afterAll(() => host.close())

  it('says of every case what Node says', async () => {
    const scenes = readScenes('all')
    expect(scenes.length).toBeGreaterThan(1_000)
    expect(await findDifferent(host, scenes)).toEqual([])
  }, 600_000)
})
