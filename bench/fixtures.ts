import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const GROUPS = [
  ['general', 'm5.2xlarge'],
  ['memory', 'r5.2xlarge'],
  ['compute', 'c5.4xlarge'],
  ['gpu', 'g4dn.xlarge'],
] as const

/** A cluster config of 2.5 KB, which is usual in the field. */
export function clusterText(name: string, scheme = 'internal'): string {
  const groups = GROUPS.flatMap(([group, type]) => [
    `  # What the ${group} models run on; spot first, on-demand if there is none.`,
    `  - name: ${group}-spot`,
    `    instance_type: ${type}`,
    '    min_instances: 1',
    '    max_instances: 20',
    '    priority: 10',
    '    instance_volume_size: 100 # GB',
    '    spot: true',
    '    spot_config:',
    '      on_demand_base_capacity: 2 # keep some',
    `  - name: ${group}-on-demand`,
    `    instance_type: ${type}`,
    '    min_instances: 0',
    '    max_instances: 20',
    '    priority: 1',
    '    instance_volume_size: 100 # GB',
    '',
  ])
  return [
    `# The cluster ${name}. Ask the platform team before changing it.`,
    '',
    `cluster_name: ${name}`,
    'region: eu-west-1',
    'availability_zones: [eu-west-1a, eu-west-1b, eu-west-1c]',
    '',
    '# Nodes have no addresses of their own; the company reaches the balancers through its VPN.',
    'subnet_visibility: private',
    'nat_gateway: highly_available',
    `api_load_balancer_scheme: ${scheme}`,
    'operator_load_balancer_scheme: internal',
    '',
    '# Large enough for all replicas.',
    'prometheus_instance_type: m5.large',
    '',
    'node_groups:',
    ...groups,
    'tags:',
    '  team: recommendations',
    '  cost-center: "1234"',
    '',
  ].join('\n')
}

/** The same with three findings, two of them with a fix. */
export function riskyClusterText(name: string): string {
  return clusterText(name, 'internet-facing')
    .replace(
      'operator_load_balancer_scheme: internal',
      'operator_load_balancer_scheme: internet-facing',
    )
    .replace('nat_gateway: highly_available', 'nat_gateway: single')
}

/** An API spec with two APIs. */
export function apiText(name: string): string {
  const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
  const api = (suffix: string) => [
    `- name: ${name}-${suffix}`,
    '  kind: RealtimeAPI',
    '  pod:',
    '    port: 8080',
    '    max_concurrency: 8',
    '    max_queue_length: 16',
    '    containers:',
    '      - name: model',
    `        image: ${image}/${name}:2.14.0`,
    '        env:',
    '          LOG_LEVEL: info # not debug',
    '        readiness_probe:',
    '          http_get:',
    '            path: /healthz',
    '            port: 8080',
    '        compute:',
    '          cpu: 2',
    '          mem: 6Gi',
    '  autoscaling:',
    '    min_replicas: 4',
    '    max_replicas: 40',
    '    target_in_flight: 6',
  ]
  return [...api('main'), '', ...api('canary'), ''].join('\n')
}

/** How often the body of a file is repeated: mean size 2.1 KB, median 0.8 KB, as in the field. */
const REPETITIONS = [1, 1, 2, 2, 2, 3, 5, 9, 18, 28] as const

/** YAML that is not Cortex's, of four kinds. */
export function otherText(index: number): string {
  const { head, body } = KINDS[index % KINDS.length] ?? { head: '', body: () => '' }
  const count = REPETITIONS[(index >> 2) % REPETITIONS.length] ?? 1
  const names = Array.from({ length: count }, (_, at) => `service-${index}-${at}`)
  return head + names.map(body).join('')
}

interface Kind {
  readonly head: string
  readonly body: (name: string) => string
}

const KINDS: readonly Kind[] = [
  {
    head: '',
    body: (name) => `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 3
  selector:
    matchLabels:
      app: ${name}
  template:
    spec:
      containers:
        - name: main
          image: nginx:1.25
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
`,
  },
  {
    head: 'services:\n',
    body: (name) => `  ${name}:
    image: postgres:16
    restart: unless-stopped
    ports:
      - '5432:5432'
    environment:
      POSTGRES_DB: ${name}
      POSTGRES_USER: app
    volumes:
      - data:/var/lib/postgresql/data
    healthcheck:
      test: [CMD, pg_isready]
      interval: 10s
`,
  },
  {
    head: '- hosts: all\n  become: true\n  tasks:\n',
    body: (name) => `    - name: Install ${name}
      ansible.builtin.apt:
        name: ${name}
        state: present
    - name: Configure ${name}
      ansible.builtin.template:
        src: ${name}.conf.j2
        dest: /etc/${name}.conf
      notify: Restart ${name}
`,
  },
  {
    head: 'name: Build\non:\n  push:\n    branches: [main]\njobs:\n',
    body: (name) => `  ${name}:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm ci
      - run: make ${name}
`,
  },
]

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Makes a folder a repository, or adds a commit to it. */
export function commitAll(folder: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync('git', [...SETTINGS, ...args], {
      cwd: folder,
      stdio: 'pipe',
    })
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message=A commit')
  git('gc', '--quiet')
}

const SETTINGS = [
  '-c',
  'user.name=Bench',
  '-c',
  'user.email=bench@example.com',
  '-c',
  'gc.auto=0',
] as const
