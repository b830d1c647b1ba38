import { listSecrets, listSecretsOutside } from '../cortex/facts/committed-secrets.ts'
import type { Located } from '../cortex/files/subject.ts'
import { hash } from '../review/hash.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { describeKind, type FileSecret } from '../secrets/kinds.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'secret-committed',
  category: 'exposure',
  severity: 'error',
  summary: 'Secret committed to a config file',
  why: `
    Everyone who can read the repository, its history, or the specs that Cortex keeps in S3
    and in the cluster has the secret. Treat it as compromised and rotate it. Load secrets
    at runtime instead, for example from AWS Secrets Manager with an IAM policy of the
    nodes.
  `,
  isIndependent: true,
  cortex: [
    {
      fact: 'The whole spec of an API, `env` included, is saved to the bucket of the cluster.',
      source: 'pkg/operator/resources/realtimeapi/api.go',
    },
  ],
  quiet: [
    'The value is a placeholder, a sample from a manual, or a reference to where the secret is kept; [Secrets](../secrets.md) says what counts as one.',
  ],
  inspect: {
    cluster: (_cluster, { subject }) => report(subject),
    api: (_api, { subject }) => report(subject),
    *file(_document, { subject, workspace }) {
      for (const { offset, ...secret } of listSecretsOutside(subject.file, workspace)) {
        const { value } = secret
        const [line = ''] = value.split(/\r?\n/, 1)
        yield {
          // No key leads there; by its value one secret is told from another.
          at: [hash([value])],
          span: { start: offset, end: offset + line.length },
          ...describe(secret, secret.isComment ? 'a comment' : 'the file', 'the text'),
        }
      }
    },
  },
})

function* report(subject: Located<'api'> | Located<'cluster'>): Iterable<Problem> {
  for (const secret of listSecrets(subject)) {
    const { at } = secret
    yield { at, ...describe(secret, namePlace(subject, at), nameItem(at, secret.value)) }
  }
}

function describe({ kind, value }: FileSecret, place: string, item: string) {
  return {
    substance: value,
    message: `Secret in ${place}: ${item} ${describeKind(kind)} and is readable by everyone with access to this file.`,
  }
}

/** The section and what it belongs to, such as `env` of a container of an API. */
function namePlace({ value }: Located<'api'> | Located<'cluster'>, at: KeyPath): string {
  const [section, list, index, ...rest] = at
  if ('cluster_name' in value) {
    const group = section === 'node_groups' ? value.node_groups[Number(list)] : undefined
    const inner = group ? `node group ${quote(group.name)}` : nameSection(at) || 'the config'
    return `${inner} of cluster ${quote(value.cluster_name)}`
  }
  const isInner = section === 'pod' && list === 'containers'
  const container = isInner ? value.pod?.containers[Number(index)] : undefined
  const parts = container
    ? [nameSection(rest), `container ${quote(container.name)}`]
    : [nameSection(at)]
  return [...parts, `API ${quote(value.name)}`].filter(Boolean).join(' of ')
}

/** The key that a secret stands under, such as `env` or `predictor.config`; '' at the top. */
function nameSection(at: KeyPath): string {
  const keys = at.slice(0, -1).filter((step) => typeof step === 'string')
  return keys.at(-1) === 'env' ? '`env`' : keys.length > 0 ? quote(keys.join('.')) : ''
}

function nameItem(at: KeyPath, value: string): string {
  const last = at.at(-1)
  if (typeof last === 'number') return `item ${last + 1}`
  return last === undefined || last.includes(value) ? 'a key' : quote(last)
}
