import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from '@jest/globals'
import { readSeverityCases } from '../scripts/generated-files.ts'
import { rules } from '../src/rules/index.ts'
import { describeCases } from './describe-cases.ts'

const RULES = fileURLToPath(new URL('rules/', import.meta.url))
const COMPOUND = fileURLToPath(new URL('compound/', import.meta.url))

for (const { id } of rules) describeCases(`${RULES}${id}.md`, false)
for (const file of readdirSync(COMPOUND)) describeCases(COMPOUND + file, false)

it('has a case file for every rule and no other', () => {
  const files = readdirSync(RULES).filter((file) => file.endsWith('.md'))
  expect(files.toSorted()).toEqual(rules.map(({ id }) => `${id}.md`).toSorted())
})

const SOURCES = fileURLToPath(new URL('../src/rules/', import.meta.url))

it.each(rules.map(({ id }) => id))('has a case for each severity that %s names', (id) => {
  const lines = readFileSync(`${SOURCES}${id}.ts`, 'utf8').match(/^.*severity.*$/gim) ?? []
  const named = lines.flatMap((line) => line.match(/(?<=')(?:error|warning|info)(?=')/g) ?? [])
  expect([...new Set(named)].filter((severity) => !shownOf(id).includes(severity))).toEqual([])
})

function shownOf(id: string): readonly string[] {
  return [...readSeverityCases(id).keys()]
}
