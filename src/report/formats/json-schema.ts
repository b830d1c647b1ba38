import { UNREADABLE } from '../coverage-text.ts'
import { COVERAGE_SCHEMA } from './coverage-json.ts'
import {
  described,
  finding,
  fix,
  line,
  listOf,
  number,
  object,
  side,
  text,
  texts,
  until,
  untold,
} from './finding-schema.ts'

const change = object({
  subject: text,
  path: text,
  event: { enum: ['added', 'removed', 'modified', 'moved'] },
  field: described('The key; empty for a whole spec.', text),
  before: described('As written, or with ` (default)`; empty where the key is not.', text),
  after: text,
})

const updates = object({
  clusters: described(
    'What `cortex cluster configure` would do; nothing of it if a key is refused.',
    listOf(
      object({
        path: text,
        cluster: text,
        'fields-to-update': texts,
        'groups-to-add': texts,
        'groups-to-remove': texts,
        'groups-to-update': texts,
        refused: texts,
        'instances-over-limit': { type: 'integer' },
      }),
    ),
  ),
  apis: described(
    'What `cortex deploy` would do to the APIs that are not up to date.',
    listOf(
      object(
        {
          path: text,
          name: text,
          kind: text,
          action: { enum: ['create', 'none', 'update', 'refused', 'absent'] },
          'pods-replaced': { type: ['boolean', 'null'] },
          changed: texts,
          capacity: described(
            'What is ready while all pods are replaced, a round after the other.',
            object(
              {
                replicas: number,
                'least-ready': number,
                rounds: number,
                stuck: described(
                  'Whether no new pod finds a node, so that the update never ends.',
                  {
                    type: 'boolean',
                  },
                ),
              },
              ['stuck'],
            ),
          ),
        },
        ['capacity'],
      ),
    ),
  ),
})

const figure = { type: 'number', minimum: 0 }
const extent = described(
  'With the fewest and with the most instances.',
  object({ 'at-min': figure, 'at-max': figure }),
)
const capacity = described(
  'With the most instances.',
  object({ vcpu: figure, 'memory-mib': figure, gpu: figure, inf: figure }),
)
const atMost = described('Whether spot instances can make it cheaper.', { type: 'boolean' })

const bill = object(
  {
    region: text,
    groups: listOf(
      object(
        {
          name: text,
          'instance-type': text,
          instances: { $ref: '#/definitions/extent' },
          hourly: { $ref: '#/definitions/extent' },
          'at-most': atMost,
          capacity,
        },
        ['hourly', 'capacity'],
      ),
    ),
    rest: described('An hour of what is there besides the node groups, where it is known.', figure),
    hourly: { $ref: '#/definitions/extent' },
    monthly: { $ref: '#/definitions/extent' },
    'at-most': atMost,
    capacity,
    'unknown-types': described('Instance types that are in no sum.', texts),
  },
  ['rest'],
)

const billChange = object(
  {
    path: text,
    cluster: text,
    currency: { const: 'USD' },
    'prices-of': described('The day of the list prices; not a quote.', { type: 'string' }),
    before: described('Absent for a new cluster.', { $ref: '#/definitions/bill' }),
    after: { $ref: '#/definitions/bill' },
  },
  ['before'],
)

const approver = object({
  by: described('The login.', text),
  url: described('The address of the comment.', text),
})
const exception = object(
  {
    path: text,
    line,
    rules: texts,
    reason: text,
    since: described('The day on which the line was last changed, as far as Git tells.', text),
    by: described('Who last changed the line, as far as Git tells.', text),
    until,
  },
  ['since', 'by', 'until'],
)
const approved = described('Who accepts the ignore comment in the pull request.', approver)

/** The JSON Schema (draft 7) of what `toJson` makes. */
export const REPORT_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Report of Cortex Review',
  description: 'Lines and columns count from 1, columns in UTF-16 units.',
  ...object(
    {
      form: described('Rises when a key changes its meaning or goes.', { const: 1 }),
      tool: object({ name: { const: 'cortex-review' }, version: text }),
      commit: text,
      conclusion: { enum: ['success', 'failure'] },
      complete: described(
        'False if something was not looked at; `coverage` says what, `failures` which rules failed.',
        { type: 'boolean' },
      ),
      coverage: COVERAGE_SCHEMA,
      'fail-on': { enum: ['error', 'warning', 'info', 'never'] },
      counts: object({
        error: number,
        warning: number,
        info: number,
        ignored: number,
        accepted: number,
        baseline: described('Known by the baseline.', number),
      }),
      files: listOf(
        object({
          path: text,
          kind: { enum: ['api', 'cluster'] },
          cortex: described(
            'Minor versions of Cortex: 42 is 0.42.',
            object({ from: number, to: number }),
          ),
        }),
      ),
      findings: described('The most severe first.', listOf({ $ref: '#/definitions/finding' })),
      ignored: listOf(
        object(
          { finding: { $ref: '#/definitions/finding' }, reason: text, line, until, approved },
          ['until', 'approved'],
        ),
      ),
      accepted: described(
        'What approvers accept by comments in the pull request.',
        listOf(
          object(
            {
              finding: { $ref: '#/definitions/finding' },
              reason: text,
              by: described('The login.', text),
              url: described('The address of the comment.', text),
              until,
              also: described('Who accepts it besides.', listOf(approver)),
            },
            ['until', 'also'],
          ),
        ),
      ),
      exceptions: described('The ignore comments in force, in an audit.', listOf(exception)),
      silent: described(
        'What rules say besides, each with the reason why it is no finding.',
        listOf(untold),
      ),
      changes: listOf(change),
      updates,
      bills: listOf(billChange),
      failures: listOf(object({ rule: text, path: text, error: text })),
      unreadable: listOf(
        object({
          path: text,
          side,
          reason: { enum: Object.keys(UNREADABLE) },
        }),
      ),
    },
    ['commit', 'exceptions'],
  ),
  definitions: { finding, fix, extent, bill },
}
