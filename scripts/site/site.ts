import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSite } from './build.ts'
import { serve } from './serve.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = join(ROOT, 'site')
const PORT = 4173

/** Writes the site into `site/`; with `--serve`, shows it on this machine, too. */
async function main(isServing: boolean): Promise<void> {
  const files = await buildSite(ROOT)
  rmSync(FOLDER, { recursive: true, force: true })
  for (const [path, content] of files) {
    const full = join(FOLDER, path)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, content)
  }
  console.log(`${files.size} files in site/, no dead link`)
  if (!isServing) return
  await serve(files, PORT)
  console.log(`http://127.0.0.1:${PORT}/ and http://127.0.0.1:${PORT}/playground/`)
}

await main(process.argv.includes('--serve'))
