import { existsSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import { parseAllDocuments } from 'yaml'
import { type ConformanceCase, textOf } from '../../scripts/conformance-case.ts'
import { readCases } from '../../scripts/conformance-files.ts'
import { apiSchema, clusterSchema } from '../../src/docs/cortex-schema.ts'
import { parseDocument } from '../../src/yaml/document.ts'
import type { YamlNode } from '../../src/yaml/tree.ts'

// Infinity is a number: `.inf` is one in YAML.
const ajv = new Ajv({
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictNumbers: false,
})
ajv.addKeyword('markdownDescription')
ajv.addKeyword('patternErrorMessage')
const DOCS = 'https://example.com/keys'
const schemas = { api: ajv.compile(apiSchema(DOCS)), cluster: ajv.compile(clusterSchema(DOCS)) }

function casesOf(kind: keyof typeof schemas): readonly ConformanceCase[] {
  return readCases(new URL(`../conformance/${kind}.jsonl`, import.meta.url).pathname)
}

/** Real files, where they are at hand. */
const REAL = new URL('../../../shared/corpus/verdicts.jsonl', import.meta.url).pathname

/** A file as Cortex reads it. */
function readAsCortex(item: ConformanceCase): unknown {
  return toPlain(parseDocument(textOf(item) ?? '').root)
}

function toPlain(node: YamlNode | undefined): unknown {
  if (!node) return null
  if (node.kind === 'list') return node.items.map(toPlain)
  if (node.kind === 'reference') return { reference: node.value }
  if (node.kind !== 'map') return typeof node.value === 'bigint' ? Number(node.value) : node.value
  return Object.fromEntries(
    node.entries.map(({ key, value }) => ['value' in key ? String(key.value) : '', toPlain(value)]),
  )
}

/** The first document of a file as yaml-language-server reads it: YAML 1.2 with merge keys. */
function readAsEditor(item: ConformanceCase): unknown {
  const text = (textOf(item) ?? '').replace(/^\u{feff}/u, '')
  const [first] = [
    parseAllDocuments(text, { version: '1.2', merge: true, uniqueKeys: false }),
  ].flat()
  return first && 'toJS' in first ? first.toJS() : null
}

describe.each([
  { kind: 'api', refusedAtLeast: 0.75 },
  { kind: 'cluster', refusedAtLeast: 0.78 },
] as const)('the schema of $kind files', ({ kind, refusedAtLeast }) => {
  const validate = schemas[kind]
  const accepted = casesOf(kind).filter(({ ok }) => ok)
  const refused = casesOf(kind).filter(({ ok }) => !ok)

  it('takes every file that Cortex takes, as Cortex reads it', () => {
    const wrong = accepted.filter((item) => !validate(readAsCortex(item)))

    expect(accepted.length).toBeGreaterThan(200)
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('takes every file that Cortex takes, as an editor reads it', () => {
    const wrong = accepted.filter((item) => !validate(readAsEditor(item)))

    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('refuses most files that Cortex refuses', () => {
    const right = refused.filter((item) => !validate(readAsCortex(item)))

    expect(right.length / refused.length).toBeGreaterThanOrEqual(refusedAtLeast)
  })
})

describe(existsSync(REAL) ? 'real files' : 'real files are not at hand: skipped', () => {
  const real = existsSync(REAL) ? readCases(REAL) : []

  it('that Cortex takes are taken, most that it refuses are not', () => {
    const results = real.flatMap((item) => {
      const validate =
        item.type === 'api' || item.type === 'cluster' ? schemas[item.type] : undefined
      return validate ? [{ item, valid: validate(readAsCortex(item)) }] : []
    })
    const wrong = results.filter(({ item, valid }) => item.ok && !valid)
    const slipped = results.filter(({ item, valid }) => !item.ok && valid)

    expect(wrong.map(({ item }) => item.id)).toEqual([])
    expect(slipped.length).toBeLessThanOrEqual(results.length / 50)
  })
})

it('tells null from a list of one zone', () => {
  const cluster = { region: 'us-east-1' }

  expect(schemas.cluster({ ...cluster, availability_zones: null })).toBe(true)
  expect(schemas.cluster({ ...cluster, availability_zones: [] })).toBe(true)
  expect(schemas.cluster({ ...cluster, availability_zones: ['us-east-1a'] })).toBe(false)
})

it('shows what the pages say, and where they are', () => {
  expect(clusterSchema(DOCS)).toMatchObject({
    properties: {
      vpc_cidr: {
        description: expect.stringContaining('CIDR block of the VPC'),
        markdownDescription: expect.stringContaining(
          `[Documentation](${DOCS}/cluster/vpc_cidr.md)`,
        ),
      },
      node_groups: { $ref: '#/definitions/node_groups' },
    },
    definitions: {
      node_groups: {
        items: { required: ['name', 'instance_type'], properties: { priority: { default: 1 } } },
      },
    },
  })
})
