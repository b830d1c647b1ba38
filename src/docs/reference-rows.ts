/** A risk that a change of Cortex files can bring, or a fact behind one. */
export interface ReferenceRow {
  /** In a few words; Markdown. */
  readonly about: string
  /** Where else than in findings it is said, e.g. in a table of the summary. */
  readonly elsewhere?: string
  /** Why no rule says it. */
  readonly leftOut?: string
  /** What of it is left out although a rule judges it, and why. */
  readonly except?: string
}

export interface ReferenceFamily {
  /** What the labels begin with. */
  readonly prefix: string
  readonly title: string
  /** Numbered from 1. */
  readonly rows: readonly ReferenceRow[]
}

const COST = 'The table of costs and capacity in the summary.'
const COST_ONLY = `${COST} Acceptable cost is a team decision.`
const PLAN = 'The plan of `cortex cluster configure` in the summary.'
const ROLLOUT = 'The plan of `cortex deploy` in the summary.'

/** Every risk that was considered; the rules that report each stand beside the tests. */
export const REFERENCE: readonly ReferenceFamily[] = [
  {
    prefix: 'P',
    title: 'Production guide',
    rows: [
      { about: 'Cluster images come from ECR in the region of the cluster' },
      { about: 'API images come from ECR in the region of the cluster' },
      {
        about: 'Route 53 in front of the cluster for migrations',
        except:
          'Not visible in the files; findings about changes that require a new cluster mention it.',
      },
      { about: 'Nodes on private subnets' },
      { about: 'One NAT gateway per zone for large clusters' },
      { about: 'An internal API load balancer' },
      { about: 'An allowlist for the API load balancer' },
      { about: 'An internal operator load balancer' },
      { about: 'An allowlist for the operator load balancer' },
      { about: 'On-demand fallback for every spot group' },
      { about: 'Spot groups preferred over on-demand groups' },
      { about: 'A larger Prometheus for hundreds of nodes or pods' },
      { about: 'Readiness probes that check the server' },
      { about: '`max_concurrency` equal to the workers of the server' },
      { about: 'Short queues' },
      { about: 'Requests for CPU and memory' },
      { about: 'Autoscaling tuned to the API' },
      { about: 'Load balancer type cannot be changed later' },
    ],
  },
  {
    prefix: 'NET-',
    title: 'Exposure and network',
    rows: [
      { about: 'The API load balancer becomes internet-facing' },
      { about: 'The operator load balancer becomes internet-facing' },
      { about: 'API allowlist widened' },
      { about: 'Operator allowlist widened' },
      { about: 'Nodes moved to public subnets' },
      { about: 'NAT gateway of private nodes removed' },
      { about: 'Single NAT gateway instead of one per zone' },
      { about: 'Allowlist narrowed' },
      { about: 'Type of the API load balancer changed' },
      { about: 'TLS certificate removed' },
      { about: 'TLS certificate replaced' },
      { about: 'Allowlist longer than the quota of security group rules' },
      { about: 'Allowlist that is empty, malformed, or allows no address' },
      { about: 'Subnets, zones, or the VPC CIDR block changed' },
      { about: 'Additional IAM permissions for the nodes' },
      { about: 'Default S3 policy restored or lost' },
    ],
  },
  {
    prefix: 'CAP-',
    title: 'Node groups and fallback',
    rows: [
      { about: 'On-demand fallback of a spot group removed' },
      { about: 'On-demand group changed to spot' },
      { about: 'On-demand group smaller than the spot groups it backs' },
      { about: 'On-demand group ranks above the spot group' },
      { about: 'Instance type of the on-demand group too small' },
      { about: 'API narrowed to spot groups' },
      { about: 'Pod fits the spot group but not its on-demand fallback' },
      { about: '`on_demand_backup` turned off (0.30 and before)' },
      { about: 'Mixed group loses its on-demand share' },
      {
        about: 'Spot capacity is harder to get',
        except: 'A higher maximum price alone is not reported.',
      },
      {
        about: 'Node groups cannot hold the minimum replicas of the APIs',
        except: 'Totals are compared, not bin packing: APIs that barely fit are assumed to fit.',
      },
      { about: '`max_instances` lowered' },
      { about: '`min_instances` lowered to 0 or raised sharply', elsewhere: `${PLAN} ${COST}` },
      { about: 'Node group renamed' },
      { about: 'Node group removed while an API selects it' },
      { about: 'Immutable node group setting changed' },
      { about: 'Smaller EBS volume' },
      { about: 'EBS volume type that cannot boot an instance' },
      { about: 'ARM and x86 mixed, or ARM without an image for it' },
      { about: 'Node group names with a common prefix or suffix' },
      { about: 'GPU groups that scale up for CPU-only APIs' },
      {
        about: 'Instance type not offered in a zone or region',
        except: 'Zones are not in the files.',
      },
      { about: 'Prometheus with less memory' },
      {
        about: 'More node groups than the quota or Cortex allows',
        except: 'Groups removed in the same change are not counted.',
      },
      { about: 'Higher cost of the cluster', elsewhere: COST_ONLY },
    ],
  },
  {
    prefix: 'CLU-',
    title: 'Cluster identity and system',
    rows: [
      { about: 'Name or region changed' },
      { about: 'Tags changed' },
      { about: 'Images changed' },
      { about: 'Images from other registries or regions, or not pinned' },
      { about: 'Image name that a shell would run' },
      { about: 'Keys that only Cortex can set' },
      { about: 'Rejected change together with one that would be applied', elsewhere: PLAN },
      { about: 'Cortex version changed' },
      { about: '`telemetry` changed' },
    ],
  },
  {
    prefix: 'API-',
    title: 'APIs',
    rows: [
      { about: 'Kind changed' },
      { about: 'Endpoint changed' },
      { about: 'API removed from the config' },
      { about: 'API renamed' },
      { about: 'API removed while a traffic splitter targets it' },
      { about: 'Queue lengthened' },
      { about: 'Queue shortened' },
      { about: '`max_concurrency` changed, `target_in_flight` unchanged' },
      { about: 'Concurrency raised for the same container' },
      { about: 'Readiness probe removed or moved to another port' },
      { about: 'Liveness probe removed' },
      { about: 'Liveness probe that is too strict or rejected' },
      { about: '`pre_stop` hook removed or too long' },
      { about: '`min_replicas` lowered' },
      {
        about: '`max_replicas` lowered',
        except: 'A limit that was only the default of 100 counts as none.',
      },
      { about: '`max_replicas` above the capacity of the node groups' },
      { about: 'Slower scale-up' },
      { about: 'Faster scale-down', except: 'Small changes are treated as tuning.' },
      { about: 'CPU or memory request lowered' },
      { about: 'GPU or Inferentia request removed' },
      { about: 'Pod that does not fit on any node' },
      { about: 'Shared memory removed, above `mem`, or requested twice' },
      { about: 'Image moved from ECR to a public registry' },
      { about: 'Mutable image tag' },
      {
        about: 'Image in another region or account',
        except: 'Few configs tell the account.',
      },
      { about: 'Rolling update without ready replicas', elsewhere: ROLLOUT },
      { about: 'Rolling update with surge and unavailable both zero' },
      { about: 'Fewer or unknown node groups selected' },
      { about: 'Large share of traffic shifted at once' },
      { about: 'Traffic routed to an API that is not ready yet' },
      { about: 'Shadow promoted to live traffic, or the reverse' },
      { about: 'Traffic splitter removed from the config' },
      { about: 'Port changed for the same container' },
      { about: 'Secrets in `env`' },
      {
        about: 'Every deploy replaces the pods of AsyncAPIs',
        elsewhere: ROLLOUT,
        except: 'The table shows it for each deploy; a finding would repeat it every time.',
      },
      { about: 'Job without a command' },
    ],
  },
  {
    prefix: 'TRAP-',
    title: 'Accepted by Cortex but broken at runtime',
    rows: [
      { about: 'Two containers of a pod set `shm`' },
      { about: 'Job with an empty `command`' },
      { about: 'Numbers that are not finite' },
      { about: 'Job with a container named `kubexit`' },
      { about: 'Probes and variable names that Kubernetes rejects' },
      { about: 'Probe on a port other than `pod.port`' },
      { about: 'Images for another architecture than the nodes have' },
    ],
  },
  {
    prefix: 'YAML-',
    title: 'How Cortex parses YAML',
    rows: [
      { about: '`yes`, `on`, `y`, and similar are booleans, also as keys' },
      { about: 'A name or an image that is a boolean' },
      { about: 'Octal, hexadecimal, and binary numbers' },
      { about: '`08`, `1e3`, and `1.0` are decimal numbers' },
      {
        about: '`12:30` is a string',
        leftOut: 'It is read as it looks. The parser of the review does the same.',
      },
      {
        about: 'Dates are strings',
        leftOut: 'They are read as they look. The parser of the review does the same.',
      },
      { about: 'The last of several equal keys applies' },
      { about: 'Only the first document of a file is read' },
      {
        about: 'Anchors, aliases, and merge keys work',
        leftOut: 'They work as they look; rules check the result.',
      },
      { about: 'A merge key overrides the keys before it' },
      { about: 'An unquoted `@name` becomes a reference' },
      { about: '`{{ x }}` without quotes' },
      { about: 'Tabs, and values that begin with `%` or a backtick' },
      {
        about: 'CRLF, byte order marks, and JSON are accepted',
        leftOut: 'They are valid; suggestions keep them as they are.',
      },
      { about: '`a:1` is a string, not a key' },
      { about: 'Aliases that multiply' },
    ],
  },
  {
    prefix: 'FACT-',
    title: 'Common misconceptions',
    rows: [
      { about: 'An empty allowlist is rejected; no key allows every address' },
      { about: '`iam_policy_arns: null` means no policy; no key means S3 access' },
      { about: 'Requests without `cpu` or `mem`' },
      { about: 'The queue is per replica, in addition to the concurrency' },
      { about: 'Spot groups have no on-demand share by default' },
      { about: 'Removing an API from the file does not delete it', elsewhere: PLAN },
      { about: 'A change of `autoscaling` alone restarts only AsyncAPIs', elsewhere: ROLLOUT },
      { about: 'Running clusters accept new priorities, not new spot settings or tags' },
      {
        about: 'A group with `max_instances: 0` is disabled',
        leftOut: 'It is no risk; rules about spot, GPUs, and priorities skip disabled groups.',
      },
      { about: 'Writing out the default `vpc_cidr` is a change' },
    ],
  },
]
