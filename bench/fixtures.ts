import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A cluster config of the usual length. */
export function clusterText(name: string, scheme = 'internal'): string {
  const groups = ['general', 'memory', 'gpu'].flatMap((group, index) => [
    `  - name: ${group}-spot`,
    `    instance_type: ${['m5.2xlarge', 'r5.2xlarge', 'g4dn.xlarge'][index]}`,
    '    min_instances: 1',
    '    max_instances: 20',
    '    priority: 10',
    '    spot: true',
    '    spot_config:',
    '      on_demand_base_capacity: 2 # keep some',
    `  - name: ${group}-on-demand`,
    `    instance_type: ${['m5.2xlarge', 'r5.2xlarge', 'g4dn.xlarge'][index]}`,
    '    min_instances: 0',
    '    max_instances: 10',
  ])
  return [
    `# The cluster ${name}.`,
    `cluster_name: ${name}`,
    'region: eu-west-1',
    'subnet_visibility: private',
    'nat_gateway: highly_available',
    `api_load_balancer_scheme: ${scheme}`,
    'operator_load_balancer_scheme: internal',
    'prometheus_instance_type: m5.large',
    'node_groups:',
    ...groups,
    'tags:',
    '  team: recommendations',
    '',
  ].join('\n')
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

/** YAML that is not Cortex's, of four kinds. */
export function otherText(index: number): string {
  const name = `service-${index}`
  const kinds = [
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  replicas: 3\n  selector:\n    matchLabels:\n      app: ${name}\n  template:\n    metadata:\n      labels:\n        app: ${name}\n    spec:\n      containers:\n        - name: main\n          image: nginx:1.25\n          ports:\n            - containerPort: 80\n          resources:\n            requests:\n              cpu: 100m\n              memory: 128Mi\n`,
    `services:\n  ${name}:\n    image: postgres:16\n    ports:\n      - '5432:5432'\n    environment:\n      POSTGRES_DB: app\n    volumes:\n      - data:/var/lib/postgresql/data\nvolumes:\n  data: {}\n`,
    `- hosts: all\n  become: true\n  tasks:\n    - name: Install ${name}\n      ansible.builtin.apt:\n        name: ${name}\n        state: present\n    - name: Start it\n      ansible.builtin.service:\n        name: ${name}\n        state: started\n`,
    `name: ${name}\non:\n  push:\n    branches: [main]\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: make ${name}\n`,
  ]
  return kinds[index % kinds.length] ?? ''
}

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
