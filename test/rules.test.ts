import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from '@jest/globals'
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
