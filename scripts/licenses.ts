import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The licences of the packages that the given source files belong to, one after the other. */
export function collectLicenses(root: string, files: readonly string[]): string {
  const packages = files.map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
  return [...new Set(packages)]
    .filter((folder) => folder !== undefined)
    .map((folder) => readLicense(join(root, folder)))
    .toSorted()
    .join(`\n${'-'.repeat(80)}\n\n`)
}

/** Name, version and licence of a package. Throws an Error if it has no licence. */
function readLicense(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (typeof license !== 'string') throw new Error(`${name} has no licence`)

  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry))
  const text = file ? readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim() : ''
  return `${name} ${version}\n${license}\n\n${text}`.trim() + '\n'
}
