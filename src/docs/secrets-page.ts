import { code, table, tableRow } from '../report/markdown.ts'
import { describeKind, SECRET_KINDS } from '../secrets/kinds.ts'
import { DESCRIBING, OF_DATA, OF_LOCKS, OF_TEXT, SECRETIVE } from '../secrets/names.ts'
import { TOKEN_SHAPES } from '../secrets/token-shapes.ts'

/** What stands for a secret, by example; none of it is hidden or reported. */
export const STAND_INS: readonly (readonly [what: string, examples: readonly string[]])[] = [
  [
    'Variables and templates',
    ['$DB_PASSWORD', '${DB_PASSWORD}', '$(DB_PASSWORD)', '{{ .Values.password }}', '%PASSWORD%'],
  ],
  ['The name of a variable', ['PROD_DB_PASSWORD']],
  ['AWS resources', ['arn:aws:secretsmanager:us-west-2:123456789012:secret:features-a8Xk2P']],
  [
    'Secret stores',
    ['ssm:/prod/db-password', 'vault:kv/data/features#password', 'op://prod/db/password'],
  ],
  ['Paths of at least two steps', ['/var/run/secrets/db-password', './secrets/db.txt']],
  ['Encrypted values', ['ENC[AES256_GCM,data:q7Rt2vX9mB4k,type:str]']],
  ['Placeholders', ['<password>', 'your-api-key-here', 'changeme', 'xxxxxxxx', '********']],
]

/** `docs/secrets.md`: what counts as a secret, which is hidden everywhere and reported. */
export function renderSecretsPage(): string {
  return `${[renderKinds(), renderNames(), renderStandIns(), renderLimits()].join('\n\n')}\n`
}

function renderKinds(): string {
  return `# Secrets

One list decides what a secret is. What is on it is shown as \`********\` in every output (comments,
suggestions, summaries, annotations, logs, errors, JSON, SARIF, and the terminal), and is reported by
[\`secret-committed\`](rules/secret-committed.md) once a change adds it to a cluster config or an API
spec: in values, keys, names, and comments. A suggestion that would repeat a secret is not offered.

## Kinds

${table(
  ['A value', 'What tells'],
  SECRET_KINDS.map((kind) => tableRow([describeKind(kind), TELLING[kind]])),
)}`
}

function renderNames(): string {
  return `## Names

A name counts if one of its words, alone or at the end of a word, is ${list(SECRETIVE)}, \`token\`,
\`credential\`, or \`key\`; upper case, separators, and digits do not matter: \`DB_PASSWORD\`,
\`pgpassword\`, \`authToken2\`. What stands in a map or a list under such a name counts as well.

- \`key\` after ${list(OF_LOCKS)} is the name of a secret whatever the value is. After another word the
  value counts only if it looks random: letters and digits that no word has. After ${list(OF_DATA)} it is
  no name of a secret.
- \`token\` after ${list(OF_TEXT)} is a token that models read.
- A name that ends in ${list(DESCRIBING)} tells something about a secret, and is no name of one.
- Switches such as \`true\`, and numbers of up to three digits, are no secrets; under \`token\` no number
  of up to nine digits is one.`
}

function renderStandIns(): string {
  return `## What stands for a secret

The whole value must have one of these forms: \`ssm:/prod/db-password\` is a reference, while
\`ssm:Tr0ub4dor!\` and \`pa$word\` are passwords.

${table(
  ['Form', 'Examples'],
  STAND_INS.map(([what, examples]) => tableRow([what, examples.map(code).join(', ')])),
)}

In manuals, vendors write keys that end in \`EXAMPLE\`, and tokens with one sign eight times in a row;
neither is a secret. Nor is \`user:password\` in a URL, word for word.`
}

function renderLimits(): string {
  const services = TOKEN_SHAPES.map(([rule]) => code(rule)).join(', ')
  return `## Token formats

Tokens of AWS, GitHub, GitLab, Google, Hugging Face, OpenAI, Slack, Stripe, and others are told by
their own form. Most forms are those of the rules of [gitleaks](https://github.com/gitleaks/gitleaks)
(MIT license) that need no other word beside the token: ${services}.

## Limits

- A password that is an everyday word of up to five letters, or a number of up to five digits, is
  hidden where it stands under its name, but not where the same text stands alone.
- A word that a file also uses as another name or value is hidden under the secret's name only.
- A file that is not valid YAML is searched line by line.`
}

const TELLING: Readonly<Record<(typeof SECRET_KINDS)[number], string>> = {
  'access-key': 'The ID of an AWS access key, such as one that begins with `AKIA`.',
  'private-key': 'The first line of a private key in PEM or PGP form; all of its lines are hidden.',
  token:
    'A token format, a webhook of Slack or Discord, a JSON Web Token, or the credentials of an `Authorization` header.',
  'url-password': 'A password between `://` and `@`; the rest of the URL is shown.',
  password:
    'The name: the key of the value, an option before it (`--password`), or a name in its text (`password=`, `?api_key=`, `Pwd=`).',
}

function list(words: ReadonlySet<string>): string {
  const all = [...words].map(code)
  return `${all.slice(0, -1).join(', ')}, or ${all.at(-1)}`
}
