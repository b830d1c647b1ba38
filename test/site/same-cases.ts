/// <reference lib="dom" />
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DOCS_URL } from '../../src/cli/docs.ts'
import { rules } from '../../src/rules/index.ts'
import { judgeScene } from '../../src/site/scene/judge.ts'
import { type Scene, sceneOf } from '../../src/site/scene/scene.ts'
import { readCases } from '../cases.ts'
import { type Host, ROOT } from './browser.ts'

/** The cases of all rules as scenes, or only the first of each file. */
export function readScenes(which: 'all' | 'first'): readonly Scene[] {
  return ['rules', 'compound'].flatMap((folder) =>
    readdirSync(join(ROOT, 'test', folder))
      .flatMap((name) => {
        const cases = readCases(join(ROOT, 'test', folder, name))
        return which === 'all' ? cases : cases.slice(0, 1)
      })
      .map(({ before, after }) => sceneOf(before, after)),
  )
}

/** The scenes of which the browser's worker says anything else than Node. */
export async function findDifferent(
  host: Host,
  scenes: readonly Scene[],
): Promise<readonly Scene[]> {
  const { page, context } = await host.visit('index.html')
  const answers = await page.evaluate(askAll, scenes)
  await context.close()
  return scenes.filter(
    (scene, index) => answers[index] !== JSON.stringify(judgeScene(scene, rules, DOCS_URL)),
  )
}

/** Runs in the page: asks a worker of its own for every verdict. */
async function askAll(scenes: readonly unknown[]): Promise<readonly string[]> {
  const worker = new Worker('playground/worker.js')
  const answers: string[] = []
  const all = new Promise<void>((resolve, reject) => {
    worker.addEventListener('error', reject)
    worker.addEventListener('message', ({ data }) => {
      answers.push(JSON.stringify(data.answer))
      if (answers.length === scenes.length) resolve()
    })
  })
  for (const [id, scene] of scenes.entries()) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    worker.postMessage({ id, question: { kind: 'judge', scene } })
  }
  await all
  worker.terminate()
  return answers
}
