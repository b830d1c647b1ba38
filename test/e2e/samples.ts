/** A cluster and an API with nothing to report. */
export const CLUSTER = `# The cluster of the shop
cluster_name: prod
region: us-east-1
availability_zones: [us-east-1a, us-east-1b]

operator_load_balancer_scheme: internal # only through the VPN
api_load_balancer_scheme: internal
subnet_visibility: private
nat_gateway: single

node_groups:
  - name: cpu
    instance_type: m5.large
    min_instances: 1
    max_instances: 10
  - name: cpu-spot
    instance_type: m5.large
    min_instances: 0
    max_instances: 10
    spot: true
`

export const API = `- name: recommend
  kind: RealtimeAPI
  pod:
    port: 8080
    max_concurrency: 10
    max_queue_length: 20
    containers:
      - name: api
        image: quay.io/acme/recommend:1.4.2
        readiness_probe:
          http_get:
            path: /ready
            port: 8080
        compute:
          cpu: 1
          mem: 2Gi
  autoscaling:
    min_replicas: 2
    max_replicas: 10
    target_in_flight: 10
  update_strategy:
    max_surge: 25%
`

/** The operator becomes public, and the on-demand group goes. */
export const RISKY_CLUSTER = CLUSTER.replace('internal # only', 'internet-facing # only').replace(
  `  - name: cpu
    instance_type: m5.large
    min_instances: 1
    max_instances: 10
`,
  '',
)

/** The queue grows a hundredfold, and the readiness probe goes. */
export const RISKY_API = API.replace('max_queue_length: 20', 'max_queue_length: 2000').replace(
  `        readiness_probe:
          http_get:
            path: /ready
            port: 8080
`,
  '',
)

/** A cluster and an API in the root of a repository, before and after. */
export const ROOT_BASE = { 'cluster.yaml': CLUSTER, 'cortex.yaml': API }
export const ROOT_RISKY = { 'cluster.yaml': RISKY_CLUSTER, 'cortex.yaml': RISKY_API }

export const RISKY_RULES = [
  'on-demand-fallback-removed',
  'operator-load-balancer-public',
  'queue-length-raised',
  'readiness-probe-removed',
]
