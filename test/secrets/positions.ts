import type { ChangeSet } from '../../src/review/change-set.ts'
import { diffTexts } from '../../src/text/hunks.ts'

/** A place where a secret can stand, in the file of a change. */
export interface Position {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly path: string
}

/** Where a secret that tells what it is can stand in the files of a change. */
export function listPositions(secret: string): readonly Position[] {
  const q = JSON.stringify(secret)
  return [
    spec('a variable', ['env:', `  SETTING: ${q}`]),
    spec('an argument', ['args:', '  - --verbose', `  - ${q}`]),
    spec('a part of a command', [`command: [sh, -c, ${JSON.stringify(`run ${secret} now`)}]`]),
    spec('a key', ['env:', `  ${q}: "1"`]),
    spec('a value of the wrong type', ['compute:', `  cpu: ${q}`]),
    spec('an unknown key', [`${q}: 1`]),
    spec('an unknown value', ['compute:', `  ${q}: ${q}`]),
    spec('a nested map', ['config:', '  a:', `    - {b: ${q}}`]),
    spec('a comment', [`# as in ${secret}`, 'env: {A: b}']),
    spec('a comment at the end', [`env: {A: b} # ${secret}`]),
    spec('a reason', [
      `# cortex-review: ignore[readiness-probe-missing,image-unpinned] see ${secret}`,
      'env: {A: b}',
    ]),
    spec('a container', [], { container: q }),
    spec('an image', [], { image: q }),
    spec('an API', [], { name: q }),
    spec('an endpoint', [], { more: [`  networking: {endpoint: ${q}}`] }),
    spec('a kind', [], { kind: q }),
    spec('an anchor', [`env: {A: &a ${q}, B: *a}`]),
    cluster('a cluster', { name: q }),
    cluster('a node group', { group: q }),
    cluster('a region', { region: q }),
    cluster('a policy', { more: [`iam_policy_arns: [${q}]`] }),
    cluster('a certificate', { more: [`ssl_certificate_arn: ${q}`] }),
    cluster('a tag', { more: [`tags: {owner: ${q}}`] }),
    cluster('another document', { more: ['---', `a: ${q}`] }),
    broken('a broken file', [`a: ${q}`, 'b: [']),
    broken('a broken line', [`a: ${q} "`]),
    broken('a comment in a broken file', [`# ${secret}`, 'b: [']),
  ]
}

/** Where what is a secret by its name can stand. */
export function listNamedPositions(name: string, secret: string): readonly Position[] {
  const q = JSON.stringify(secret)
  return [
    spec('a variable', ['env:', `  ${name}: ${q}`]),
    spec('a variable without quotes', ['env:', `  ${name}: ${secret}`]),
    spec('a block', ['env:', `  ${name}: |`, `    ${secret}`]),
    spec('an option', ['args:', `  - --${name}`, `  - ${q}`]),
    spec('an option with its value', ['args:', `  - ${JSON.stringify(`--${name}=${secret}`)}`]),
    spec('a command', [`command: [sh, -c, ${JSON.stringify(`${name}='${secret}' run`)}]`]),
    spec('a pair', ['env:', `  - {name: ${name}, value: ${q}}`]),
    spec('a map', ['config:', `  ${name}:`, `    inner: ${q}`]),
    spec('a list', ['config:', `  ${name}:`, `    - ${q}`]),
    spec('an alias', ['env:', `  A: &a ${q}`, `  ${name}: *a`]),
    spec('a comment', [`# ${name}: ${q}`, 'env: {A: b}']),
    cluster('a key of a cluster', { more: [`${name}: ${q}`] }),
    cluster('a tag', { more: [`tags: {${name}: ${q}}`] }),
    broken('a broken file', [`    ${name}: ${q}`, '    b: [']),
    broken('a broken file without quotes', [`    ${name}: ${secret}`, '    b: [']),
    broken('a tag that does not fit', [`    ${name}: !!int ${secret}`]),
    broken('an alias without an anchor', [`    ${name}: *${secret}`]),
    broken('a map in a broken file', [`    ${name}:`, `      a: ${secret}`, '    b: [']),
  ]
}

interface Parts {
  readonly name?: string
  readonly kind?: string
  readonly container?: string
  readonly image?: string
  readonly more?: readonly string[]
}

function spec(label: string, lines: readonly string[], parts: Parts = {}): Position {
  const {
    name = 'iris',
    kind = 'RealtimeAPI',
    container = 'api',
    image = '"a:1"',
    more = [],
  } = parts
  const text = (inner: readonly string[], { more: extra = more, ...own }: Parts, queue: number) =>
    [
      `- name: ${own.name ?? name}`,
      `  kind: ${own.kind ?? kind}`,
      ...extra,
      '  pod:',
      `    max_queue_length: ${queue}`,
      '    containers:',
      `      - name: ${own.container ?? container}`,
      `        image: ${own.image ?? image}`,
      ...inner.map((line) => `        ${line}`),
      '',
    ].join('\n')
  const plain = { name: 'iris', kind: 'RealtimeAPI', container: 'api', image: '"a:1"', more: [] }
  return { label, path: 'cortex.yaml', before: text([], plain, 10), after: text(lines, {}, 500) }
}

interface ClusterParts {
  readonly name?: string
  readonly region?: string
  readonly group?: string
  readonly more?: readonly string[]
}

function cluster(
  label: string,
  { name = 'prod', region, group, more = [] }: ClusterParts,
): Position {
  const text = (
    own: Required<Omit<ClusterParts, 'more'>>,
    extra: readonly string[],
    most: number,
  ) =>
    [
      `cluster_name: ${own.name}`,
      `region: ${own.region}`,
      'node_groups:',
      `  - {name: ${own.group}, instance_type: m5.large, min_instances: 1, max_instances: ${most}}`,
      ...extra,
      '',
    ].join('\n')
  const plain = { name: 'prod', region: 'us-west-2', group: 'cpu' }
  const now = { name, region: region ?? plain.region, group: group ?? plain.group }
  return { label, path: 'cluster.yaml', before: text(plain, [], 9), after: text(now, more, 3) }
}

function broken(label: string, lines: readonly string[]): Position {
  const { before, path } = spec(label, [])
  return { label, path, before, after: `${before}${lines.join('\n')}\n` }
}

/** A change of one file, both ways. */
export function toChangeSet({ path, before, after }: Position, isBack = false): ChangeSet {
  const [old, now] = isBack ? [after, before] : [before, after]
  return {
    before: new Map([[path, old]]),
    after: new Map([[path, now]]),
    renames: new Map(),
    hunks: new Map([[path, diffTexts(old, now)]]),
    unreadable: [],
  }
}
