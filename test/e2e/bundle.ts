import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../scripts/build.ts'

export interface Bundle {
  /** What `action.yml` starts. */
  readonly action: string
  remove(): void
}

/**
 * Builds what `dist/` holds into a folder of its own, so that a change of the sources is tested
 * before `dist/` is built again; CI compares the two.
 */
export async function buildBundle(): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
  await build(folder)
  return {
    action: join(folder, 'action.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
