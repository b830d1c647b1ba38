import { CUSTOM_EVENTS, CUSTOM_ID, CUSTOM_SUBJECTS, LONGEST_ID } from '../../custom/source.ts'
import type { Category } from '../../review/rule.ts'
import { somePatterns } from '../patterns.ts'
import { choice, type JsonSchema, version } from '../values.ts'

export const MAX_EDITS = 10
export const LONGEST_EXPRESSION = 2_000
export const LONGEST_TEXT = 1_000

const CATEGORIES: readonly Category[] = [
  'exposure',
  'availability',
  'capacity',
  'latency',
  'reproducibility',
  'validity',
  'custom',
]

/** A key of a rule of one's own: what it means, and its JSON Schema. */
interface Key {
  readonly description: string
  readonly schema: JsonSchema
}

const EXPRESSION = { type: 'string', minLength: 1, maxLength: LONGEST_EXPRESSION }
const TEXT = { type: 'string', minLength: 1, maxLength: LONGEST_TEXT }
const PATH = { type: 'string', pattern: '^\\w+(\\.\\w+|\\[\\d{1,4}\\])*$' }
const PATHS = { anyOf: [PATH, { type: 'array', minItems: 1, maxItems: MAX_EDITS, items: PATH }] }
const SCALAR = {
  anyOf: ['string', 'number', 'boolean', 'null'].map((type) => ({ type })),
}
export const severity = choice(['info', 'warning', 'error'])
export const category = choice(CATEGORIES)
export const subject = choice(CUSTOM_SUBJECTS)
export const event = choice(CUSTOM_EVENTS)

/** The keys of a rule, in the order of the documentation. */
export const CUSTOM_RULE_KEYS: Readonly<Record<string, Key>> = {
  id: {
    description:
      'The name of the rule: a prefix of your own, a slash, and a name, such as `acme/replicas-halved`.',
    schema: { type: 'string', maxLength: LONGEST_ID, pattern: CUSTOM_ID.source },
  },
  on: { description: 'What the rule looks at.', schema: subject.schema },
  when: {
    description:
      'On which change the rule looks at it, one or a list. `present` looks at the state, whatever changed, and also in audits.',
    schema: {
      anyOf: [
        event.schema,
        { type: 'array', minItems: 1, items: { type: 'string', enum: CUSTOM_EVENTS.slice(1) } },
      ],
      default: 'present',
    },
  },
  if: {
    description:
      'A CEL expression that is true if there is something to report. It knows `object`, `oldObject`, `api` or `cluster` around it, `file.path`, and `file.version`.',
    schema: EXPRESSION,
  },
  message: {
    description:
      'A CEL expression for the message of the finding: one sentence, with keys and values in backticks.',
    schema: EXPRESSION,
  },
  severity: {
    description: 'How severe a finding is unless `rules` or `overrides` say otherwise.',
    schema: { ...severity.schema, default: 'warning' },
  },
  category: {
    description: 'What is at risk.',
    schema: { ...category.schema, default: 'custom' },
  },
  summary: { description: 'What the rule reports, in one line without a full stop.', schema: TEXT },
  why: {
    description: 'What happens otherwise, in at most 300 characters; comments show it.',
    schema: TEXT,
  },
  at: {
    description:
      'The key that the finding stands on, from the subject on, such as `autoscaling.min_replicas`.',
    schema: PATH,
  },
  fix: {
    description:
      'A change that is suggested if it proves to clear the finding without causing others.',
    schema: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        restore: { description: 'Keys to put back as the base has them.', ...PATHS },
        remove: { description: 'Keys to remove.', ...PATHS },
        set: {
          description: 'Keys to set, with their values.',
          type: 'object',
          minProperties: 1,
          propertyNames: PATH,
          additionalProperties: { anyOf: [SCALAR, { type: 'array', items: SCALAR }] },
        },
      },
    },
  },
  versions: {
    description: 'The first and the last version of Cortex that the rule is about; all if absent.',
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: { from: version.schema, to: version.schema },
    },
  },
  paths: {
    description: 'The files that the rule is about, as glob patterns; all if absent.',
    schema: somePatterns.schema,
  },
  'docs-url': {
    description:
      'Where people can read about the rule; the rule in comments and reports links to it.',
    schema: { type: 'string', pattern: '^https://[^\\s]+$', maxLength: LONGEST_TEXT },
  },
}

export const REQUIRED: readonly string[] = ['id', 'on', 'if', 'message']

/** The JSON Schema of a rule of one's own. */
export function customRuleSchema(): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: REQUIRED,
    properties: Object.fromEntries(
      Object.entries(CUSTOM_RULE_KEYS).map(([name, { description, schema }]) => [
        name,
        { description, ...schema },
      ]),
    ),
  }
}
