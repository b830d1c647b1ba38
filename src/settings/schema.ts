import { ENGINE_RULES } from '../review/engine-rules.ts'
import type { RuleMeta } from '../review/rule.ts'
import { categoryKey } from '../review/rule-pattern.ts'
import { COUNT_SCHEMA } from './approvers.ts'
import { customRuleSchema } from './custom/keys.ts'
import { severity } from './rules.ts'
import { FILE_FIELDS } from './settings.ts'
import type { JsonSchema } from './values.ts'

/**
 * The JSON Schema of a settings file, for editors: draft 7, which yaml-language-server knows best.
 *
 * It accepts what `parseSettings` accepts, given the same rules; those about ignore comments are
 * always among them.
 */
export function settingsSchema(rules: readonly RuleMeta[]): JsonSchema {
  const known = [...rules, ...ENGINE_RULES]
  const categories = [...new Set(known.map(({ category }) => category))].toSorted()
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of Cortex Review',
    anyOf: [{ $ref: '#/definitions/settings' }, { type: 'null' }],
    definitions: {
      settings: {
        type: 'object',
        additionalProperties: false,
        properties: fieldSchemas(),
      },
      locked: lockedSchema(known, categories),
      approvals: approvalsSchema(known, categories),
      customRule: customRuleSchema(),
      rules: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries([
          ...known.map((rule) => [rule.id, ruleSchema(rule)]),
          ...categories.map((name) => [
            categoryKey(name),
            manySchema(`All rules of the category \`${name}\` that have no more specific key.`),
          ]),
        ]),
        patternProperties: {
          [CUSTOM]: manySchema('A rule of your own.'),
          [WILDCARD]: manySchema('All matching rules that have no more specific key.'),
        },
      },
    },
  }
}

function fieldSchemas(): JsonSchema {
  const schemas = FILE_FIELDS.map(({ name, type, description, ...field }) => [
    name,
    {
      description,
      ...(field.default !== undefined && { default: field.default }),
      ...orNothing(type.schema),
    },
  ])
  return Object.fromEntries(schemas)
}

function lockedSchema(known: readonly RuleMeta[], categories: readonly string[]): JsonSchema {
  const named = [...known.map(({ id }) => id), ...categories.map(categoryKey)]
  const item = {
    type: 'string',
    anyOf: [{ enum: named }, { pattern: WILDCARD }, { pattern: CUSTOM }],
  }
  return { type: 'array', items: item }
}

function approvalsSchema(known: readonly RuleMeta[], categories: readonly string[]): JsonSchema {
  const map = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([
      ...['error', 'warning', 'info'].map((name) => [
        name,
        countOf(`Findings of severity \`${name}\`.`),
      ]),
      ...categories.map((name) => [
        categoryKey(name),
        countOf(`Rules of the category \`${name}\`.`),
      ]),
      ...known.map(({ id, summary }) => [id, countOf(`${summary}.`)]),
    ]),
    patternProperties: {
      [CUSTOM]: countOf('A rule of your own.'),
      [WILDCARD]: countOf('All matching rules.'),
    },
  }
  return { anyOf: [countOf('All findings.'), map] }
}

function countOf(description: string): JsonSchema {
  return { description, ...COUNT_SCHEMA }
}

/** A key of `rules` with a star; categories have none. */
const WILDCARD = '^[^:]*\\*'
const CUSTOM = '^[a-z][a-z\\d-]*/[a-z][a-z\\d-]*$'

function manySchema(description: string): JsonSchema {
  const map = {
    type: 'object',
    additionalProperties: false,
    properties: { severity: orNothing(severity.schema) },
  }
  return { description, anyOf: [severity.schema, map, { type: 'null' }] }
}

function ruleSchema({ summary, severity: usual, options = {} }: RuleMeta): JsonSchema {
  const numbers = Object.entries(options).map(([name, option]) => [
    name,
    {
      description: option.description,
      default: option.default,
      ...orNothing({
        type: 'number',
        ...(option.minimum !== undefined && { minimum: option.minimum }),
      }),
    },
  ])
  const map = {
    type: 'object',
    additionalProperties: false,
    properties: { severity: orNothing(severity.schema), ...Object.fromEntries(numbers) },
  }
  return {
    description: `${summary}. Usually \`${usual}\`.`,
    anyOf: [severity.schema, map, { type: 'null' }],
  }
}

/** A key without a value is as good as no key. */
function orNothing(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] }
}
