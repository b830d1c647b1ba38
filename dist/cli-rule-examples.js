var s=Object.defineProperty;var o=Object.getOwnPropertyDescriptor;var c=Object.getOwnPropertyNames;var m=Object.prototype.hasOwnProperty;var l=(e,n)=>{for(var i in n)s(e,i,{get:n[i],enumerable:!0})},p=(e,n,i,t)=>{if(n&&typeof n=="object"||typeof n=="function")for(let a of c(n))!m.call(e,a)&&a!==i&&s(e,a,{get:()=>n[a],enumerable:!(t=o(n,a))||t.enumerable});return e};var u=e=>p(s({},"__esModule",{value:!0}),e);var d={};l(d,{default:()=>r});module.exports=u(d);var f=require("./shared-1.js"),r={"api-endpoint-changed":"## Example\n\nThe endpoint is another one:\n\n```diff\n       - name: api\n         image: iris-classifier:1.4.2\n   networking:\n-    endpoint: /iris\n+    endpoint: /v2/iris # tidy\n```\n\n> \u26D4 `endpoint` changed from `/iris` to `/v2/iris` on API `iris-classifier`: requests to `/iris` return 404 as soon as this is deployed.\n\n## Suggested fix\n\nRestore `endpoint: /iris`. This fix is safe: it keeps or restores the previous behavior.\n\n```diff\n       - name: api\n         image: iris-classifier:1.4.2\n   networking:\n-    endpoint: /v2/iris # tidy\n+    endpoint: /iris\n```","api-kind-changed":`## Example

A Realtime API becomes an Async API:

\`\`\`diff
 - name: iris-classifier
-  kind: RealtimeAPI
+  kind: AsyncAPI # slow
   pod:
     containers:
       - name: api
\`\`\`

> \u26D4 \`kind\` changed from \`RealtimeAPI\` to \`AsyncAPI\` on API \`iris-classifier\`: Cortex rejects the update, because a deployed API cannot change its kind.

## Suggested fix

Restore \`kind: RealtimeAPI\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 - name: iris-classifier
-  kind: AsyncAPI # slow
+  kind: RealtimeAPI
   pod:
     containers:
       - name: api
\`\`\``,"api-load-balancer-public":`## Example

The scheme goes from internal to internet-facing:

\`\`\`diff
     max_instances: 10
 
 subnet_visibility: private
-api_load_balancer_scheme: internal # called from the VPC only
+api_load_balancer_scheme: internet-facing # called from the VPC only
\`\`\`

> \u26D4 \`api_load_balancer_scheme\` changed to \`internet-facing\` on cluster \`prod\`: its APIs become reachable from the internet; \`cortex cluster configure\` rejects this change on a running cluster.

## Suggested fix

Restore \`api_load_balancer_scheme: internal\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
     max_instances: 10
 
 subnet_visibility: private
-api_load_balancer_scheme: internet-facing # called from the VPC only
+api_load_balancer_scheme: internal # called from the VPC only
\`\`\``,"api-name-repeated":`## Example

A new file has the name of another one:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: cpu
    instance_type: m5.large
\`\`\`

\`iris/cortex.yaml\`:

\`\`\`yaml
- name: iris
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: iris:1.4.2
        compute: {cpu: 1, mem: 2Gi}
\`\`\`

\`next/cortex.yaml\`:

\`\`\`yaml
- name: iris
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: iris:1.4.2
        compute: {cpu: 1, mem: 2Gi}
  networking:
    endpoint: /next
\`\`\`

> \u26A0\uFE0F API \`iris\` is defined in both \`iris/cortex.yaml\` and \`next/cortex.yaml\`: the file that is deployed last replaces the API of the other.

No automatic fix is available.`,"api-removed":`## Example

An API is taken out:

\`\`\`diff
     containers:
       - name: api
         image: iris-classifier:1.4.2
-- name: translator
-  kind: RealtimeAPI
-  pod:
-    containers:
-      - name: api
-        image: translator:1.4.2
\`\`\`

> \u26A0\uFE0F API \`translator\` removed from the config but still deployed: \`cortex deploy\` never deletes APIs, so run \`cortex delete translator\`.

No automatic fix is available.`,"api-renamed":`## Example

The same image under another name:

\`\`\`diff
-- name: iris-classifier
+- name: iris
   kind: RealtimeAPI
   pod:
     containers:
\`\`\`

> \u26D4 API \`iris-classifier\` renamed to \`iris\`: Cortex deploys a new API, and clients keep calling the old one, which stays deployed.

## Suggested fix

Restore \`name: iris-classifier\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
-- name: iris
+- name: iris-classifier
   kind: RealtimeAPI
   pod:
     containers:
\`\`\``,"api-white-list-narrowed":`## Example

An office is no longer listed:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-api_load_balancer_cidr_white_list: [203.0.113.0/24, 198.51.100.0/24]
+api_load_balancer_cidr_white_list: [203.0.113.0/24]
\`\`\`

> \u2139\uFE0F \`api_load_balancer_cidr_white_list\` narrowed on cluster \`prod\`: clients in \`198.51.100.0/24\` can no longer reach any API.

No automatic fix is available.`,"api-white-list-widened":`## Example

One more line opens the APIs to everybody:

\`\`\`diff
 api_load_balancer_cidr_white_list:
   - 198.51.100.0/24 # office
   - 203.0.113.7/32 # partner
+  - 0.0.0.0/0
 
 node_groups:
   - name: cpu
\`\`\`

> \u26D4 \`api_load_balancer_cidr_white_list\` widened on cluster \`prod\`: it now allows \`0.0.0.0/0\`, which makes the APIs publicly accessible.

## Suggested fix

Restore the previous \`api_load_balancer_cidr_white_list\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 api_load_balancer_cidr_white_list:
   - 198.51.100.0/24 # office
   - 203.0.113.7/32 # partner
-  - 0.0.0.0/0
 
 node_groups:
   - name: cpu
\`\`\``,"architecture-unsupported":`## Example

Prometheus on Graviton:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
+prometheus_instance_type: m6g.large
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u26D4 \`prometheus_instance_type\` of cluster \`prod\` is ARM (\`m6g.large\`): the Prometheus image is built for x86 only and cannot start.

No automatic fix is available.`,"architectures-mixed":`## Example

An ARM group comes, and an API names no groups:

\`cluster.yaml\`:

\`\`\`diff
     instance_type: m5.large
     min_instances: 1
     max_instances: 4
+  - name: arm
+    instance_type: m6g.large
+    min_instances: 1
+    max_instances: 4
\`\`\`

\`cortex.yaml\`:

\`\`\`yaml
- name: translator
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: translator:1.4.2
        readiness_probe:
          http_get: {path: /ready, port: 8080}
\`\`\`

> \u26A0\uFE0F Node group \`arm\` has ARM nodes, and other groups of cluster \`shop\` have x86 nodes: without \`node_groups\`, API \`translator\` can be scheduled on either.

No automatic fix is available.`,"autoscaling-ineffective":`## Example

More in flight than a replica works on:

\`\`\`yaml
- name: translator
  kind: RealtimeAPI
  pod:
    max_concurrency: 4
    containers:
      - name: api
        image: translator:2.0
  autoscaling:
    target_in_flight: 10
\`\`\`

> \u2139\uFE0F \`target_in_flight\` is \`10\` but \`max_concurrency\` is 4 on API \`translator\`: each replica runs with queued requests before another is added.

No automatic fix is available.`,"certificate-region-mismatched":"## Example\n\nThe region of a copied file is changed, the certificate is not:\n\n```diff\n cluster_name: prod\n-region: us-west-2\n+region: us-east-1\n ssl_certificate_arn: arn:aws:acm:us-west-2:123456789012:certificate/8f1c2f63-0d36-4f2e-9a44-2f6d1f1f0c11\n```\n\n> \u26D4 `ssl_certificate_arn` of cluster `prod` is in `us-west-2`: the cluster is in `us-east-1`, so Cortex does not find the certificate and rejects the config.\n\nNo automatic fix is available.","certificate-removed":`## Example

The key is deleted:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-ssl_certificate_arn: arn:aws:acm:us-west-2:123456789012:certificate/8f1c2f63-0d36-4f2e-9a44-2f6d1f1f0c11 # *.example.com
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u26D4 \`ssl_certificate_arn\` removed from cluster \`prod\`: HTTPS clients get a self-signed certificate for \`localhost\` and cannot verify it.

## Suggested fix

Restore \`ssl_certificate_arn\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
+ssl_certificate_arn: arn:aws:acm:us-west-2:123456789012:certificate/8f1c2f63-0d36-4f2e-9a44-2f6d1f1f0c11 # *.example.com
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\``,"certificate-replaced":`## Example

A new certificate:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-ssl_certificate_arn: arn:aws:acm:us-west-2:123456789012:certificate/8f1c2f63-0d36-4f2e-9a44-2f6d1f1f0c11
+ssl_certificate_arn: arn:aws:acm:us-west-2:123456789012:certificate/11aa2f63-0d36-4f2e-9a44-2f6d1f1f0c22 # renewed
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u2139\uFE0F \`ssl_certificate_arn\` changed on cluster \`prod\`: HTTPS is interrupted briefly while the listener is recreated.

No automatic fix is available.`,"certificate-service-mismatched":"## Example\n\nA certificate that was uploaded to IAM:\n\n```diff\n cluster_name: prod\n region: us-west-2\n+ssl_certificate_arn: arn:aws:iam::123456789012:server-certificate/iris\n```\n\n> \u26D4 `ssl_certificate_arn` of cluster `prod` is an ARN of the service `iam`: Cortex looks certificates up in ACM only and rejects the config.\n\nNo automatic fix is available.","cluster-change-refused":`## Example

Another instance type, beside a change that would be applied:

\`\`\`diff
 region: us-west-2
 node_groups:
   - name: cpu
-    instance_type: m5.large # two vCPUs
-    max_instances: 10
+    instance_type: m5.xlarge # four vCPUs
+    max_instances: 20
\`\`\`

> \u26D4 \`instance_type\` of node group \`cpu\` cannot change on a running cluster: \`cortex cluster configure\` rejects the whole file, including \`max_instances\` of node group \`cpu\`; add a node group under a new name and remove this one later.

## Suggested fix

Restore \`instance_type\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 region: us-west-2
 node_groups:
   - name: cpu
-    instance_type: m5.xlarge # four vCPUs
+    instance_type: m5.large # two vCPUs
     max_instances: 20
\`\`\``,"cluster-identity-changed":`## Example

Another name:

\`\`\`diff
-cluster_name: prod
+cluster_name: prod-2 # bigger
 region: us-west-2
 node_groups:
   - name: cpu
\`\`\`

> \u26D4 \`cluster_name\` changed from \`prod\` to \`prod-2\`: this config now targets another cluster, and cluster \`prod\` keeps running.

## Suggested fix

Restore \`cluster_name: prod\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
-cluster_name: prod-2 # bigger
+cluster_name: prod
 region: us-west-2
 node_groups:
   - name: cpu
\`\`\``,"cluster-image-mismatched":"## Example\n\nThe image of another part:\n\n```diff\n cluster_name: prod\n region: us-west-2\n image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1\n-image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/proxy:0.42.1\n+image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/istio-proxy:0.42.1\n```\n\n> \u26D4 `image_proxy` of cluster `prod` points to the image for `image_istio_proxy`: `123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/ist\u2026` is a different component.\n\nNo automatic fix is available.","cluster-image-runs-code":`## Example

A command in place of the account:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
+image_operator: $(aws sts get-caller-identity --query Account).dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u26D4 \`image_operator\` of cluster \`prod\` contains shell syntax: part of \`$(aws sts get-caller-identity --query Account).dkr.ecr.us-w\u2026\` is executed with AWS credentials when the config is applied.

No automatic fix is available.`,"cluster-image-unpinned":`## Example

The tag moves:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
-image_manager: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/manager:0.42.1
-image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/proxy:0.42.1
-image_enqueuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/enqueuer:0.42.1
-image_dequeuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/dequeuer:0.42.1
+image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:latest
+image_manager: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/manager:latest
+image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/proxy:latest
+image_enqueuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/enqueuer:latest
+image_dequeuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/dequeuer:latest
\`\`\`

> \u26A0\uFE0F \`image_manager\` and 4 more images of cluster \`prod\` are not pinned to a release: \`123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/man\u2026\` can change, so nodes that start later may run another build.

No automatic fix is available.`,"cluster-images-mixed":`## Example

Two images are copied, the others are not:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
+image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
+image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/proxy:0.42.1
\`\`\`

> \u26A0\uFE0F Cluster \`prod\` mixes private and public images: 2 come from ECR, but \`image_manager\` and 25 more still come from a public registry.

## Suggested fix

Use ECR for all \`image_*\` keys. This fix changes behavior: review it before you commit it.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
+image_manager: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/manager:0.42.1
 image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
+image_controller_manager: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/controller-manager:0.42.1
+image_autoscaler: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/autoscaler:0.42.1
 image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/proxy:0.42.1
+image_async_gateway: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/async-gateway:0.42.1
+image_activator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/activator:0.42.1
+image_enqueuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/enqueuer:0.42.1
+image_dequeuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/dequeuer:0.42.1
+image_cluster_autoscaler: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/cluster-autoscaler:0.42.1
+image_metrics_server: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/metrics-server:0.42.1
+image_nvidia_device_plugin: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/nvidia-device-plugin:0.42.1
+image_neuron_device_plugin: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/neuron-device-plugin:0.42.1
+image_neuron_scheduler: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/neuron-scheduler:0.42.1
+image_fluent_bit: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/fluent-bit:0.42.1
+image_istio_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/istio-proxy:0.42.1
+image_istio_pilot: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/istio-pilot:0.42.1
+image_prometheus: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/prometheus:0.42.1
+image_prometheus_config_reloader: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/prometheus-config-reloader:0.42.1
+image_prometheus_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/prometheus-operator:0.42.1
+image_prometheus_statsd_exporter: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/prometheus-statsd-exporter:0.42.1
+image_prometheus_dcgm_exporter: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/prometheus-dcgm-exporter:0.42.1
+image_prometheus_kube_state_metrics: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/prometheus-kube-state-metrics:0.42.1
+image_prometheus_node_exporter: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/prometheus-node-exporter:0.42.1
+image_kube_rbac_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/kube-rbac-proxy:0.42.1
+image_grafana: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/grafana:0.42.1
+image_event_exporter: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/event-exporter:0.42.1
+image_kubexit: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/kubexit:0.42.1
\`\`\``,"cluster-images-moved":`## Example

The images come from another account:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
-image_manager: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/manager:0.42.1
+image_operator: 210987654321.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
+image_manager: 210987654321.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/manager:0.42.1
\`\`\`

> \u26D4 \`image_manager\` and 1 more image of cluster \`prod\` moved to another registry: nodes pull from ECR in account \`210987654321\` instead of ECR in account \`123456789012\`; \`cortex cluster configure\` rejects this change on a running cluster.

## Suggested fix

Restore the ECR images. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-image_operator: 210987654321.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
-image_manager: 210987654321.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/manager:0.42.1
+image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
+image_manager: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/manager:0.42.1
\`\`\``,"cluster-images-public":`## Example

A new cluster for production:

\`\`\`yaml
cluster_name: iris-prod
region: us-west-2
node_groups:
  - name: cpu
    instance_type: m5.large
\`\`\`

> \u2139\uFE0F Cluster \`iris-prod\` pulls all Cortex images from a public registry: an outage or pull limit there prevents new nodes from starting.

No automatic fix is available.`,"cluster-images-remote":`## Example

The images are in another region:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
-image_manager: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/manager:0.42.1
-image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/proxy:0.42.1
-image_enqueuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/enqueuer:0.42.1
-image_dequeuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/dequeuer:0.42.1
+image_operator: 123456789012.dkr.ecr.us-east-1.amazonaws.com/cortexlabs/operator:0.42.1
+image_manager: 123456789012.dkr.ecr.us-east-1.amazonaws.com/cortexlabs/manager:0.42.1
+image_proxy: 123456789012.dkr.ecr.us-east-1.amazonaws.com/cortexlabs/proxy:0.42.1
+image_enqueuer: 123456789012.dkr.ecr.us-east-1.amazonaws.com/cortexlabs/enqueuer:0.42.1
+image_dequeuer: 123456789012.dkr.ecr.us-east-1.amazonaws.com/cortexlabs/dequeuer:0.42.1
\`\`\`

> \u26A0\uFE0F \`image_manager\` and 4 more images of cluster \`prod\` come from ECR in \`us-east-1\`: the cluster is in \`us-west-2\`, so every new node pulls across regions.

No automatic fix is available.`,"cluster-removed":`## Example

The cluster file goes:

\`cluster.yaml\`:

\`\`\`diff
-cluster_name: shop
-region: us-west-2
-api_load_balancer_scheme: internal
-operator_load_balancer_scheme: internal
-subnet_visibility: private
-nat_gateway: single
-node_groups:
-  - name: cpu
-    instance_type: m5.xlarge
-    min_instances: 1
-    max_instances: 5
\`\`\`

\`cortex.yaml\`:

\`\`\`yaml
- name: iris
  kind: RealtimeAPI
  pod:
    max_queue_length: 1
    containers:
      - name: api
        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
        compute: {cpu: 1, mem: 2Gi}
        readiness_probe: {http_get: {path: /, port: 8080}}
\`\`\`

> \u26A0\uFE0F Config of cluster \`shop\` removed from \`cluster.yaml\`: the cluster keeps running and incurring cost until you run \`cortex cluster down\`.

No automatic fix is available.`,"cluster-repeated":`## Example

A second file for a cluster:

\`dev/cluster.yaml\`:

\`\`\`yaml
cluster_name: shop
region: us-west-2
api_load_balancer_scheme: internal
operator_load_balancer_scheme: internal
subnet_visibility: private
nat_gateway: single
node_groups:
  - name: gpu
    instance_type: g4dn.xlarge
    min_instances: 0
    max_instances: 5
\`\`\`

\`prod/cluster.yaml\`:

\`\`\`yaml
cluster_name: shop
region: us-west-2
api_load_balancer_scheme: internal
operator_load_balancer_scheme: internal
subnet_visibility: private
nat_gateway: single
node_groups:
  - name: cpu
    instance_type: m5.xlarge
    min_instances: 1
    max_instances: 5
\`\`\`

> \u26D4 Cluster \`shop\` is already configured by \`prod/cluster.yaml\`: \`cortex cluster configure\` with \`dev/cluster.yaml\` adds node group \`gpu\` and deletes node group \`cpu\`.

No automatic fix is available.`,"cluster-version-changed":`## Example

Images of the next release:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.0
-image_manager: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/manager:0.42.0
-image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/proxy:0.42.0
-image_enqueuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/enqueuer:0.42.0
-image_dequeuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/dequeuer:0.42.0
+image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
+image_manager: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/manager:0.42.1
+image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/proxy:0.42.1
+image_enqueuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/enqueuer:0.42.1
+image_dequeuer: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/dequeuer:0.42.1
\`\`\`

> \u26D4 Cluster \`prod\` cannot be upgraded from Cortex 0.42.0 to 0.42.1 in place: create a second cluster with another \`cluster_name\` and move the APIs.

No automatic fix is available.`,"command-removed":"## Example\n\n`command` removed, `args` left:\n\n```diff\n     containers:\n       - name: api\n         image: iris-classifier:1.4.2\n-        command: [python, -m, server]\n         args: [--threads, '4']\n```\n\n> \u26A0\uFE0F `command` removed from container `api` of API `iris-classifier`: the `ENTRYPOINT` of the image with `args` starts instead of `python -m server`.\n\n## Suggested fix\n\nRestore `command`. This fix is safe: it keeps or restores the previous behavior.\n\n```diff\n     containers:\n       - name: api\n         image: iris-classifier:1.4.2\n+        command: [python, -m, server]\n         args: [--threads, '4']\n```","compute-requests-lowered":"## Example\n\nMemory is halved:\n\n```diff\n         image: iris:1.4.2\n         compute:\n           cpu: 1\n-          mem: 4Gi\n+          mem: 2Gi\n```\n\n> \u26A0\uFE0F `mem` lowered from `4Gi` to `2Gi` on container `api` of API `iris-classifier`: more pods share a node and can exhaust its memory.\n\n## Suggested fix\n\nRestore `mem: 4Gi`. This fix is safe: it keeps or restores the previous behavior.\n\n```diff\n         image: iris:1.4.2\n         compute:\n           cpu: 1\n-          mem: 2Gi\n+          mem: 4Gi\n```","compute-requests-missing":`## Example

A new API without compute:

\`\`\`yaml
- name: iris-classifier
  kind: RealtimeAPI
  pod:
    port: 8080
    containers:
      - name: api
        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
\`\`\`

> \u26A0\uFE0F Container \`api\` of API \`iris-classifier\` has no memory request and the default CPU request of \`200m\`: many pods can be packed onto one node.

No automatic fix is available.`,"config-refused":`## Example

Values out of range and a key of another name:

\`\`\`diff
 - name: iris
   kind: RealtimeAPI
   pod:
-    port: 8080
+    port: 8888 # the new server
     containers:
       - name: api
         image: registry.example.com/iris:1.4.2
         compute:
           cpu: 1
-          mem: 2Gi
+          mem: 2147483648
\`\`\`

> \u26D4 Cortex rejects API \`iris\`: \`pod.port\` must not be 8888, a port reserved by Cortex.

No automatic fix is available.`,"container-name-taken":`## Example

A job:

\`\`\`diff
   kind: TaskAPI
   pod:
     containers:
-      - name: api
+      - name: kubexit
         image: trainer:1.4.2
         command: [python]
\`\`\`

> \u26D4 Container name \`kubexit\` in API \`trainer\` is reserved: Cortex adds an init container with this name, so no job can start.

No automatic fix is available.`,"default-zones-recomputed":`## Example

A group with GPUs joins:

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
+  - name: gpu
+    instance_type: p3.2xlarge
\`\`\`

> \u2139\uFE0F \`p3.2xlarge\` in node group \`gpu\` may change the default availability zones of cluster \`prod\`: unless every zone in use offers it, the update is rejected.

No automatic fix is available.`,"downscaling-hastened":`## Example

The autoscaler waits less:

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    downscale_stabilization_period: 10m
+    downscale_stabilization_period: 1m # save money
\`\`\`

> \u2139\uFE0F \`downscale_stabilization_period\` lowered from \`10m\` to \`1m\` on API \`iris-classifier\`: replicas are removed sooner and must start again when traffic returns.

## Suggested fix

Restore \`downscale_stabilization_period: 10m\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    downscale_stabilization_period: 1m # save money
+    downscale_stabilization_period: 10m
\`\`\``,"endpoint-taken":`## Example

A new API has the endpoint of another file:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: cpu
    instance_type: m5.large
\`\`\`

\`iris/cortex.yaml\`:

\`\`\`yaml
- name: iris
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: iris:1.4.2
        compute: {cpu: 1, mem: 2Gi}
  networking:
    endpoint: /predict
\`\`\`

\`rose/cortex.yaml\`:

\`\`\`yaml
- name: rose
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: rose:1.4.2
        compute: {cpu: 1, mem: 2Gi}
  networking:
    endpoint: /predict
\`\`\`

> \u26D4 Endpoint \`/predict\` is used by APIs \`iris\` (\`iris/cortex.yaml\`) and \`rose\` (\`rose/cortex.yaml\`): Cortex rejects the one that is deployed last.

No automatic fix is available.`,"env-name-refused":`## Example

A name with a space:

\`\`\`diff
     containers:
       - name: api
         image: translator:2.0
+        env:
+          MODEL PATH: /models
\`\`\`

> \u26D4 Environment variable \`MODEL PATH\` of container \`api\` of API \`translator\` has an invalid name: Kubernetes rejects the pods.

No automatic fix is available.`,"gpu-group-preferred":`## Example

The GPU group comes first:

\`cluster.yaml\`:

\`\`\`diff
     priority: 10
   - name: gpu
     instance_type: g4dn.xlarge
-    priority: 5
+    priority: 50
\`\`\`

\`cortex.yaml\`:

\`\`\`yaml
- name: iris
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: iris:1.4.2
        compute: {cpu: 1, mem: 2Gi}
\`\`\`

> \u26A0\uFE0F Node group \`gpu\` (priority 50) scales up before \`cpu\` (priority 10): API \`iris\` needs no accelerator but sets no \`node_groups\`.

No automatic fix is available.`,"iam-default-policy-lost":`## Example

An empty list:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
+iam_policy_arns: []
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u26D4 \`iam_policy_arns\` drops the default \`AmazonS3FullAccess\` on cluster \`prod\`: its APIs lose access to S3; \`cortex cluster configure\` rejects this change on a running cluster.

## Suggested fix

Restore \`AmazonS3FullAccess\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-iam_policy_arns: []
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\``,"iam-policies-widened":"## Example\n\nAdministrator rights:\n\n```diff\n cluster_name: prod\n region: us-west-2\n-iam_policy_arns: [arn:aws:iam::aws:policy/AmazonS3FullAccess]\n+iam_policy_arns: [arn:aws:iam::aws:policy/AmazonS3FullAccess, arn:aws:iam::aws:policy/AdministratorAccess]\n```\n\n> \u26D4 `AdministratorAccess` added to `iam_policy_arns` of cluster `prod`: every container can administer the AWS account; `cortex cluster configure` rejects this change on a running cluster.\n\n## Suggested fix\n\nRestore the previous `iam_policy_arns`. This fix is safe: it keeps or restores the previous behavior.\n\n```diff\n cluster_name: prod\n region: us-west-2\n-iam_policy_arns: [arn:aws:iam::aws:policy/AmazonS3FullAccess, arn:aws:iam::aws:policy/AdministratorAccess]\n+iam_policy_arns: [arn:aws:iam::aws:policy/AmazonS3FullAccess]\n```","image-account-crossed":`## Example

A new API has its image in another account:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-west-2
iam_policy_arns:
  - arn:aws:iam::aws:policy/AmazonS3FullAccess
  - arn:aws:iam::123456789012:policy/models
node_groups:
  - name: cpu
    instance_type: m5.large
\`\`\`

\`cortex.yaml\`:

\`\`\`yaml
- name: translator
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: 210987654321.dkr.ecr.us-west-2.amazonaws.com/translator:2.0
\`\`\`

> \u26D4 Container \`api\` of API \`translator\` pulls its image from ECR in account \`210987654321\`: cluster \`prod\` is in account \`123456789012\`, so the repository policy must allow it.

No automatic fix is available.`,"image-architecture-mismatched":`## Example

An image for ARM on any node:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: x86
    instance_type: m5.large
  - name: arm
    instance_type: m6g.large
\`\`\`

\`cortex.yaml\`:

\`\`\`yaml
- name: translator
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: translator:2.0-arm64
\`\`\`

> \u26A0\uFE0F Container \`api\` of API \`translator\` may be scheduled on the wrong architecture: \`translator:2.0-arm64\` is built for ARM, but node group \`x86\` is not.

No automatic fix is available.`,"image-moved":`## Example

From ECR to a public registry:

\`\`\`diff
   pod:
     containers:
       - name: api
-        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/translator:2.0
+        image: acme/translator:2.1
\`\`\`

> \u26D4 Image of container \`api\` of API \`translator\` moved from ECR to a public registry: every new replica now pulls \`acme/translator:2.1\`.

## Suggested fix

Restore the previous image. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
   pod:
     containers:
       - name: api
-        image: acme/translator:2.1
+        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/translator:2.0
\`\`\``,"image-remote":`## Example

ECR of another region than the cluster:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: eu-west-1
node_groups:
  - name: cpu
    instance_type: m5.large
\`\`\`

\`cortex.yaml\`:

\`\`\`yaml
- name: translator
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/translator:2.0
\`\`\`

> \u26A0\uFE0F Container \`api\` of API \`translator\` pulls its image from ECR in \`us-west-2\`: cluster \`prod\` is in \`eu-west-1\`, so every pull crosses regions.

No automatic fix is available.`,"image-unpinned":`## Example

The version becomes latest:

\`\`\`diff
   pod:
     containers:
       - name: api
-        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
+        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:latest
\`\`\`

> \u26A0\uFE0F Image of container \`api\` of API \`iris-classifier\` is no longer pinned: \`iris:1.4.2\` was replaced by \`iris:latest\`, which has a mutable tag.

## Suggested fix

Restore \`iris:1.4.2\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
   pod:
     containers:
       - name: api
-        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:latest
+        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
\`\`\``,"instance-volume-shrunk":"## Example\n\nA smaller disk:\n\n```diff\n node_groups:\n   - name: gpu\n     instance_type: g4dn.xlarge\n-    instance_volume_size: 200 # models\n+    instance_volume_size: 100 # models\n```\n\n> \u26D4 `instance_volume_size` lowered from `200` to `100` GiB on node group `gpu`: pods are evicted when the volume is nearly full; `cortex cluster configure` rejects this change on a running cluster.\n\n## Suggested fix\n\nRestore `instance_volume_size: 200`. This fix is safe: it keeps or restores the previous behavior.\n\n```diff\n node_groups:\n   - name: gpu\n     instance_type: g4dn.xlarge\n-    instance_volume_size: 100 # models\n+    instance_volume_size: 200 # models\n```","job-command-empty":`## Example

A Task API:

\`\`\`diff
     containers:
       - name: api
         image: trainer:1.4.2
-        command: [python, train.py]
+        command: [] # from the image
\`\`\`

> \u26D4 \`command\` of container \`api\` of API \`trainer\` is empty: every job fails when it is submitted.

No automatic fix is available.`,"liveness-probe-impatient":`## Example

Both probes ask the same:

\`\`\`yaml
- name: translator
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: translator:2.0
        readiness_probe:
          http_get:
            path: /healthz
            port: 8080
        liveness_probe:
          http_get: {path: /healthz, port: 8080}
\`\`\`

> \u2139\uFE0F Liveness probe of container \`api\` of API \`translator\` repeats its readiness probe: a busy container is restarted after 3 checks in a row without a response within 1s.

## Suggested fix

Set \`timeout_seconds: 4\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
             port: 8080
         liveness_probe:
           http_get: {path: /healthz, port: 8080}
+          timeout_seconds: 4
\`\`\``,"liveness-probe-refused":"## Example\n\nThree successes in a row:\n\n```diff\n             path: /live\n             port: 8080\n           period_seconds: 30\n+          success_threshold: 3 # be sure\n```\n\n> \u26D4 `success_threshold` of the liveness probe is `3` on container `api` of API `iris-classifier`: Kubernetes requires `1` and rejects the pods.\n\n## Suggested fix\n\nSet `success_threshold: 1`. This fix changes behavior: review it before you commit it.\n\n```diff\n             path: /live\n             port: 8080\n           period_seconds: 30\n-          success_threshold: 3 # be sure\n+          success_threshold: 1 # be sure\n```","liveness-probe-removed":`## Example

The probe is deleted:

\`\`\`diff
     containers:
       - name: api
         image: iris-classifier:1.4.2
-        liveness_probe:
-          http_get:
-            path: /live
-            port: 8080
-          period_seconds: 30
\`\`\`

> \u2139\uFE0F \`liveness_probe\` removed from container \`api\` of API \`iris-classifier\`: Kubernetes no longer restarts it when it hangs.

## Suggested fix

Restore \`liveness_probe\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
     containers:
       - name: api
         image: iris-classifier:1.4.2
+        liveness_probe:
+          http_get:
+            path: /live
+            port: 8080
+          period_seconds: 30
\`\`\``,"liveness-probe-tightened":`## Example

A probe with the default patience is added:

\`\`\`diff
     containers:
       - name: api
         image: translator:2.0
+        liveness_probe:
+          http_get: {path: /live, port: 8080}
\`\`\`

> \u26A0\uFE0F New liveness probe on container \`api\` of API \`translator\` is strict: a busy container is restarted after 3 checks in a row without a response within 1s.

## Suggested fix

Set \`timeout_seconds: 4\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
         image: translator:2.0
         liveness_probe:
           http_get: {path: /live, port: 8080}
+          timeout_seconds: 4
\`\`\``,"liveness-probe-too-early":`## Example

A new liveness probe on defaults, where the readiness probe waits:

\`\`\`diff
             path: /ready
             port: 8080
           initial_delay_seconds: 120
+        liveness_probe:
+          tcp_socket:
+            port: 8080
\`\`\`

> \u26A0\uFE0F Liveness probe of container \`api\` of API \`translator\` restarts it 30s after its start: its readiness probe waits 120s before the first check.

## Suggested fix

Set \`initial_delay_seconds: 120\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
         liveness_probe:
           tcp_socket:
             port: 8080
+          initial_delay_seconds: 120
\`\`\``,"max-concurrency-mismatched":`## Example

More requests than workers and threads:

\`\`\`yaml
- name: translator
  kind: RealtimeAPI
  pod:
    max_concurrency: 32
    containers:
      - name: api
        image: translator:2.0
        command: [gunicorn, --workers, "4", --threads, "2", "app:app"]
\`\`\`

> \u26A0\uFE0F \`max_concurrency\` of API \`translator\` exceeds what its server can process: it is \`32\`, and the server processes 8 requests at a time, so the others queue inside the container.

## Suggested fix

Set \`max_concurrency: 8\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
 - name: translator
   kind: RealtimeAPI
   pod:
-    max_concurrency: 32
+    max_concurrency: 8
     containers:
       - name: api
         image: translator:2.0
\`\`\``,"max-concurrency-raised":`## Example

Ten times as many requests:

\`\`\`diff
 - name: translator
   kind: RealtimeAPI
   pod:
-    max_concurrency: 8
+    max_concurrency: 80
     containers:
       - name: api
         image: translator:2.0
\`\`\`

> \u26A0\uFE0F \`max_concurrency\` raised from \`8\` to \`80\` on API \`translator\`: its containers are unchanged and may not handle that many requests at once.

## Suggested fix

Restore \`max_concurrency: 8\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 - name: translator
   kind: RealtimeAPI
   pod:
-    max_concurrency: 80
+    max_concurrency: 8
     containers:
       - name: api
         image: translator:2.0
\`\`\``,"max-instances-lowered":`## Example

Far fewer instances:

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
-    max_instances: 20
+    max_instances: 8 # enough
\`\`\`

> \u26A0\uFE0F \`max_instances\` lowered from \`20\` to \`8\` on node group \`cpu\`: instances above the new limit are terminated without draining.

## Suggested fix

Restore \`max_instances: 20\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
-    max_instances: 8 # enough
+    max_instances: 20
\`\`\``,"max-replicas-lowered":`## Example

An API can grow to a tenth:

\`\`\`diff
         image: iris-classifier:1.4.2
   autoscaling:
     min_replicas: 1
-    max_replicas: 50
+    max_replicas: 5 # save money
\`\`\`

> \u26D4 \`max_replicas\` lowered from \`50\` to \`5\` on API \`iris-classifier\`: replicas above the new limit are stopped at once when this is deployed.

## Suggested fix

Restore \`max_replicas: 50\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
         image: iris-classifier:1.4.2
   autoscaling:
     min_replicas: 1
-    max_replicas: 5 # save money
+    max_replicas: 50
\`\`\``,"max-replicas-removed":`## Example

The limit goes:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: shop
region: us-west-2
api_load_balancer_scheme: internal
operator_load_balancer_scheme: internal
subnet_visibility: private
nat_gateway: single
node_groups:
  - name: cpu
    instance_type: m5.xlarge
    min_instances: 1
    max_instances: 5
\`\`\`

\`cortex.yaml\`:

\`\`\`diff
         image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
         compute: {cpu: 1, mem: 2Gi}
         readiness_probe: {http_get: {path: /, port: 8080}}
-  autoscaling: {max_replicas: 5}
\`\`\`

> \u26A0\uFE0F \`max_replicas\` of \`5\` removed from API \`iris\`: it can scale up to the default of 100 replicas, which need nodes and cause load.

## Suggested fix

Restore \`max_replicas: 5\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
         image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
         compute: {cpu: 1, mem: 2Gi}
         readiness_probe: {http_get: {path: /, port: 8080}}
+  autoscaling:
+    max_replicas: 5
\`\`\``,"min-instances-lowered":`## Example

The last instance may go:

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
-    min_instances: 1
+    min_instances: 0 # save money
\`\`\`

> \u2139\uFE0F \`min_instances\` lowered from \`1\` to \`0\` on node group \`cpu\`: it can scale to zero, and the next pod waits minutes for an instance.

## Suggested fix

Restore \`min_instances: 1\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
-    min_instances: 0 # save money
+    min_instances: 1
\`\`\``,"min-replicas-lowered":`## Example

An API may scale to zero:

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    min_replicas: 2
+    min_replicas: 0 # save money
     max_replicas: 10
\`\`\`

> \u26A0\uFE0F \`min_replicas\` lowered from \`2\` to \`0\` on API \`iris-classifier\`: it can scale to zero, and the next requests wait for a cold start.

## Suggested fix

Restore \`min_replicas: 2\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    min_replicas: 0 # save money
+    min_replicas: 2
     max_replicas: 10
\`\`\``,"mirrored-images-lack-arm":`## Example

A group for ARM joins a cluster with copies in ECR:

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
+  - name: arm
+    instance_type: m6g.large
\`\`\`

> \u26D4 Pods on ARM node group \`arm\` (\`m6g.large\`) may never start: \`image_proxy\` and 1 more image come from ECR, where the Cortex export script mirrors x86 images only.

No automatic fix is available.`,"nat-gateway-not-redundant":`## Example

A large new cluster:

\`\`\`yaml
cluster_name: prod
region: us-west-2
subnet_visibility: private
nat_gateway: single
node_groups:
  - name: cpu
    instance_type: m5.large
    max_instances: 40
  - name: gpu
    instance_type: g4dn.xlarge
    max_instances: 20
\`\`\`

> \u2139\uFE0F \`nat_gateway\` is \`single\` on cluster \`prod\` with up to 60 instances: if its availability zone fails, all private nodes lose internet egress.

## Suggested fix

Set \`nat_gateway: highly_available\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
 subnet_visibility: private
-nat_gateway: single
+nat_gateway: highly_available
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\``,"nat-gateway-redundancy-removed":`## Example

One gateway instead of one in each zone:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
 subnet_visibility: private
-nat_gateway: highly_available
+nat_gateway: single
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u26D4 \`nat_gateway\` changed from \`highly_available\` to \`single\` on cluster \`prod\`: if one availability zone fails, all private nodes lose internet egress; \`cortex cluster configure\` rejects this change on a running cluster.

## Suggested fix

Restore \`nat_gateway: highly_available\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
 subnet_visibility: private
-nat_gateway: single
+nat_gateway: highly_available
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\``,"nat-gateway-removed":`## Example

The gateway of private nodes is switched off:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
 subnet_visibility: private
-nat_gateway: single
+nat_gateway: none
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u26D4 \`nat_gateway\` changed from \`single\` to \`none\` on cluster \`prod\`: private nodes lose internet egress; \`cortex cluster configure\` rejects this change on a running cluster.

## Suggested fix

Restore \`nat_gateway: single\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
 subnet_visibility: private
-nat_gateway: none
+nat_gateway: single
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\``,"node-group-in-use-removed":`## Example

The only group of an API goes:

\`cluster.yaml\`:

\`\`\`diff
   - name: cpu
     instance_type: m5.large
     priority: 20
-  - name: gpu
-    instance_type: g4dn.xlarge
-    min_instances: 1
\`\`\`

\`cortex.yaml\`:

\`\`\`yaml
- name: iris
  kind: RealtimeAPI
  node_groups: [gpu]
  pod:
    containers:
      - name: api
        image: iris:1.4.2
        compute: {cpu: 1, mem: 2Gi}
\`\`\`

> \u26D4 Node group \`gpu\` removed, but API \`iris\` selects only this group: the pods stay Pending, and Cortex rejects the next deploy.

## Suggested fix

Restore node group \`gpu\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
   - name: cpu
     instance_type: m5.large
     priority: 20
+  - name: gpu
+    instance_type: g4dn.xlarge
+    min_instances: 1
\`\`\``,"node-group-names-alike":`## Example

The beginning is the same, the priorities are not:

\`\`\`diff
   - name: gpu
     instance_type: g4dn.xlarge
     priority: 50
+  - name: gpu-large
+    instance_type: g4dn.4xlarge
+    priority: 10
\`\`\`

> \u26A0\uFE0F Node group \`gpu-large\` may get the priority of \`gpu\` (50) instead of its own (10): the cluster autoscaler matches names by prefix.

No automatic fix is available.`,"node-group-removed":`## Example

One of two groups goes:

\`cluster.yaml\`:

\`\`\`diff
     instance_type: m5.xlarge
     min_instances: 1
     max_instances: 5
-  - name: extra
-    instance_type: m5.xlarge
-    min_instances: 1
-    max_instances: 5
\`\`\`

\`cortex.yaml\`:

\`\`\`yaml
- name: iris
  kind: RealtimeAPI
  pod:
    max_queue_length: 1
    containers:
      - name: api
        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
        compute: {cpu: 1, mem: 2Gi}
        readiness_probe: {http_get: {path: /, port: 8080}}
\`\`\`

> \u26A0\uFE0F Node group \`extra\` removed from cluster \`shop\`: \`cortex cluster configure\` drains and deletes its nodes, up to 5.

## Suggested fix

Restore node group \`extra\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
     instance_type: m5.xlarge
     min_instances: 1
     max_instances: 5
+  - name: extra
+    instance_type: m5.xlarge
+    min_instances: 1
+    max_instances: 5
\`\`\``,"node-group-renamed":`## Example

A group gets a better name:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
 node_groups:
-  - name: cpu
+  - name: cpu-large
     instance_type: m5.large
     max_instances: 20 # peak
\`\`\`

> \u26A0\uFE0F Node group \`cpu\` replaced by \`cpu-large\`: Cortex adds the new group, then removes the old one and evicts its pods.

## Suggested fix

Restore \`name: cpu\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
 node_groups:
-  - name: cpu-large
+  - name: cpu
     instance_type: m5.large
     max_instances: 20 # peak
\`\`\``,"node-group-unknown":`## Example

A misspelled node group:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: inference
    instance_type: m5.large
    priority: 20
  - name: gpu
    instance_type: g4dn.xlarge
    min_instances: 1
\`\`\`

\`cortex.yaml\`:

\`\`\`diff
 - name: iris
   kind: RealtimeAPI
-  node_groups: [inference]
+  node_groups: [infrence]
   pod:
     containers:
       - name: api
\`\`\`

> \u26D4 API \`iris\` selects unknown node group \`infrence\`: cluster \`prod\` (\`cluster.yaml\`) does not have it (the closest name is \`inference\`), so Cortex rejects the deploy.

## Suggested fix

Change to \`inference\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
 - name: iris
   kind: RealtimeAPI
-  node_groups: [infrence]
+  node_groups: [inference]
   pod:
     containers:
       - name: api
\`\`\``,"node-groups-missing":`## Example

A new API for a cluster without node groups:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-east-1
\`\`\`

\`cortex.yaml\`:

\`\`\`yaml
- name: iris
  kind: RealtimeAPI
  pod:
    max_queue_length: 10
    containers:
      - name: api
        image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/iris:1.0
        compute: {cpu: 1, mem: 1Gi}
        readiness_probe: {http_get: {port: 8080, path: /healthz}}
\`\`\`

> \u26D4 Cluster \`prod\` (\`cluster.yaml\`) has no node groups, so Cortex rejects API \`iris\`.

No automatic fix is available.`,"node-groups-narrowed":`## Example

Only the spot group is left:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: cpu-spot
    instance_type: m5.2xlarge
    max_instances: 4
    priority: 20
    spot: true
  - name: cpu
    instance_type: m5.2xlarge
    max_instances: 3
\`\`\`

\`cortex.yaml\`:

\`\`\`diff
 - name: iris
   kind: RealtimeAPI
-  node_groups: [cpu-spot, cpu]
+  node_groups: [cpu-spot]
   pod:
     containers:
       - name: api
\`\`\`

> \u26D4 \`node_groups\` leaves only spot groups for API \`iris\`: without node group \`cpu\`, it has no on-demand fallback.

## Suggested fix

Restore the previous \`node_groups\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 - name: iris
   kind: RealtimeAPI
-  node_groups: [cpu-spot]
+  node_groups: [cpu-spot, cpu]
   pod:
     containers:
       - name: api
\`\`\``,"node-groups-outgrown":`## Example

Replicas are raised where another API has the rest of the nodes:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: cpu
    instance_type: m5.2xlarge
    max_instances: 3
\`\`\`

\`iris/cortex.yaml\`:

\`\`\`diff
         image: iris-classifier:1.4.2
         compute: {cpu: 2, mem: 2Gi}
   autoscaling:
-    min_replicas: 4
+    min_replicas: 6
     max_replicas: 20
\`\`\`

\`wine/cortex.yaml\`:

\`\`\`yaml
- name: wine-classifier
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: wine-classifier:1.4.2
        compute: {cpu: 2, mem: 2Gi}
  autoscaling:
    min_replicas: 5
    max_replicas: 20
\`\`\`

> \u26D4 Node group \`cpu\` of cluster \`prod\` cannot hold all replicas: there is room for 9 replicas, but \`min_replicas\` of APIs \`iris-classifier\` and \`wine-classifier\` add up to 11.

## Suggested fix

Restore \`min_replicas\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
         image: iris-classifier:1.4.2
         compute: {cpu: 2, mem: 2Gi}
   autoscaling:
-    min_replicas: 6
+    min_replicas: 4
     max_replicas: 20
\`\`\``,"node-groups-too-many":`## Example

29 groups:

\`\`\`diff
     instance_type: m5.large
   - name: n27
     instance_type: m5.large
+  - name: n28
+    instance_type: m5.large
\`\`\`

> \u26A0\uFE0F Cluster \`prod\` has 29 node groups: the security group of its control plane has room for 28, so Cortex rejects the config.

No automatic fix is available.`,"nodes-made-public":`## Example

Private subnets become public:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-subnet_visibility: private
+subnet_visibility: public
 nat_gateway: single
 node_groups:
   - name: cpu
\`\`\`

> \u26D4 \`subnet_visibility\` changed to \`public\` on cluster \`prod\`: nodes get public IP addresses; \`cortex cluster configure\` rejects this change on a running cluster.

## Suggested fix

Restore \`subnet_visibility: private\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-subnet_visibility: public
+subnet_visibility: private
 nat_gateway: single
 node_groups:
   - name: cpu
\`\`\``,"number-not-finite":`## Example

No limit is meant:

\`\`\`diff
     containers:
       - name: api
         image: iris-classifier:1.4.2
+  autoscaling:
+    max_upscale_factor: .inf # no limit
\`\`\`

> \u26D4 \`max_upscale_factor\` of API \`iris-classifier\` is \`.inf\`: Cortex cannot store it as JSON, and the deploy fails.

No automatic fix is available.`,"older-config-refused":"## Example\n\n`min_instances` raised above `max_instances`, in the form of 0.30:\n\n```diff\n api_load_balancer_scheme: internal\n operator_load_balancer_scheme: internal\n instance_type: m5.large\n-min_instances: 2\n+min_instances: 20\n max_instances: 10\n```\n\n> \u26D4 `min_instances` of cluster `shop` is `20`: it exceeds `max_instances`, which is `10`, so Cortex rejects the config.\n\nNo automatic fix is available.","on-demand-backup-disabled":`## Example

The backup is switched off:

\`\`\`diff
 spot: true
 spot_config:
   instance_distribution: [m5.large, m5a.large]
-  on_demand_backup: true # when there is no spot capacity
+  on_demand_backup: false # when there is no spot capacity
\`\`\`

> \u26D4 On-demand backup disabled on cluster \`cortex\`: \`on_demand_backup\` changed to \`false\`; \`cortex cluster configure\` rejects this change on a running cluster.

## Suggested fix

Restore \`on_demand_backup: true\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 spot: true
 spot_config:
   instance_distribution: [m5.large, m5a.large]
-  on_demand_backup: false # when there is no spot capacity
+  on_demand_backup: true # when there is no spot capacity
\`\`\``,"on-demand-fallback-lowered":`## Example

The on-demand group shrinks below the spot group:

\`\`\`diff
   - name: on-demand
     instance_type: m5.xlarge
     min_instances: 0
-    max_instances: 20 # as many as spot
+    max_instances: 4 # as many as spot
\`\`\`

> \u26A0\uFE0F \`max_instances\` lowered from \`20\` to \`4\` on node group \`on-demand\`: the on-demand fallback can replace only 4 of the 20 spot instances it backs.

## Suggested fix

Restore \`max_instances: 20\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
   - name: on-demand
     instance_type: m5.xlarge
     min_instances: 0
-    max_instances: 4 # as many as spot
+    max_instances: 20 # as many as spot
\`\`\``,"on-demand-fallback-missing":`## Example

A new cluster has spot instances only:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: gpu
    instance_type: g4dn.xlarge
    min_instances: 1
    max_instances: 5
    spot: true
\`\`\`

> \u26D4 Node group \`gpu\` of cluster \`prod\` has no on-demand fallback: it uses spot instances only, and no other group has on-demand instances that fit its pods.

## Suggested fix

Add on-demand node group \`gpu-on-demand\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
     instance_type: g4dn.xlarge
     min_instances: 1
     max_instances: 5
+    priority: 100
     spot: true
+  - name: gpu-on-demand
+    instance_type: g4dn.xlarge
+    min_instances: 0
+    max_instances: 5
+    priority: 1
\`\`\``,"on-demand-fallback-removed":`## Example

The on-demand group is removed:

\`\`\`diff
     max_instances: 8
     priority: 100
     spot: true
-  - name: gpu
-    instance_type: g4dn.xlarge # when there is no spot capacity
-    min_instances: 0
-    max_instances: 8
\`\`\`

> \u26D4 Node group \`gpu\` removed: cluster \`prod\` has no on-demand capacity left.

## Suggested fix

Restore node group \`gpu\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
     max_instances: 8
     priority: 100
     spot: true
+  - name: gpu
+    instance_type: g4dn.xlarge # when there is no spot capacity
+    min_instances: 0
+    max_instances: 8
\`\`\``,"on-demand-fallback-too-small":`## Example

The request grows beyond the on-demand group:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: cpu-spot
    instance_type: m5.2xlarge
    max_instances: 4
    priority: 20
    spot: true
  - name: cpu
    instance_type: m5.large
    max_instances: 3
\`\`\`

\`cortex.yaml\`:

\`\`\`diff
     containers:
       - name: api
         image: iris:1.4.2
-        compute: {cpu: 1, mem: 2Gi}
+        compute: {cpu: 4, mem: 2Gi}
\`\`\`

> \u26A0\uFE0F API \`iris\` has no usable on-demand fallback: its pod fits spot group \`cpu-spot\`, but not on-demand group \`cpu\`.

No automatic fix is available.`,"operator-load-balancer-public":`## Example

The scheme goes from internal to internet-facing:

\`\`\`diff
     max_instances: 10
 
 subnet_visibility: private
-operator_load_balancer_scheme: internal # reached over the VPN
+operator_load_balancer_scheme: internet-facing # reached over the VPN
\`\`\`

> \u26D4 \`operator_load_balancer_scheme\` changed to \`internet-facing\` on cluster \`prod\`: the operator becomes reachable from the internet; \`cortex cluster configure\` rejects this change on a running cluster.

## Suggested fix

Restore \`operator_load_balancer_scheme: internal\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
     max_instances: 10
 
 subnet_visibility: private
-operator_load_balancer_scheme: internet-facing # reached over the VPN
+operator_load_balancer_scheme: internal # reached over the VPN
\`\`\``,"operator-white-list-narrowed":`## Example

An office is no longer listed:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-operator_load_balancer_cidr_white_list: [203.0.113.0/24, 198.51.100.0/24]
+operator_load_balancer_cidr_white_list: [203.0.113.0/24]
\`\`\`

> \u26A0\uFE0F \`operator_load_balancer_cidr_white_list\` narrowed on cluster \`prod\`: clients in \`198.51.100.0/24\` can no longer reach the operator.

No automatic fix is available.`,"operator-white-list-widened":`## Example

One more line opens the operator to everybody:

\`\`\`diff
 operator_load_balancer_cidr_white_list:
   - 198.51.100.0/24 # office
   - 203.0.113.7/32 # CI
+  - 0.0.0.0/0
 
 node_groups:
   - name: cpu
\`\`\`

> \u26D4 \`operator_load_balancer_cidr_white_list\` widened on cluster \`prod\`: it now allows \`0.0.0.0/0\`, which makes the operator publicly accessible.

## Suggested fix

Restore the previous \`operator_load_balancer_cidr_white_list\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 operator_load_balancer_cidr_white_list:
   - 198.51.100.0/24 # office
   - 203.0.113.7/32 # CI
-  - 0.0.0.0/0
 
 node_groups:
   - name: cpu
\`\`\``,"pod-too-large":`## Example

The request for CPUs is raised beyond every node:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: cpu
    instance_type: m5.large
    priority: 20
  - name: gpu
    instance_type: g4dn.xlarge
    min_instances: 1
\`\`\`

\`cortex.yaml\`:

\`\`\`diff
     containers:
       - name: api
         image: iris:1.4.2
-        compute: {cpu: 1, mem: 2Gi}
+        compute: {cpu: 2, mem: 2Gi}
\`\`\`

> \u26D4 Pod of API \`iris\` does not fit on any node of cluster \`prod\`: it requests \`cpu\` \`2100m\` including the sidecar, and \`m5.large\` in node group \`cpu\` has \`1440m\` for pods, so Cortex rejects the deploy.

## Suggested fix

Reduce the request to fit \`m5.large\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
     containers:
       - name: api
         image: iris:1.4.2
-        compute: {cpu: 2, mem: 2Gi}
+        compute: {cpu: 1340m, mem: 2Gi}
\`\`\``,"port-changed":`## Example

Only the port changes:

\`\`\`diff
 - name: iris-classifier
   kind: RealtimeAPI
   pod:
-    port: 9000
+    port: 8000 # as elsewhere
     containers:
       - name: api
         image: iris-classifier:1.4.2
\`\`\`

> \u26A0\uFE0F \`port\` changed from \`9000\` to \`8000\` on API \`iris-classifier\`: its containers are unchanged, and if they still listen on \`9000\`, no pod becomes ready.

## Suggested fix

Restore \`port: 9000\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 - name: iris-classifier
   kind: RealtimeAPI
   pod:
-    port: 8000 # as elsewhere
+    port: 9000
     containers:
       - name: api
         image: iris-classifier:1.4.2
\`\`\``,"port-mismatched":`## Example

\`port\` changed, the command stays:

\`\`\`diff
 - name: iris-classifier
   kind: RealtimeAPI
   pod:
-    port: 8000
+    port: 9000 # as elsewhere
     containers:
       - name: api
         image: iris-classifier:1.4.2
\`\`\`

> \u26D4 \`port\` of API \`iris-classifier\` is \`9000\`: \`gunicorn\` in container \`api\` listens on port 8000, so no pod becomes ready.

## Suggested fix

Set \`port: 8000\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
 - name: iris-classifier
   kind: RealtimeAPI
   pod:
-    port: 9000 # as elsewhere
+    port: 8000
     containers:
       - name: api
         image: iris-classifier:1.4.2
\`\`\``,"pre-stop-removed":`## Example

The hook is deleted:

\`\`\`diff
     containers:
       - name: api
         image: iris-classifier:1.4.2
-        pre_stop:
-          exec:
-            command: [sleep, "10"]
\`\`\`

> \u2139\uFE0F \`pre_stop\` removed from container \`api\` of API \`iris-classifier\`: in-flight requests may be dropped when the container is terminated.

## Suggested fix

Restore \`pre_stop\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
     containers:
       - name: api
         image: iris-classifier:1.4.2
+        pre_stop:
+          exec:
+            command: [sleep, "10"]
\`\`\``,"pre-stop-too-long":`## Example

The hook sleeps for longer than there is:

\`\`\`diff
         image: translator:2.0
         pre_stop:
           exec:
-            command: [sleep, "30"]
+            command: [sleep, "90"]
\`\`\`

> \u2139\uFE0F \`pre_stop\` of container \`api\` of API \`translator\` sleeps for 90 seconds: the container is killed when the 60-second grace period ends.

No automatic fix is available.`,"prometheus-downsized":`## Example

Half the memory:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-prometheus_instance_type: m5.xlarge
+prometheus_instance_type: m5.large
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u26D4 Prometheus memory lowered from 16 GiB to 8 GiB on cluster \`prod\`: \`prometheus_instance_type\` changed from \`m5.xlarge\` to \`m5.large\`; \`cortex cluster configure\` rejects this change on a running cluster.

## Suggested fix

Restore \`prometheus_instance_type: m5.xlarge\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-prometheus_instance_type: m5.large
+prometheus_instance_type: m5.xlarge
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\``,"prometheus-undersized":`## Example

A new large cluster with the default:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: cpu
    instance_type: m5.large
    max_instances: 300
  - name: gpu
    instance_type: g4dn.xlarge
    max_instances: 50
\`\`\`

> \u26A0\uFE0F Prometheus may be too small for cluster \`prod\`: the default \`t3.medium\` has 4 GiB of memory, and the cluster can scale to 350 instances.

## Suggested fix

Set \`prometheus_instance_type: m5.large\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
   - name: gpu
     instance_type: g4dn.xlarge
     max_instances: 50
+prometheus_instance_type: m5.large
\`\`\``,"public-subnets-missing":`## Example

Own private subnets, and both load balancers on their defaults:

\`\`\`yaml
cluster_name: shop
region: us-east-1
subnet_visibility: private
subnets:
  - availability_zone: us-east-1a
    subnet_id: subnet-0a
  - availability_zone: us-east-1b
    subnet_id: subnet-0b
node_groups:
  - name: cpu
    instance_type: m5.large
\`\`\`

> \u26D4 \`api_load_balancer_scheme\` and \`operator_load_balancer_scheme\` of cluster \`shop\` are \`internet-facing\`: all of its \`subnets\` are private, so AWS cannot create the load balancers.

## Suggested fix

Set \`api_load_balancer_scheme: internal\` and \`operator_load_balancer_scheme: internal\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
+api_load_balancer_scheme: internal
+operator_load_balancer_scheme: internal
\`\`\``,"queue-length-lowered":`## Example

The queue shrinks:

\`\`\`diff
   kind: RealtimeAPI
   pod:
     max_concurrency: 8
-    max_queue_length: 100
+    max_queue_length: 10
     containers:
       - name: api
         image: translator:2.0
\`\`\`

> \u2139\uFE0F \`max_queue_length\` lowered from \`100\` to \`10\` on API \`translator\`: a replica returns 503 once 18 requests are in flight.

## Suggested fix

Restore \`max_queue_length: 100\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
   kind: RealtimeAPI
   pod:
     max_concurrency: 8
-    max_queue_length: 10
+    max_queue_length: 100
     containers:
       - name: api
         image: translator:2.0
\`\`\``,"queue-length-raised":`## Example

The queue grows tenfold:

\`\`\`diff
   pod:
     port: 8080
     max_concurrency: 4
-    max_queue_length: 20
+    max_queue_length: 200
     containers:
       - name: api
         image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
\`\`\`

> \u26A0\uFE0F \`max_queue_length\` raised from \`20\` to \`200\` on API \`iris-classifier\`: up to 200 requests wait in the queue of each replica instead of getting 503.

## Suggested fix

Restore \`max_queue_length: 20\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
   pod:
     port: 8080
     max_concurrency: 4
-    max_queue_length: 200
+    max_queue_length: 20
     containers:
       - name: api
         image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
\`\`\``,"queue-too-long":`## Example

The default queue of a new API:

\`\`\`yaml
- name: translator
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: translator:2.0
\`\`\`

> \u2139\uFE0F \`max_queue_length\` is the default \`100\` but \`max_concurrency\` is 1 on API \`translator\`: the last request in a full queue waits about 100 times the duration of a request.

No automatic fix is available.`,"readiness-probe-missing":`## Example

A new API without a probe:

\`\`\`yaml
- name: translator
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: translator:2.0
\`\`\`

> \u2139\uFE0F API \`translator\` is checked only for an open port: without a readiness probe, it receives requests as soon as port \`8080\` accepts connections.

No automatic fix is available.`,"readiness-probe-removed":`## Example

The probe is removed:

\`\`\`diff
     containers:
       - name: api
         image: iris:1.4.2
-        readiness_probe:
-          http_get:
-            path: /healthz
-            port: 8080
-          initial_delay_seconds: 5
         compute:
           cpu: 1
           mem: 1Gi
\`\`\`

> \u26A0\uFE0F \`readiness_probe\` removed from container \`api\` of API \`iris-classifier\`: pods become ready as soon as the port accepts TCP connections.

## Suggested fix

Restore \`readiness_probe\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
     containers:
       - name: api
         image: iris:1.4.2
+        readiness_probe:
+          http_get:
+            path: /healthz
+            port: 8080
+          initial_delay_seconds: 5
         compute:
           cpu: 1
           mem: 1Gi
\`\`\``,"replicas-unschedulable":`## Example

More replicas are kept than there is room for:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: prod
region: us-west-2
node_groups:
  - name: cpu-spot
    instance_type: m5.2xlarge
    max_instances: 4
    priority: 20
    spot: true
  - name: cpu
    instance_type: m5.2xlarge
    max_instances: 3
\`\`\`

\`cortex.yaml\`:

\`\`\`diff
         image: iris:1.4.2
         compute: {cpu: 2, mem: 2Gi}
   autoscaling:
-    min_replicas: 6
-    max_replicas: 9
+    min_replicas: 12
+    max_replicas: 20
\`\`\`

> \u26D4 \`min_replicas\` of API \`iris\` is \`12\`: its node groups in cluster \`prod\` can hold at most 9 replicas, and the rest stay Pending.

No automatic fix is available.`,"rolling-update-stuck":`## Example

One GPU node, one replica on it, a new image:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: shop
region: us-east-1
api_load_balancer_scheme: internal
operator_load_balancer_scheme: internal
node_groups:
  - name: gpu
    instance_type: g4dn.xlarge
    min_instances: 1
    max_instances: 1
\`\`\`

\`cortex.yaml\`:

\`\`\`diff
   pod:
     containers:
       - name: api
-        image: translator:1.4.2
+        image: translator:1.5.0
         compute:
           cpu: 2
           mem: 8G
\`\`\`

> \u26D4 Rolling update of API \`translator\` cannot finish: node group \`gpu\` holds at most 1 replica, and the old ones stay until a new one is ready; set \`max_surge: 0\` and \`max_unavailable: 1\`, or raise \`max_instances\`.

No automatic fix is available.`,"root-volume-unbootable":`## Example

A cold disk:

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
+    instance_volume_type: sc1 # cheap
\`\`\`

> \u26D4 \`instance_volume_type\` of node group \`cpu\` is \`sc1\`: EC2 cannot boot from it, so no instance starts.

## Suggested fix

Set \`instance_volume_type: gp3\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
-    instance_volume_type: sc1 # cheap
+    instance_volume_type: gp3 # cheap
\`\`\``,"secret-committed":"## Example\n\nA password is added:\n\n```diff\n         image: recommender:1.4.2\n         env:\n           DB_HOST: features.internal\n+          DB_PASSWORD: q7Rt2vX9mB4k\n```\n\n> \u26D4 Secret in `env` of container `api` of API `recommender`: `DB_PASSWORD` looks like a password and is readable by everyone with access to this file.\n\nNo automatic fix is available.","shared-memory-lowered":"## Example\n\nThe shared memory is deleted:\n\n```diff\n         compute:\n           cpu: 2\n           mem: 8Gi\n-          shm: 2Gi\n```\n\n> \u26A0\uFE0F `shm` removed from container `api` of API `translator`: it has 64 MiB of shared memory instead of `2Gi`, and data loaders can crash.\n\n## Suggested fix\n\nRestore `shm: 2Gi`. This fix is safe: it keeps or restores the previous behavior.\n\n```diff\n         compute:\n           cpu: 2\n           mem: 8Gi\n+          shm: 2Gi\n```","shared-memory-repeated":"## Example\n\nA second container asks for it:\n\n```diff\n         compute: {cpu: 1, mem: 4Gi, shm: 1Gi}\n       - name: side\n         image: side:1.0\n-        compute: {cpu: 1, mem: 1Gi}\n+        compute: {cpu: 1, mem: 1Gi, shm: 256Mi}\n```\n\n> \u26D4 `shm` is set on two containers of API `iris-classifier`: `api` and `side` would both mount `/dev/shm`, so Kubernetes rejects the pods.\n\nNo automatic fix is available.","spec-version-changed":`## Example

From a handler to containers:

\`\`\`diff
 - name: iris
   kind: RealtimeAPI
-  handler:
-    type: python
-    path: handler.py
-  compute:
-    cpu: 1
-    mem: 2Gi
+  pod:
+    containers:
+      - name: api
+        image: registry.example.com/iris:1.4.2
+        compute:
+          cpu: 1
+          mem: 2Gi
\`\`\`

> \u2139\uFE0F This file now uses the format of Cortex 0.36 or later: it was written for 0.34 to 0.35, and the CLI of one version rejects files of another.

No automatic fix is available.`,"splitter-shadow-changed":`## Example

A shadow serves users:

\`\`\`diff
   kind: TrafficSplitter
   apis:
     - name: iris-classifier
-      weight: 100
+      weight: 90
     - name: iris-next
       weight: 10
-      shadow: true
+      shadow: false
\`\`\`

> \u26A0\uFE0F API \`iris-next\` is no longer a shadow in traffic splitter \`iris\`: it now serves 10% of live requests.

No automatic fix is available.`,"splitter-target-of-wrong-kind":`## Example

An Async API:

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
 - name: iris-next
-  kind: RealtimeAPI
+  kind: AsyncAPI
   pod:
     containers:
       - name: api
\`\`\`

> \u26D4 Traffic splitter \`iris\` targets \`iris-next\`, which is of kind \`AsyncAPI\`: it can only target RealtimeAPIs, so Cortex rejects the deploy.

No automatic fix is available.`,"splitter-target-removed":`## Example

The splitter still lists it:

\`\`\`diff
     containers:
       - name: api
         image: iris-classifier:1.4.2
-- name: iris-next
-  kind: RealtimeAPI
-  pod:
-    containers:
-      - name: api
-        image: iris-next:1.4.2
 - name: iris
   kind: TrafficSplitter
   apis:
\`\`\`

> \u26D4 API \`iris-next\` removed, but traffic splitter \`iris\` still routes 20% of its requests to it: Cortex does not delete the API while the splitter lists it.

No automatic fix is available.`,"splitter-target-scaled-to-zero":`## Example

A target may scale to zero:

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    min_replicas: 1
+    min_replicas: 0 # save money
     max_replicas: 10
 - name: iris-next
   kind: RealtimeAPI
\`\`\`

> \u26D4 \`min_replicas\` is \`0\` on API \`iris-classifier\`, a target of traffic splitter \`iris\`: at zero replicas, 80% of the requests of the splitter get 503, and nothing starts a replica.

## Suggested fix

Set \`min_replicas: 1\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    min_replicas: 0 # save money
+    min_replicas: 1
     max_replicas: 10
 - name: iris-next
   kind: RealtimeAPI
\`\`\``,"splitter-target-unknown":`## Example

A new target is in no file of the cluster:

\`cluster.yaml\`:

\`\`\`yaml
cluster_name: shop
region: us-west-2
api_load_balancer_scheme: internal
operator_load_balancer_scheme: internal
subnet_visibility: private
nat_gateway: single
node_groups:
  - name: cpu
    instance_type: m5.xlarge
    min_instances: 1
    max_instances: 5
\`\`\`

\`cortex.yaml\`:

\`\`\`diff
   apis:
     - name: one
       weight: 50
-    - name: two
+    - name: three
       weight: 50
\`\`\`

> \u26D4 Traffic splitter \`all\` routes 50% of its requests to API \`three\`, which no file of cluster \`shop\` defines: Cortex rejects the splitter unless the API is already deployed.

No automatic fix is available.`,"splitter-target-unready":`## Example

A new API gets requests at once:

\`\`\`diff
     containers:
       - name: api
         image: iris-classifier:1.4.2
+- name: iris-next
+  kind: RealtimeAPI
+  pod:
+    containers:
+      - name: api
+        image: iris-next:1.4.2
 - name: iris
   kind: TrafficSplitter
   apis:
     - name: iris-classifier
-      weight: 100
+      weight: 80
+    - name: iris-next
+      weight: 20
\`\`\`

> \u26D4 Traffic splitter \`iris\` routes 20% of its requests to API \`iris-next\` before it is ready: both are deployed together, so these requests get 503.

## Suggested fix

Restore the previous weights. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
   kind: TrafficSplitter
   apis:
     - name: iris-classifier
-      weight: 80
+      weight: 100
     - name: iris-next
-      weight: 20
+      weight: 0
\`\`\``,"splitter-weight-shifted":`## Example

Most of the requests move:

\`\`\`diff
   kind: TrafficSplitter
   apis:
     - name: iris-classifier
-      weight: 90
-    - name: iris-next
       weight: 10
+    - name: iris-next
+      weight: 90 # looks good
\`\`\`

> \u26A0\uFE0F Traffic splitter \`iris\` shifts 80% of its traffic at once: the weight of API \`iris-next\` changes from 10% to 90%.

No automatic fix is available.`,"spot-architecture-mixed":`## Example

Graviton instances in a group for x86:

\`\`\`diff
     instance_type: m5.large
     spot: true
     spot_config:
-      instance_distribution: [m5.large, m5a.large]
+      instance_distribution: [m5.large, m5a.large, m6g.large]
\`\`\`

> \u26D4 \`instance_distribution\` of node group \`spot\` mixes architectures: \`m6g.large\` cannot join, because the AMI is chosen for \`m5.large\` (x86).

## Suggested fix

Remove the ARM instance types. This fix changes behavior: review it before you commit it.

\`\`\`diff
     instance_type: m5.large
     spot: true
     spot_config:
-      instance_distribution: [m5.large, m5a.large, m6g.large]
+      instance_distribution: [m5.large, m5a.large]
\`\`\``,"spot-capacity-narrowed":`## Example

Only one type is left:

\`\`\`diff
     instance_type: m5.large
     spot: true
     spot_config:
-      instance_distribution: [m5.large, m5a.large, m5n.large] # all are alike
+      instance_distribution: [m5.large] # all are alike
       on_demand_base_capacity: 1
\`\`\`

> \u26D4 \`instance_distribution\` of node group \`cpu\` reduced to 1 type: \`m5a.large\` and \`m5n.large\` were removed, so spot capacity is harder to get; \`cortex cluster configure\` rejects this change on a running cluster.

## Suggested fix

Restore the previous \`instance_distribution\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
     instance_type: m5.large
     spot: true
     spot_config:
-      instance_distribution: [m5.large] # all are alike
+      instance_distribution: [m5.large, m5a.large, m5n.large] # all are alike
       on_demand_base_capacity: 1
\`\`\``,"spot-group-not-preferred":`## Example

The on-demand group comes first:

\`\`\`yaml
cluster_name: iris
region: us-west-2
node_groups:
  - name: spot
    instance_type: m5.large
    spot: true
    priority: 10
  - name: on-demand
    instance_type: m5.large
    priority: 50
\`\`\`

> \u26A0\uFE0F Spot group \`spot\` (priority 10) ranks below its on-demand fallback \`on-demand\` (priority 50): the more expensive on-demand instances are used first.

## Suggested fix

Set \`priority: 100\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
   - name: spot
     instance_type: m5.large
     spot: true
-    priority: 10
+    priority: 100
   - name: on-demand
     instance_type: m5.large
     priority: 50
\`\`\``,"spot-priority-inverted":`## Example

The spot group falls behind:

\`\`\`diff
 node_groups:
   - name: spot
     instance_type: m5.large
-    priority: 100
+    priority: 10
     spot: true
   - name: on-demand
     instance_type: m5.large
\`\`\`

> \u26A0\uFE0F \`priority\` of node group \`spot\` lowered from \`100\` to \`10\`: spot group \`spot\` (10) now ranks below on-demand group \`on-demand\` (50).

## Suggested fix

Restore \`priority: 100\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 node_groups:
   - name: spot
     instance_type: m5.large
-    priority: 10
+    priority: 100
     spot: true
   - name: on-demand
     instance_type: m5.large
\`\`\``,"target-in-flight-left-behind":`## Example

The concurrency falls below the target:

\`\`\`diff
 - name: iris-classifier
   kind: RealtimeAPI
   pod:
-    max_concurrency: 8
+    max_concurrency: 4
     containers:
       - name: api
         image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
\`\`\`

> \u26A0\uFE0F \`max_concurrency\` lowered from \`8\` to \`4\` on API \`iris-classifier\`: \`target_in_flight\` stays \`8\`, so each replica runs with queued requests.

## Suggested fix

Set \`target_in_flight: 4\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
         image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
   autoscaling:
     min_replicas: 2
-    target_in_flight: 8
+    target_in_flight: 4
\`\`\``,"telemetry-ignored":`## Example

Telemetry is switched off:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
+telemetry: false # company policy
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u2139\uFE0F \`telemetry: false\` has no effect on cluster \`prod\`: Cortex uses the setting of the CLI instead.

No automatic fix is available.`,"update-without-capacity":`## Example

The only replica may go:

\`\`\`diff
         image: iris-classifier:1.4.2
   autoscaling:
     min_replicas: 1
+  update_strategy:
+    max_unavailable: 100% # faster
\`\`\`

> \u26D4 Rolling update can stop the only replica of API \`iris-classifier\` at once: \`max_unavailable\` is \`100%\`, so every deploy causes an outage.

## Suggested fix

Set \`max_unavailable: 0\`. This fix changes behavior: review it before you commit it.

\`\`\`diff
   autoscaling:
     min_replicas: 1
   update_strategy:
-    max_unavailable: 100% # faster
+    max_unavailable: 0 # faster
\`\`\``,"upscaling-slowed":`## Example

The autoscaler waits longer:

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    upscale_stabilization_period: 1m
+    upscale_stabilization_period: 5m # calm down
\`\`\`

> \u2139\uFE0F \`upscale_stabilization_period\` raised from \`1m\` to \`5m\` on API \`iris-classifier\`: replicas are added later, and until then requests queue or get 503.

## Suggested fix

Restore \`upscale_stabilization_period: 1m\`. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    upscale_stabilization_period: 5m # calm down
+    upscale_stabilization_period: 1m
\`\`\``,"variable-not-expanded":"## Example\n\n`$CORTEX_PORT` without a shell:\n\n```diff\n     containers:\n       - name: api\n         image: iris-classifier:1.4.2\n-        command: [gunicorn, --bind, '0.0.0.0:$(CORTEX_PORT)', 'app:app']\n+        command: [gunicorn, --bind, '0.0.0.0:$CORTEX_PORT', 'app:app'] # one form everywhere\n```\n\n> \u26D4 `$CORTEX_PORT` in `command` of container `api` of API `iris-classifier` is not expanded: the program gets the literal string `$CORTEX_PORT`, because Kubernetes expands only `$(CORTEX_PORT)`.\n\n## Suggested fix\n\nChange to `$(CORTEX_PORT)`. This fix changes behavior: review it before you commit it.\n\n```diff\n     containers:\n       - name: api\n         image: iris-classifier:1.4.2\n-        command: [gunicorn, --bind, '0.0.0.0:$CORTEX_PORT', 'app:app'] # one form everywhere\n+        command: [gunicorn, --bind, '0.0.0.0:$(CORTEX_PORT)', 'app:app'] # one form everywhere\n```","white-list-admits-nobody":"## Example\n\nPrivate addresses on an internet-facing load balancer:\n\n```diff\n cluster_name: prod\n region: us-west-2\n-operator_load_balancer_cidr_white_list: [203.0.113.0/24]\n+operator_load_balancer_cidr_white_list: [10.0.0.0/8, 192.168.0.0/16]\n```\n\n> \u26A0\uFE0F `operator_load_balancer_cidr_white_list` blocks all clients of cluster `prod`: the operator load balancer is internet-facing, but the list allows only `10.0.0.0/8` and `192.168.0.0/16`.\n\nNo automatic fix is available.","white-list-too-long":`## Example

Six blocks, and three zones by default:

\`\`\`diff
   - 203.0.113.2/32
   - 203.0.113.3/32
   - 203.0.113.4/32
+  - 203.0.113.5/32
\`\`\`

> \u26A0\uFE0F \`operator_load_balancer_cidr_white_list\` of cluster \`prod\` needs 61 security group rules: AWS allows 60, and the list has 6 CIDR blocks for 3 availability zones by default.

## Suggested fix

Merge the CIDR blocks. This fix is safe: it keeps or restores the previous behavior.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
 operator_load_balancer_cidr_white_list:
-  - 203.0.113.0/32
-  - 203.0.113.1/32
-  - 203.0.113.2/32
-  - 203.0.113.3/32
-  - 203.0.113.4/32
-  - 203.0.113.5/32
+  - 203.0.113.0/30
+  - 203.0.113.4/31
\`\`\``,"yaml-ambiguous":`## Example

A key is there twice:

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
+operator_load_balancer_scheme: internet-facing
\`\`\`

> \u26D4 \`operator_load_balancer_scheme\` is written twice; only the last one counts.

No automatic fix is available.`,"yaml-invalid":`## Example

A bracket is missing:

\`\`\`diff
     instance_type: m5.large
     spot: true
     spot_config:
-      instance_distribution: [m5a.large, m4.large]
+      instance_distribution: [m5a.large, m4.large
\`\`\`

> \u26D4 Unclosed \`[\`.

No automatic fix is available.`};
