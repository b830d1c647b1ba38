import type { Located, Workspace } from '../cortex/files/subject.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { recognizeSecret, type SecretKind } from '../secrets/secret.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import { findNode } from '../yaml/tree.ts'

export default defineRule({
  id: 'secret-committed',
  category: 'exposure',
  severity: 'error',
  summary: 'A secret stands in a config file',
  why: `
    Whoever can read the repository, its history included, has the secret, and so
    has whoever may read the specs that Cortex keeps in S3 and in the cluster. Treat
    it as known and replace it. A container can fetch it itself, for instance from
    AWS Secrets Manager with a policy of the cluster's nodes.
  `,
  cortex: [
    {
      fact: 'The whole spec of an API, `env` included, is saved to the bucket of the cluster.',
      source: 'pkg/operator/resources/realtimeapi/api.go',
    },
  ],
  quiet: ['The value is a sample that opens nothing.'],
  compare: {
    cluster: {
      *added(_after, { subject, workspaceBefore }) {
        yield* findCredentials(subject, workspaceBefore)
      },
      *modified(_before, _after, { subject, workspaceBefore }) {
        yield* findCredentials(subject, workspaceBefore)
      },
    },
    api: {
      *added(_after, { subject, workspaceBefore }) {
        yield* findSecrets(listVariables(subject), subject.value, workspaceBefore)
      },
      *modified(_before, _after, { subject, workspaceBefore }) {
        const inApi = listVariables(subject).filter(({ container }) => container === undefined)
        yield* findSecrets(inApi, subject.value, workspaceBefore)
      },
    },
    container: {
      *added(_after, { api, subject, workspaceBefore }) {
        yield* findSecrets(readVariables(subject, []), api, workspaceBefore)
      },
      *modified(_before, _after, { api, subject, workspaceBefore }) {
        yield* findSecrets(readVariables(subject, []), api, workspaceBefore)
      },
    },
  },
})

const KINDS: Readonly<Record<SecretKind, string>> = {
  'access-key': 'is an AWS access key',
  'private-key': 'is a private key',
  token: 'is an access token',
  'url-password': 'is an address with a password',
  password: 'looks like one',
}

/** Up to 0.19 the command line could read its credentials from the cluster file. */
const CREDENTIALS = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'cortex_aws_access_key_id',
  'cortex_aws_secret_access_key',
]

/** The credentials that no cluster had before. */
function* findCredentials(cluster: Located<'cluster'>, before: Workspace): Iterable<Problem> {
  const old = before.subjects('cluster').flatMap(readCredentials)
  const known = new Set(old.map(({ value }) => value))
  for (const { name, value } of readCredentials(cluster)) {
    const kind = recognizeSecret(name, value)
    if (!kind || known.has(value)) continue

    yield {
      at: [name],
      message: `Cluster ${quote(cluster.value.cluster_name)} has a secret in its file: ${quote(name)} ${KINDS[kind]}, and everyone who reads this file has it.`,
    }
  }
}

function readCredentials({ file, path }: Located<'cluster'>) {
  return CREDENTIALS.flatMap((name) => {
    const node = findNode(file.document.root, [...path, name])
    return node?.kind === 'string' ? [{ name, value: node.value }] : []
  })
}

/** The secrets that no API had before, be it under another name. */
function* findSecrets(
  variables: readonly Variable[],
  { name: api }: Api,
  before: Workspace,
): Iterable<Problem> {
  const secrets = variables.flatMap((variable) => {
    const kind = recognizeSecret(variable.name, variable.value)
    return kind ? [{ ...variable, kind }] : []
  })
  if (secrets.length === 0) return

  const old = before.subjects('api').flatMap(listVariables)
  const known = new Set(old.map(({ value }) => value))
  for (const { at, name, value, container, kind } of secrets) {
    if (known.has(value)) continue

    const place = container === undefined ? 'API' : `Container ${quote(container)} of API`
    yield {
      at,
      message: `${place} ${quote(api)} has a secret in \`env\`: ${quote(name)} ${KINDS[kind]}, and everyone who reads this file has it.`,
    }
  }
}

interface Variable {
  readonly at: KeyPath
  readonly name: string
  readonly value: string
  readonly container?: string
}

/** Up to 0.35 variables stand in `predictor` or `handler`, or in the `definition` of a task. */
function listVariables(api: Located<'api'>): readonly Variable[] {
  const inContainers = api.value.pod?.containers.flatMap(({ name }, index) =>
    readVariables(api, ['pod', 'containers', index]).map((each) => ({ ...each, container: name })),
  )
  const legacy = ['predictor', 'handler', 'definition'].flatMap((key) => readVariables(api, [key]))
  return [...(inContainers ?? []), ...legacy]
}

function readVariables(subject: Located, section: KeyPath): readonly Variable[] {
  const { file, path } = subject
  const env = findNode(file.document.root, [...path, ...section, 'env'])
  if (env?.kind !== 'map') return []

  const container = isContainer(subject) ? { container: subject.value.name } : {}
  return env.entries.flatMap(({ key, value }) =>
    key.kind === 'string' && value.kind === 'string'
      ? [
          {
            at: [...section, 'env', key.value],
            name: key.value,
            value: value.value,
            ...container,
          },
        ]
      : [],
  )
}

function isContainer(subject: Located): subject is Located<'container'> {
  return subject.kind === 'container'
}
