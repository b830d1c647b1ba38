import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ConformanceCase, parseCases } from './conformance-case.ts'

/** A row about files beside the cases, instead of texts in them. */
interface FileCase extends ConformanceCase {
  /** A file, or a folder of `pairs/` with `old.yaml` and `new.yaml`. */
  readonly file?: string
  readonly pair?: string
}

/** The cases of a file; the files that they name are read from its folder. */
export function readCases(path: string): readonly ConformanceCase[] {
  const folder = dirname(path)
  return parseCases(readFileSync(path, 'utf8')).map((item) => withFiles(item, folder))
}

function withFiles(item: FileCase, folder: string): ConformanceCase {
  const { file, pair } = item
  if (file !== undefined) {
    const yaml_base64 = readFileSync(join(folder, file)).toString('base64')
    return { ...item, id: file, about: 'real file', yaml_base64 }
  }
  if (pair === undefined) return item

  const read = (side: string) => readFileSync(join(folder, 'pairs', pair, side), 'utf8')
  return { ...item, id: pair, about: 'real pair', old: read('old.yaml'), new: read('new.yaml') }
}

/** The project's own cases, and the verdicts on real files where they are at hand. */
export function defaultFiles(): readonly string[] {
  const own = ['api', 'cluster', 'configure', 'rollout'].map(
    (type) => new URL(`../test/conformance/${type}.jsonl`, import.meta.url).pathname,
  )
  const shared = new URL('../../shared/corpus/verdicts.jsonl', import.meta.url).pathname
  return existsSync(shared) ? [...own, shared] : own
}
