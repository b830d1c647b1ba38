/** The parts of the report's schema that say what a finding is. */

export const text = { type: 'string' }
export const line = { type: 'integer', minimum: 1 }
export const number = { type: 'integer', minimum: 0 }
const severity = { enum: ['error', 'warning', 'info'] }
export const side = { enum: ['before', 'after'] }

export function object(
  properties: Readonly<Record<string, object>>,
  optional: readonly string[] = [],
): object {
  const required = Object.keys(properties).filter((key) => !optional.includes(key))
  return { type: 'object', additionalProperties: false, required, properties }
}

export function listOf(items: object): object {
  return { type: 'array', items }
}

/** The last day of an exception. */
export const until = described('The last day on which it counts, in UTC.', {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
})

export const texts = { type: 'array', items: text }

export function described(description: string, schema: object): object {
  return { description, ...schema }
}

const position = object({ line, column: line })
const range = described(
  'The end is just past the last character.',
  object({ start: position, end: position }),
)

export const fix = object(
  {
    title: text,
    safety: described('A safe fix keeps or restores what Cortex does.', {
      enum: ['safe', 'unsafe'],
    }),
    path: text,
    edits: described('Of the new file; they do not overlap.', listOf(object({ range, text }))),
    doubt: described(
      'Why the fix is only shown. Without it the fix is proven, and with all others that are.',
      text,
    ),
  },
  ['doubt'],
)

export const finding = object(
  {
    rule: text,
    category: text,
    severity,
    message: described('One sentence; names are in backticks.', text),
    location: object({
      path: text,
      side: described('A place on the old side is something that is gone.', side),
      range,
    }),
    subject: described('The spec by names, e.g. `cluster/prod/nodeGroup/gpu`.', text),
    fingerprint: described('The same over commits; made of names, never of lines.', {
      type: 'string',
      pattern: '^[0-9a-f]+$',
    }),
    handle: described('What to call it by in commands; ends when the values change.', {
      type: 'string',
      pattern: '^[0-9a-f]+$',
    }),
    docs: described('The address of the page of the rule.', text),
    fix: { $ref: '#/definitions/fix' },
  },
  ['fix'],
)

export const untold = object(
  {
    finding: object({
      rule: text,
      severity,
      location: object({ path: text, side, range }),
      subject: text,
      fingerprint: text,
    }),
    why: described(
      'It was there before the change; it would be a note in a file for tests; another rule says ' +
        'more of the subject, or comes first on the line; it is in the baseline; a comment in the file, or an approver, ' +
        'accepts it.',
      { enum: ['old', 'minor', 'superseded', 'outranked', 'baseline', 'ignored', 'accepted'] },
    ),
    by: described('The other rule, or the login of the approver.', text),
    reason: text,
    line,
    url: text,
    until,
  },
  ['by', 'reason', 'line', 'url', 'until'],
)
