/** Both sides of a change, by path. */
export interface Sides {
  readonly before: Readonly<Record<string, string>>
  readonly after: Readonly<Record<string, string>>
  /** Files whose texts are not at hand. */
  readonly unread?: readonly string[]
}

/** An input of a size, of the kind that once took more than linear time. */
export interface Shape {
  readonly name: string
  /** The largest size that the limits on a file allow, or that a cluster may have. */
  readonly most: number
  readonly make: (size: number) => Sides
}

const API = 'cortex.yaml'
const CLUSTER = 'cluster.yaml'

interface ApiValues {
  readonly queue?: number
  readonly image?: string
}

function api(name: string, { queue = 16, image = 'registry.example.com/app:1' }: ApiValues = {}) {
  return `- name: ${name}
  kind: RealtimeAPI
  pod:
    max_queue_length: ${queue}
    containers:
      - name: app
        image: ${image}
`
}

function flowApi(name: string, queue: number): string {
  return (
    `{name: ${name}, kind: RealtimeAPI, pod: {max_queue_length: ${queue}, ` +
    `containers: [{name: app, image: 'registry.example.com/app:1'}]}}`
  )
}

function cluster(groups: readonly string[], rest = ''): string {
  return `cluster_name: main\nregion: eu-west-1\n${rest}node_groups:\n${groups.join('')}`
}

function group(name: string, most: number): string {
  return `  - name: ${name}\n    instance_type: m5.large\n    min_instances: 0\n    max_instances: ${most}\n`
}

function times<T>(size: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: size }, (_, index) => make(index))
}

function lines(size: number, make: (index: number) => string): string {
  return times(size, make).join('')
}

const added = (path: string, text: string): Sides => ({ before: {}, after: { [path]: text } })

const changed = (path: string, before: string, after: string): Sides => ({
  before: { [path]: before },
  after: { [path]: after },
})

const splitter = (name: string, targets: readonly string[]) =>
  `- name: ${name}\n  kind: TrafficSplitter\n  apis:\n` +
  targets
    .map((target, at) => `    - name: ${target}\n      weight: ${at === 0 ? 100 : 0}\n`)
    .join('')

