import type { Files } from '../fake-github/git.ts'
import { API, CLUSTER, RISKY_API, RISKY_CLUSTER } from './samples.ts'

/** A way to get a risky change past a review. */
export interface Evasion {
  readonly name: string
  readonly before: Files
  readonly after: Files
  /** A rule that must find something. */
  readonly rule: string
  /** The rule in an audit of the new side; null if the new side by itself is as it should be. */
  readonly audit?: string | null
}

const UNREADABLE = 'file-unreadable'
const PUBLIC = 'operator-load-balancer-public'
const PADDING = '# nothing to see here\n'.repeat(52_000)
const BASE: Files = { 'prod/cluster.yaml': CLUSTER, 'prod/cortex.yaml': API }
const NOTHING: Files = { 'README.md': '# Shop\n' }

const link = (content: string) => ({ mode: '120000', content })
const submodule = { mode: '160000', content: 'a'.repeat(40) }

/** The cluster is changed in a way that must not pass. */
function change(name: string, content: Files[string], rule: string, audit?: string | null) {
  return {
    name,
    before: BASE,
    after: { 'prod/cluster.yaml': content },
    rule,
    ...(audit === undefined ? {} : { audit }),
  }
}

/** A new file that must not pass. */
function add(name: string, after: Files, rule: string): Evasion {
  return { name, before: NOTHING, after, rule }
}

const utf16 = Buffer.from(`\uFEFF${RISKY_CLUSTER}`, 'utf16le')
const hidden = RISKY_CLUSTER.replace(
  'operator_load_balancer_scheme',
  `!!binary ${Buffer.from('operator_load_balancer_scheme').toString('base64')}`,
)

export const EVASIONS: readonly Evasion[] = [
  change('padding above', PADDING + RISKY_CLUSTER, UNREADABLE),
  change('padding below', RISKY_CLUSTER + PADDING, UNREADABLE),
  change('padding that GraphQL cuts', PADDING.slice(0, 600_000) + RISKY_CLUSTER, PUBLIC),
  {
    ...change('padding on both sides', PADDING + RISKY_CLUSTER, UNREADABLE),
    before: { 'prod/cluster.yaml': PADDING + CLUSTER },
  },
  add('padding in a new file', { 'x/main.yaml': PADDING + RISKY_CLUSTER }, UNREADABLE),
  add('padding in a new API file', { 'x/main.yaml': PADDING + RISKY_API }, UNREADABLE),
  add(
    'padding in one of many large files',
    {
      ...Object.fromEntries(
        Array.from({ length: 6 }, (_, at) => [`docs/${at}.yaml`, `${PADDING}a: ${at}\n`]),
      ),
      'z/main.yaml': PADDING + RISKY_CLUSTER,
    },
    UNREADABLE,
  ),
  add('UTF-16', { 'x/main.yaml': utf16 }, UNREADABLE),
  add('UTF-16, big end first', { 'x/main.yaml': Buffer.from(utf16).swap16() }, UNREADABLE),
  add('UTF-16 without a mark', { 'x/main.yaml': utf16.subarray(2) }, UNREADABLE),
  add('UTF-32', { 'x/main.yaml': utf32(RISKY_CLUSTER) }, UNREADABLE),
  add('a byte that is no UTF-8', { 'x/main.yaml': latin1(`${RISKY_API}# \xfc\n`) }, UNREADABLE),
  add('a NUL', { 'x/main.yaml': `${RISKY_API}# \0\n` }, UNREADABLE),
  add('nothing but a name', { 'x/cluster.yaml': latin1('\xfc\0\xff\xfe') }, UNREADABLE),
  {
    name: 'another name and an invalid byte',
    before: BASE,
    after: { 'prod/cluster.yaml': null, 'b/main.yaml': latin1(`${RISKY_CLUSTER}# \xfc\n`) },
    rule: UNREADABLE,
  },
  change('a tag that spells a key', hidden, PUBLIC),
  add(
    'a line break of YAML only',
    { 'x/main.yaml': `# \u0085${API.replace('max_concurrency: 10', 'max_concurrency: -1')}` },
    'config-refused',
  ),
  {
    ...change('a link to another file', link('../other/main.yaml'), PUBLIC, null),
    before: { ...BASE, 'other/main.yaml': RISKY_CLUSTER },
  },
  {
    ...change('a link to a new file', link('../other/main.yaml'), PUBLIC, null),
    after: { 'prod/cluster.yaml': link('../other/main.yaml'), 'other/main.yaml': RISKY_CLUSTER },
  },
  {
    ...change('a link to what is not reviewed', link('../other/main.txt'), UNREADABLE),
    after: { 'prod/cluster.yaml': link('../other/main.txt'), 'other/main.txt': RISKY_CLUSTER },
  },
  change('a link out of the repository', link('/etc/cluster.yaml'), UNREADABLE),
  change('a link to nothing', link('../nowhere.yaml'), UNREADABLE),
  change('a link to itself', link('cluster.yaml'), UNREADABLE),
  add('a new link out of the repository', { 'x/cluster.yaml': link('../../a.yaml') }, UNREADABLE),
  {
    name: 'a folder that becomes a link',
    before: { ...BASE, 'other/cluster.yaml': RISKY_CLUSTER },
    after: { 'prod/cluster.yaml': null, 'prod/cortex.yaml': null, prod: link('other') },
    rule: PUBLIC,
    audit: null,
  },
  change('a submodule', submodule, UNREADABLE, null),
  {
    name: 'a folder that becomes a submodule',
    before: BASE,
    after: { 'prod/cluster.yaml': null, 'prod/cortex.yaml': null, prod: submodule },
    rule: UNREADABLE,
    audit: null,
  },
  change(
    'a pointer of Git LFS',
    `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 900\n`,
    UNREADABLE,
  ),
  {
    name: 'another extension',
    before: BASE,
    after: { 'prod/cluster.yaml': null, 'prod/cluster.YAML': RISKY_CLUSTER },
    rule: PUBLIC,
    audit: null,
  },
  change('an unrelated first document', `a: 1\n---\n${RISKY_CLUSTER}`, 'cluster-removed', null),
]

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

function utf32(text: string): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return Buffer.concat(
    Array.from({ length: bytes.length / 2 }, (_, at) =>
      Buffer.from([bytes[at * 2] ?? 0, bytes[at * 2 + 1] ?? 0, 0, 0]),
    ),
  )
}
