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
const PLAN = 'The plan of `cortex cluster configure` in the summary.'
const ROLLOUT = 'The plan of `cortex deploy` in the summary.'

/** Every risk that was weighed when the rules were written; the rules that judge each stand beside the tests. */
export const REFERENCE: readonly ReferenceFamily[] = [
  {
    prefix: 'P',
    title: 'Advice for production',
    rows: [
      { about: 'Cluster images come from ECR in the region of the cluster' },
      { about: 'API images come from ECR in the region of the cluster' },
      {
        about: 'Route 53 in front, so that a new cluster can take over',
        except: 'No file says it; findings about changes that need a new cluster remind of it.',
      },
      { about: 'Nodes on private subnets' },
      { about: 'One NAT gateway per zone for large clusters' },
      { about: 'An internal API load balancer' },
      { about: 'A white list for the API load balancer' },
      { about: 'An internal operator load balancer' },
      { about: 'A white list for the operator load balancer' },
      { about: 'An on-demand group behind every spot group' },
      { about: 'Spot groups before on-demand groups' },
      { about: 'A larger Prometheus for hundreds of nodes or pods' },
      { about: 'Readiness probes that ask the application' },
      { about: '`max_concurrency` as many as the server has workers' },
      { about: 'Short queues' },
      { about: 'Requests for CPU and memory' },
      { about: 'An autoscaler tuned to the API' },
      { about: 'The type of the API load balancer is for good' },
    ],
  },
  {
    prefix: 'NET-',
    title: 'Exposure and network',
    rows: [
      { about: 'The API load balancer becomes internet-facing' },
      { about: 'The operator load balancer becomes internet-facing' },
      { about: 'The API white list admits more addresses' },
      { about: 'The operator white list admits more addresses' },
      { about: 'Nodes move to public subnets' },
      { about: 'Private nodes lose their NAT gateway' },
      { about: 'One NAT gateway in place of one per zone' },
      { about: 'A white list admits fewer addresses' },
      { about: 'Another type of API load balancer' },
      { about: 'The certificate goes' },
      { about: 'The certificate is another one' },
      { about: 'A white list that is longer than the quota of rules allows' },
      { about: 'A white list that is empty, malformed or admits nobody' },
      { about: 'Other subnets, zones or another VPC block' },
      { about: 'Policies that let the nodes do more' },
      { about: 'The default S3 policy comes back or is lost' },
    ],
  },
  {
    prefix: 'CAP-',
    title: 'Node groups and fallback',
    rows: [
      { about: 'The on-demand group behind a spot group is removed' },
      { about: 'The on-demand group turns to spot' },
      { about: 'The on-demand group shrinks below what it backs' },
      { about: 'The on-demand group comes before the spot group' },
      { about: 'The on-demand group gets a type that is too small' },
      { about: 'An API is narrowed to spot groups' },
      { about: 'A pod fits the spot group but not the group behind it' },
      { about: '`on_demand_backup` is switched off (0.30 and before)' },
      { about: 'A mixed group loses its on-demand share' },
      {
        about: 'Spot instances become harder to get',
        except: 'A higher price alone is not worth a word.',
      },
      {
        about: 'The groups cannot hold the replicas that the APIs keep',
        except:
          'Amounts are compared, not how pods are packed: APIs that would only just fit together are taken to fit.',
      },
      { about: '`max_instances` goes down' },
      { about: '`min_instances` goes to 0, or up by a lot', elsewhere: `${PLAN} ${COST}` },
      { about: 'A node group gets another name' },
      { about: 'A node group goes that an API asks for' },
      { about: 'A setting of a group that cannot change' },
      { about: 'A smaller disk' },
      { about: 'A disk from which instances cannot start' },
      { about: 'ARM and x86 mixed, or ARM where there is no image for it' },
      { about: 'Names of groups that begin or end alike' },
      { about: 'GPU groups that grow for APIs without GPUs' },
      {
        about: 'A type that a zone or the region does not offer',
        except: 'No file says which zones offer a type; one that the region lacks is refused.',
      },
      { about: 'Prometheus gets less memory' },
      {
        about: 'More groups than quota or Cortex allow',
        except: 'Groups that go in the same change are not counted.',
      },
      {
        about: 'The cluster may cost more',
        elsewhere: `${COST} A finding would only repeat it: how much is too much, the team knows.`,
      },
    ],
  },
  {
    prefix: 'CLU-',
    title: 'Identity and system of a cluster',
    rows: [
      { about: 'Another name or region' },
      { about: 'Other tags' },
      { about: 'Other images' },
      { about: 'Images from elsewhere, unpinned, or in the wrong place' },
      { about: 'An image name that a shell would run' },
      { about: 'Keys that only Cortex may set' },
      { about: 'A refused change beside one that would be applied', elsewhere: PLAN },
      { about: 'Another version of Cortex' },
      { about: '`telemetry` changes' },
    ],
  },
  {
    prefix: 'API-',
    title: 'APIs',
    rows: [
      { about: 'Another kind' },
      { about: 'Another endpoint' },
      { about: 'An API goes from the file' },
      { about: 'An API gets another name' },
      { about: 'An API goes that a traffic splitter lists' },
      { about: 'A longer queue' },
      { about: 'A shorter queue' },
      { about: '`max_concurrency` changes and `target_in_flight` does not' },
      { about: 'Much more concurrency for the same container' },
      { about: 'The readiness probe goes, or asks another port' },
      { about: 'The liveness probe goes' },
      { about: 'A liveness probe that is too strict or refused' },
      { about: 'The `pre_stop` hook goes, or takes too long' },
      { about: '`min_replicas` goes down' },
      {
        about: '`max_replicas` goes down',
        except: 'A limit that was only the default of 100 counts as none.',
      },
      { about: '`max_replicas` beyond what the groups can hold' },
      { about: 'The autoscaler reacts later' },
      { about: 'The autoscaler shrinks faster', except: 'Small changes are taken for tuning.' },
      { about: 'Smaller requests for CPU or memory' },
      { about: 'No GPU or Inferentia chip any more' },
      { about: 'A pod that fits no group' },
      { about: 'Shared memory: gone, more than `mem`, or asked for twice' },
      { about: 'An image from a public registry in place of ECR' },
      { about: 'An image tag that moves' },
      {
        about: 'An image of another region or account',
        except:
          'The account of a cluster is known only from a policy or certificate that it names.',
      },
      { about: 'A rollout that leaves no replica ready', elsewhere: ROLLOUT },
      { about: 'A rollout that can neither add nor remove' },
      { about: 'Fewer or unknown node groups' },
      { about: 'A splitter moves many requests at once' },
      { about: 'A splitter sends requests to an API that is not up yet' },
      { about: 'A shadow serves users, or the reverse' },
      { about: 'A traffic splitter goes from the file' },
      { about: 'Another port for the same container' },
      { about: 'Secrets in `env`' },
      {
        about: 'Pods of AsyncAPIs are replaced by every deploy',
        elsewhere: ROLLOUT,
        except: 'The table says it of each deploy; a finding would say it every time.',
      },
      { about: 'A job without a command' },
    ],
  },
  {
    prefix: 'TRAP-',
    title: 'Accepted by Cortex, broken later',
    rows: [
      { about: 'Two containers of a pod with `shm`' },
      { about: 'A job whose `command` is an empty list' },
      { about: 'Numbers that are not finite' },
      { about: 'A container called `kubexit` in a job' },
      { about: 'Probes and names of variables that Kubernetes refuses' },
      { about: 'A probe of another port than `pod.port`' },
      { about: 'Images for another architecture than the nodes have' },
    ],
  },
  {
    prefix: 'YAML-',
    title: 'How Cortex reads YAML',
    rows: [
      { about: '`yes`, `on`, `y` and the like are booleans, also as keys' },
      { about: 'A name or an image that is a boolean' },
      { about: 'Octal, hexadecimal and binary numbers' },
      { about: '`08`, `1e3` and `1.0` are decimal numbers' },
      {
        about: '`12:30` is text',
        leftOut: 'It is read as it looks. The parser of the review does the same.',
      },
      {
        about: 'Dates are text',
        leftOut: 'They are read as they look. The parser of the review does the same.',
      },
      { about: 'The last of several equal keys counts' },
      { about: 'Only the first document of a file counts' },
      {
        about: 'Anchors, aliases and merge keys work',
        leftOut: 'They do what they look like; rules judge what comes of them.',
      },
      { about: 'A merge key overrides the keys before it' },
      { about: 'An unquoted `@name` becomes a reference' },
      { about: '`{{ x }}` without quotes' },
      { about: 'Tabs, and values that begin with `%` or a backtick' },
      {
        about: 'CRLF, byte order marks and JSON are fine',
        leftOut: 'There is nothing wrong with them; suggestions keep them as they are.',
      },
      { about: '`a:1` is one text and no key' },
      { about: 'Aliases that multiply' },
    ],
  },
  {
    prefix: 'FACT-',
    title: 'Often guessed wrong',
    rows: [
      { about: 'An empty white list is refused; no list means everybody' },
      { about: '`iam_policy_arns: null` means none; no key means S3' },
      { about: 'What is requested without `cpu` or `mem`' },
      { about: 'The queue is per replica, and on top of the concurrency' },
      { about: 'A spot group has no on-demand share by default' },
      { about: 'An API stays when it goes from the file, a node group does not', elsewhere: PLAN },
      {
        about: 'A change of `autoscaling` alone restarts AsyncAPIs and no others',
        elsewhere: ROLLOUT,
      },
      { about: 'What a running cluster takes: priorities yes, spot settings and tags no' },
      {
        about: 'A group with `max_instances: 0` is parked, which is fine',
        leftOut: 'It is no risk; rules about spot, GPUs and priorities leave parked groups alone.',
      },
      { about: 'To write the default `vpc_cidr` is a change' },
    ],
  },
]
