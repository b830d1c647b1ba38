import { described, line, listOf, number, object, text, texts } from '../formats/finding-schema.ts'
import { REPORT_SCHEMA } from '../formats/json-schema.ts'

const date = described('ISO 8601, in UTC.', text)
const severity = { enum: ['error', 'warning', 'info'] }
const exposure = { enum: ['public', 'restricted', 'internal', 'unknown'] }
const amount = { type: 'number', minimum: 0 }

const rows = listOf(
  object({ type: { enum: ['context', 'added', 'removed', 'mark'] }, number: line, text }, [
    'number',
  ]),
)

const details = object(
  {
    owners: described('By CODEOWNERS.', texts),
    since: described('When it was first reported.', text),
    new: described('Whether the report before did not have it.', { const: true }),
    frame: described('The lines around the place, with what they replace.', rows),
    fix: described('What the suggested change replaces, and what it writes.', rows),
  },
  ['new', 'fix'],
)

const cluster = object(
  {
    path: text,
    name: text,
    region: text,
    account: described('The AWS account, as far as the file tells.', text),
    apis: number,
    exposure: described(
      'Whom each load balancer accepts: any address, listed addresses on the internet, or the VPC.',
      object({ api: exposure, operator: exposure }),
    ),
    instances: described('With the most instances.', object({ 'on-demand': number, spot: number })),
    monthly: described(
      'US dollars at list prices, with the fewest and with the most instances; not a quote.',
      object({ 'at-min': amount, 'at-max': amount }),
    ),
  },
  ['account', 'monthly'],
)

const api = object(
  {
    path: text,
    name: text,
    kind: text,
    endpoint: text,
    clusters: described(
      'The files of its clusters; of the same repository where none is named.',
      listOf(object({ repository: text, path: text }, ['repository'])),
    ),
  },
  ['endpoint'],
)

const crossing = object({
  kind: { enum: ['cluster-repeated', 'api-name-taken', 'endpoint-taken', 'cluster-missing'] },
  message: text,
  places: listOf(object({ repository: text, path: text })),
})

const { $schema, title: _title, description: _description, definitions, ...report } = REPORT_SCHEMA

const repository = object(
  {
    name: described('`owner/name`, or the name of a folder.', text),
    url: text,
    commit: text,
    audited: described('When its files were read.', text),
    report: { $ref: '#/definitions/report' },
    details: described('Of each finding of the report, in the same order.', listOf(details)),
    clusters: listOf(cluster),
    apis: listOf(api),
    owners: described(
      'Who owns its Cortex files, by CODEOWNERS.',
      listOf(object({ path: text, owners: texts })),
    ),
    basis: described(
      'What it was judged with of other repositories: a ref, and the commit that this was.',
      listOf(object({ repository: text, ref: text, commit: text })),
    ),
  },
  ['url', 'commit', 'apis', 'owners', 'basis'],
)

/** The JSON Schema (draft 7) of an audit of one repository or of many. */
export const AUDIT_SCHEMA = {
  $schema,
  title: 'Audit of Cortex Review',
  description: 'One repository or many, each with its report.',
  ...object(
    {
      form: described('Rises when a key changes its meaning or goes.', { const: 1 }),
      tool: object({ name: { const: 'cortex-review' }, version: text }),
      created: date,
      repositories: listOf(repository),
      failures: described(
        'What could not be audited: repositories, or shards that did not report.',
        listOf(object({ repository: text, reason: text })),
      ),
      without: described(
        'Repositories without Cortex files.',
        listOf(object({ name: text, commit: text }, ['commit'])),
      ),
      across: described(
        'What can only be seen of several repositories together.',
        listOf(crossing),
      ),
      basis: described('Another one if the audit itself had other settings.', text),
      notes: described('What the reader should know of how it was made.', texts),
      history: described(
        'Earlier reports, the oldest first.',
        listOf(object({ date, error: number, warning: number, info: number })),
      ),
      gone: described(
        'Findings of the report before that are not there any more.',
        listOf(
          object({
            repository: text,
            finding: object({ rule: text, severity, message: text, fingerprint: text, path: text }),
          }),
        ),
      ),
    },
    ['across', 'basis', 'notes'],
  ),
  definitions: { ...definitions, report },
}
