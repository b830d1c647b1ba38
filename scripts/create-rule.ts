import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './generated-files.ts'
import { renderCaseFile, renderRule } from './rule-template.ts'

/**
 * Writes the two files of a new rule, a working example to change: `npm run create-rule <rule-id>`.
 */
function main([id = '']: readonly string[]): void {
  const files = [
    { path: `src/rules/${id}.ts`, text: renderRule(id) },
    { path: `test/rules/${id}.md`, text: renderCaseFile() },
  ]
  const taken = files.find(({ path }) => existsSync(join(ROOT, path)))
  const isId = /^[a-z]+(?:-[a-z]+)+$/.test(id)
  if (!isId || taken) {
    console.error(taken ? `${taken.path} exists.` : 'Usage: npm run create-rule <rule-id>')
    process.exitCode = 1
    return
  }
  for (const { path, text } of files) {
    writeFileSync(join(ROOT, path), text)
    console.log(`written: ${path}`)
  }
  console.log(`Change both, then run: npm run generate && UPDATE_CASES=1 npm test -- rules/${id}`)
}

main(process.argv.slice(2))