export const SHAPES: readonly Shape[] = [
  {
    name: 'APIs, raised',
    most: 5000,
    make: (size) =>
      changed(
        API,
        lines(size, (at) => api(`api-${at}`)),
        lines(size, (at) => api(`api-${at}`, { queue: 1000 })),
      ),
  },
  {
    name: 'APIs, renamed',
    most: 5000,
    make: (size) =>
      changed(
        API,
        lines(size, (at) => api(`api-${at}`, { image: `registry.example.com/app-${at}:1` })),
        lines(size, (at) => api(`new-${at}`, { image: `registry.example.com/app-${at}:1` })),
      ),
  },
  {
    name: 'APIs, renamed, of one image',
    most: 5000,
    make: (size) =>
      changed(
        API,
        lines(size, (at) => api(`api-${at}`)),
        lines(size, (at) => api(`new-${at}`)),
      ),
  },
  {
    name: 'APIs, reversed',
    most: 5000,
    make: (size) => {
      const specs = times(size, (at) => api(`api-${at}`))
      return changed(API, specs.join(''), specs.toReversed().join(''))
    },
  },
  {
    name: 'APIs, added',
    most: 5000,
    make: (size) =>
      added(
        API,
        lines(size, (at) => api(`api-${at}`)),
      ),
  },
  {
    name: 'APIs, removed',
    most: 5000,
    make: (size) =>
      changed(
        API,
        lines(size, (at) => api(`api-${at}`)),
        api('another'),
      ),
  },
  {
    name: 'APIs of one name',
    most: 5000,
    make: (size) =>
      changed(
        API,
        lines(size, () => api('api')),
        lines(size, () => api('api', { queue: 1000 })),
      ),
  },
  {
    name: 'APIs of one endpoint beside a cluster',
    most: 4000,
    make: (size) => ({
      before: { [CLUSTER]: cluster([group('cpu', 4)]) },
      after: {
        [CLUSTER]: cluster([group('cpu', 4)]),
        [API]: lines(size, (at) => `${api(`api-${at}`)}  networking: {endpoint: /all}\n`),
      },
    }),
  },
  {
    name: 'APIs in flow style on one line',
    most: 4000,
    make: (size) =>
      changed(
        API,
        `[${times(size, (at) => flowApi(`api-${at}`, 16)).join(', ')}]\n`,
        `[${times(size, (at) => flowApi(`api-${at}`, 1000)).join(', ')}]\n`,
      ),
  },
  {
    name: 'node groups, lowered',
    most: 8000,
    make: (size) =>
      changed(
        CLUSTER,
        cluster(times(size, (at) => group(`g${at}`, 20))),
        cluster(times(size, (at) => group(`g${at}`, 8))),
      ),
  },
  {
    name: 'node groups, renamed',
    most: 8000,
    make: (size) =>
      changed(
        CLUSTER,
        cluster(times(size, (at) => group(`g${at}`, 20))),
        cluster(times(size, (at) => group(`n${at}`, 20))),
      ),
  },
  {
    name: 'APIs that select node groups',
    most: 2000,
    make: (size) => {
      const groups = cluster(times(size, (at) => group(`g${at}`, 20)))
      const specs = (most: number) =>
        lines(size, (at) => `${api(`api-${at}`)}  node_groups: [g${at}, g0]\n`).replace(
          /16/g,
          String(most),
        )
      return {
        before: { [CLUSTER]: groups, [API]: specs(16) },
        after: { [CLUSTER]: groups.replace(/20/g, '8'), [API]: specs(1000) },
      }
    },
  },
  {
    name: 'duplicate keys',
    most: 50_000,
    make: (size) => added(API, `${api('api')}${lines(size, () => '  kind: RealtimeAPI\n')}`),
  },
  {
    name: 'unknown keys',
    most: 20_000,
    make: (size) => added(API, `${api('api')}${lines(size, (at) => `  autoscalin${at}: 1\n`)}`),
  },
  {
    name: 'containers of a long name',
    most: 6000,
    make: (size) =>
      added(
        API,
        `- name: ${'x'.repeat(size * 66)}\n  kind: RealtimeAPI\n  pod:\n    containers:\n` +
          lines(size, (at) => `      - name: c${at}\n        image: a/b:${at}\n`),
      ),
  },
  {
    name: 'environment variables, changed',
    most: 20_000,
    make: (size) => {
      const text = (value: string) =>
        `${api('api')}        env:\n${lines(size, (at) => `          V${at}: ${value}\n`)}`
      return changed(API, text('one'), text('two'))
    },
  },
  {
    name: 'secrets',
    most: 10_000,
    make: (size) =>
      added(
        API,
        `${api('api')}        env:\n` +
          lines(size, (at) => `          DB_PASSWORD_${at}: aaaaaaaaaaaaaaaaaaaaaZ9x${at}\n`) +
          lines(size, (at) => `          V${at}_PASSWORD: Hq7aaaaaaaaaaaaaaaaaaaaaZ9x${at}\n`),
      ),
  },
  {
    name: 'addresses in allowlists',
    most: 20_000,
    make: (size) =>
      added(
        CLUSTER,
        cluster(
          [group('cpu', 4)],
          `api_load_balancer_cidr_white_list: [${times(size, (at) => `10.${at >> 8}.${at & 255}.0/24`).join(', ')}]\n`,
        ),
      ),
  },
  {
    name: 'deep nesting',
    most: 20_000,
    make: (size) =>
      added(API, `${api('api')}  networking: ${'['.repeat(size)}${']'.repeat(size)}\n`),
  },
  {
    name: 'deep nesting in blocks',
    most: 1000,
    make: (size) =>
      added(API, `${api('api')}  networking:\n${lines(size, (at) => `${' '.repeat(at + 4)}a:\n`)}`),
  },
  {
    name: 'comments',
    most: 100_000,
    make: (size) =>
      changed(
        API,
        api('api') + lines(size, () => '# a comment\n') + api('b'),
        api('api', { queue: 1000 }) +
          lines(size, () => '# a comment\n') +
          api('b', { queue: 1000 }),
      ),
  },
  {
    name: 'comments at the ends of lines',
    most: 4000,
    make: (size) => {
      const text = (queue: number) =>
        lines(size, (at) => api(`api-${at}`, { queue }).replace(/$/gm, ' # why'))
      return changed(API, text(16), text(1000))
    },
  },
  {
    name: 'a long comment',
    most: 900_000,
    make: (size) => added(API, api('api').replace('\n', ` #${' '.repeat(size)}x\n`)),
  },
  {
    name: 'a long comment of a flow list',
    most: 900_000,
    make: (size) =>
      added(API, `${api('api')}  node_groups: [a, #${' #'.repeat(size / 2)}\n    b]\n`),
  },
  {
    name: 'anchors and aliases',
    most: 20_000,
    make: (size) =>
      added(
        API,
        `${api('api')}        env:\n` +
          lines(size, (at) => `          A${at}: &a${at} value\n`) +
          lines(size, (at) => `          B${at}: *a${at}\n`),
      ),
  },
  {
    name: 'merge keys',
    most: 2000,
    make: (size) =>
      added(
        API,
        `- &base\n  name: base\n  kind: RealtimeAPI\n  pod:\n    max_queue_length: 1000\n    containers: [{name: a, image: 'a/b:1'}]\n` +
          lines(size, (at) => `- <<: *base\n  name: api-${at}\n`),
      ),
  },
  {
    name: 'a long plain scalar',
    most: 900_000,
    make: (size) => added(API, api('api', { image: 'x'.repeat(size) })),
  },
  {
    name: 'a long quoted scalar',
    most: 900_000,
    make: (size) => added(API, api('api', { image: `"${'\\\\'.repeat(size / 2)}"` })),
  },
  {
    name: 'a long scalar of many lines',
    most: 200_000,
    make: (size) => added(API, api('api', { image: `"${'x\n         '.repeat(size / 10)}"` })),
  },
  {
    name: 'a long block scalar',
    most: 100_000,
    make: (size) =>
      added(
        API,
        `${api('api')}        env:\n          A: |\n${'            x\n'.repeat(size / 2)}`,
      ),
  },
  {
    name: 'documents',
    most: 50_000,
    make: (size) => added(API, api('api') + lines(size, () => '---\n- a\n')),
  },
  {
    name: 'splitters',
    most: 4000,
    make: (size) => {
      const text = (names: string) =>
        lines(size, (at) => api(`${names}-${at}`) + splitter(`s-${at}`, [`api-${at}`]))
      return changed(API, text('api'), text('new'))
    },
  },
  {
    name: 'targets',
    most: 5000,
    make: (size) => {
      const targets = times(size, (at) => `api-${at}`)
      const text = (names: string) =>
        lines(size, (at) => api(`${names}-${at}`)) + splitter('all', targets)
      return changed(API, text('api'), text('new'))
    },
  },
  {
    name: 'splitters of many targets',
    most: 140,
    make: (size) => {
      const targets = times(size, (at) => `api-${at}`)
      return added(
        API,
        lines(size, (at) => api(`api-${at}`)) + lines(size, (at) => splitter(`s-${at}`, targets)),
      )
    },
  },
  {
    name: 'ignore comments',
    most: 4000,
    make: (size) => {
      const text = (queue: number) =>
        lines(size, (at) =>
          api(`api-${at}`, { queue }).replace(
            '    max_queue',
            '    # cortex-review: ignore[queue-length-raised] fine\n    max_queue',
          ),
        )
      return changed(API, text(16), text(1000))
    },
  },
  {
    name: 'ignore comments in vain',
    most: 10_000,
    make: (size) =>
      added(
        API,
        api('api') + lines(size, () => '# cortex-review: ignore[queue-length-raised] fine\n'),
      ),
  },
  {
    name: 'ignore comments on one key',
    most: 10_000,
    make: (size) =>
      added(
        API,
        lines(size, () => '# cortex-review: ignore-file[image-tag-mutable] fine\n') + api('api'),
      ),
  },
  {
    name: 'API files',
    most: 1000,
    make: (size) => ({
      before: Object.fromEntries(times(size, (at) => [`a${at}/${API}`, api(`api-${at}`)])),
      after: Object.fromEntries(
        times(size, (at) => [`a${at}/${API}`, api(`api-${at}`, { queue: 1000 })]),
      ),
    }),
  },
  {
    name: 'cluster files',
    most: 1000,
    make: (size) => ({
      before: {},
      after: Object.fromEntries(
        times(size, (at) => [`a${at}/${CLUSTER}`, cluster([group('cpu', 4), group('big', 200)])]),
      ),
    }),
  },
  {
    name: 'clusters of one name',
    most: 1000,
    make: (size) => ({
      before: Object.fromEntries(
        times(size, (at) => [`a${at}/${CLUSTER}`, cluster([group('cpu', 20)])]),
      ),
      after: Object.fromEntries(
        times(size, (at) => [`a${at}/${CLUSTER}`, cluster([group('cpu', 8)])]),
      ),
    }),
  },
  {
    name: 'clusters of one name, moved',
    most: 1000,
    make: (size) => ({
      before: Object.fromEntries(
        times(size, (at) => [`a${at}/${CLUSTER}`, cluster([group('cpu', 20)])]),
      ),
      after: Object.fromEntries(
        times(size, (at) => [`b${at}/${CLUSTER}`, cluster([group('cpu', 8)])]),
      ),
    }),
  },
  {
    name: 'files that are not read',
    most: 3000,
    make: (size) => ({
      before: { [API]: api('api') },
      after: { [API]: api('api', { queue: 1000 }) },
      unread: times(size, (at) => `a${at}/${API}`),
    }),
  },
  {
    name: 'a broken file',
    most: 5000,
    make: (size) =>
      changed(
        API,
        lines(size, (at) => api(`api-${at}`)),
        `${lines(size, (at) => api(`api-${at}`))}  : [\n`,
      ),
  },
  {
    name: 'line breaks of other systems',
    most: 5000,
    make: (size) =>
      changed(
        API,
        lines(size, (at) => api(`api-${at}`)).replaceAll('\n', '\r'),
        lines(size, (at) => api(`api-${at}`, { queue: 1000 })).replaceAll('\n', '\r'),
      ),
  },
]
