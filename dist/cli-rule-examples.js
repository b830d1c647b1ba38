var t=Object.defineProperty;var o=Object.getOwnPropertyDescriptor;var m=Object.getOwnPropertyNames;var c=Object.prototype.hasOwnProperty;var l=(e,n)=>{for(var s in n)t(e,s,{get:n[s],enumerable:!0})},p=(e,n,s,r)=>{if(n&&typeof n=="object"||typeof n=="function")for(let a of m(n))!c.call(e,a)&&a!==s&&t(e,a,{get:()=>n[a],enumerable:!(r=o(n,a))||r.enumerable});return e};var u=e=>p(t({},"__esModule",{value:!0}),e);var d={};l(d,{default:()=>i});module.exports=u(d);var f=require("./shared-1.js"),i={"api-endpoint-changed":`## Example

The endpoint is another one:

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   networking:
-    endpoint: /iris
+    endpoint: /v2/iris # tidy
\`\`\`

> \u26D4 Clients of API \`iris-classifier\` no longer reach it: its endpoint goes from \`/iris\` to \`/v2/iris\`.

## The suggestion

Keep the endpoint. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   networking:
-    endpoint: /v2/iris # tidy
+    endpoint: /iris # tidy
\`\`\``,"api-kind-changed":`## Example

A Realtime API becomes an Async API:

\`\`\`diff
 - name: iris-classifier
-  kind: RealtimeAPI
+  kind: AsyncAPI # slow
   pod:
     containers:
       - name: api
\`\`\`

> \u26D4 Cortex refuses to deploy API \`iris-classifier\`: its kind goes from \`RealtimeAPI\` to \`AsyncAPI\`, and a deployed API cannot change it.

## The suggestion

Keep the kind. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
 - name: iris-classifier
-  kind: AsyncAPI # slow
+  kind: RealtimeAPI # slow
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

> \u26D4 Cluster \`prod\` opens its APIs to the whole internet: \`api_load_balancer_scheme\` goes from \`internal\` to \`internet-facing\`, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the load balancer internal. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F API \`iris\` is in both \`iris/cortex.yaml\` and \`next/cortex.yaml\`: of two files for one cluster, the one deployed last replaces the API of the other.

The review suggests no edit here.`,"api-removed":`## Example

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

> \u26A0\uFE0F API \`translator\` stays deployed without a spec: \`cortex deploy\` deletes nothing, only \`cortex delete translator\` does.

The review suggests no edit here.`,"api-renamed":`## Example

The same image under another name:

\`\`\`diff
-- name: iris-classifier
+- name: iris
   kind: RealtimeAPI
   pod:
     containers:
\`\`\`

> \u26D4 API \`iris-classifier\` is deployed anew as \`iris\`: the old one stays deployed, and its clients still call it.

## The suggestion

Keep the name. It is safe: it restores or keeps what Cortex does.

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

> \u2139\uFE0F The APIs of cluster \`prod\` shut out addresses of \`198.51.100.0/24\`: \`api_load_balancer_cidr_white_list\` is narrower than before.

The review suggests no edit here.`,"api-white-list-widened":`## Example

One more line opens the APIs to everybody:

\`\`\`diff
 api_load_balancer_cidr_white_list:
   - 198.51.100.0/24 # office
   - 203.0.113.7/32 # partner
+  - 0.0.0.0/0
 
 node_groups:
   - name: cpu
\`\`\`

> \u26D4 Cluster \`prod\` lets the whole internet through to its APIs: \`api_load_balancer_cidr_white_list\` now also admits \`0.0.0.0/0\`.

## The suggestion

Keep the white list as narrow as it was. It is safe: it restores or keeps what Cortex does.

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

> \u26D4 Prometheus of cluster \`prod\` cannot start on \`m6g.large\`: the instance is ARM, and the image is for x86.

The review suggests no edit here.`,"architectures-mixed":`## Example

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

> \u26A0\uFE0F Node group \`arm\` has ARM nodes in a cluster with x86 nodes: API \`translator\` without \`node_groups\` may land on either.

The review suggests no edit here.`,"autoscaling-ineffective":`## Example

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

> \u2139\uFE0F Requests always wait at each replica of API \`translator\`: \`target_in_flight\` is \`10\`, and a replica works on 4 at a time.

The review suggests no edit here.`,"certificate-region-mismatched":"## Example\n\nThe region of a copied file is changed, the certificate is not:\n\n```diff\n cluster_name: prod\n-region: us-west-2\n+region: us-east-1\n ssl_certificate_arn: arn:aws:acm:us-west-2:123456789012:certificate/8f1c2f63-0d36-4f2e-9a44-2f6d1f1f0c11\n```\n\n> \u26D4 Cluster `prod` is in `us-east-1` and cannot use its certificate: `ssl_certificate_arn` names one of ACM in `us-west-2`.\n\nThe review suggests no edit here.","certificate-removed":`## Example

The key is deleted:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-ssl_certificate_arn: arn:aws:acm:us-west-2:123456789012:certificate/8f1c2f63-0d36-4f2e-9a44-2f6d1f1f0c11 # *.example.com
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u26D4 HTTPS clients of cluster \`prod\` get a self-signed certificate for \`localhost\`: \`ssl_certificate_arn\` is gone.

## The suggestion

Keep the certificate. It is safe: it restores or keeps what Cortex does.

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

> \u2139\uFE0F HTTPS of cluster \`prod\` is interrupted for a short time when this is applied: \`ssl_certificate_arn\` names another certificate.

The review suggests no edit here.`,"certificate-service-mismatched":"## Example\n\nA certificate that was uploaded to IAM:\n\n```diff\n cluster_name: prod\n region: us-west-2\n+ssl_certificate_arn: arn:aws:iam::123456789012:server-certificate/iris\n```\n\n> \u26D4 Cluster `prod` cannot use its certificate: `ssl_certificate_arn` names something of the service `iam`, not a certificate of ACM.\n\nThe review suggests no edit here.","cluster-change-refused":`## Example

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

> \u26D4 A running cluster refuses to change \`instance_type\` of node group \`cpu\`, and with it all of this file, \`max_instances\` of \`cpu\` included: add a group under another name and remove this one later.

## The suggestion

Leave \`instance_type\` as it was. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
 region: us-west-2
 node_groups:
   - name: cpu
-    instance_type: m5.xlarge # four vCPUs
+    instance_type: m5.large # four vCPUs
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

> \u26D4 This is no longer the file of cluster \`prod\`, which keeps running: \`cluster_name\` goes from \`prod\` to \`prod-2\`.

## The suggestion

Keep the cluster. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
-cluster_name: prod-2 # bigger
+cluster_name: prod # bigger
 region: us-west-2
 node_groups:
   - name: cpu
\`\`\``,"cluster-image-mismatched":"## Example\n\nThe image of another part:\n\n```diff\n cluster_name: prod\n region: us-west-2\n image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1\n-image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/proxy:0.42.1\n+image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/istio-proxy:0.42.1\n```\n\n> \u26D4 `image_proxy` of cluster `prod` names the image for `image_istio_proxy`: `123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/ist\u2026`.\n\nThe review suggests no edit here.","cluster-image-runs-code":`## Example

A command in place of the account:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
+image_operator: $(aws sts get-caller-identity --query Account).dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u26D4 A shell runs part of \`image_operator\` of cluster \`prod\` as a command, with AWS credentials at hand: \`$(aws sts get-caller-identity --query Account).dkr.ecr.us-w\u2026\` is no image.

The review suggests no edit here.`,"cluster-image-unpinned":`## Example

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

> \u26A0\uFE0F Images of cluster \`prod\` are not pinned to a release: \`123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/man\u2026\` and 4 more.

The review suggests no edit here.`,"cluster-images-mixed":`## Example

Two images are copied, the others are not:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
+image_operator: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/operator:0.42.1
+image_proxy: 123456789012.dkr.ecr.us-west-2.amazonaws.com/cortexlabs/proxy:0.42.1
\`\`\`

> \u26A0\uFE0F Cluster \`prod\` takes its images from two places: 2 come from ECR, but \`image_manager\` and 25 more still come from a public registry.

## The suggestion

Take all images from ECR. It changes what Cortex does, so look before you commit it.

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

> \u26D4 Images of cluster \`prod\` move from ECR of account \`123456789012\` to ECR of account \`210987654321\`: \`image_manager\` and 1 more, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the images. It is safe: it restores or keeps what Cortex does.

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

> \u2139\uFE0F Cluster \`iris-prod\` pulls all images of Cortex from a public registry: none has an address in ECR.

The review suggests no edit here.`,"cluster-images-remote":`## Example

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

> \u26A0\uFE0F Cluster \`prod\` in \`us-west-2\` pulls images from ECR in \`us-east-1\`: \`image_manager\` and 4 more.

The review suggests no edit here.`,"cluster-removed":`## Example

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

> \u26A0\uFE0F Config of cluster \`shop\` removed from \`cluster.yaml\`: the cluster keeps running and costing until \`cortex cluster down\`, and its changes are no longer reviewed.

The review suggests no edit here.`,"cluster-repeated":`## Example

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

The review suggests no edit here.`,"cluster-version-changed":`## Example

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

> \u26D4 Cluster \`prod\` cannot go from Cortex 0.42.0 to 0.42.1 in place: build a second cluster under another name and move the APIs.

The review suggests no edit here.`,"command-removed":"## Example\n\n`command` removed, `args` left:\n\n```diff\n     containers:\n       - name: api\n         image: iris-classifier:1.4.2\n-        command: [python, -m, server]\n         args: [--threads, '4']\n```\n\n> \u26A0\uFE0F `command` removed from container `api` of API `iris-classifier`: the `ENTRYPOINT` of the image with the given `args` starts instead of `python -m server`.\n\n## The suggestion\n\nRestore `command`. It is safe: it restores or keeps what Cortex does.\n\n```diff\n     containers:\n       - name: api\n         image: iris-classifier:1.4.2\n+        command: [python, -m, server]\n         args: [--threads, '4']\n```","compute-requests-lowered":`## Example

Memory is halved:

\`\`\`diff
         image: iris:1.4.2
         compute:
           cpu: 1
-          mem: 4Gi
+          mem: 2Gi
\`\`\`

> \u26A0\uFE0F Container \`api\` of API \`iris-classifier\` requests less than before: \`mem\` goes from \`4Gi\` to \`2Gi\`.

## The suggestion

Keep the requests. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
         image: iris:1.4.2
         compute:
           cpu: 1
-          mem: 2Gi
+          mem: 4Gi
\`\`\``,"compute-requests-missing":`## Example

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

> \u26A0\uFE0F Container \`api\` of API \`iris-classifier\` requests no memory and the default 200m of CPU.

The review suggests no edit here.`,"config-refused":`## Example

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

> \u26D4 Cortex refuses API \`iris\`: \`pod.port\` must not be 8888, a port of Cortex itself.

The review suggests no edit here.`,"container-name-taken":`## Example

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

> \u26D4 No job of API \`trainer\` can start: Cortex adds a container \`kubexit\` itself.

The review suggests no edit here.`,"default-zones-recomputed":"## Example\n\nA group with GPUs joins:\n\n```diff\n node_groups:\n   - name: cpu\n     instance_type: m5.large\n+  - name: gpu\n+    instance_type: p3.2xlarge\n```\n\n> \u2139\uFE0F Node group `gpu` brings `p3.2xlarge` to cluster `prod`, which has no `availability_zones`: unless each zone in use offers it, the update is refused.\n\nThe review suggests no edit here.","downscaling-hastened":`## Example

The autoscaler waits less:

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    downscale_stabilization_period: 10m
+    downscale_stabilization_period: 1m # save money
\`\`\`

> \u2139\uFE0F API \`iris-classifier\` loses replicas sooner than before: \`downscale_stabilization_period\` goes from \`10m\` to \`1m\`.

## The suggestion

Keep the pace. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    downscale_stabilization_period: 1m # save money
+    downscale_stabilization_period: 10m # save money
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

> \u26D4 APIs \`iris\` (\`iris/cortex.yaml\`) and \`rose\` (\`rose/cortex.yaml\`) are of one cluster and have the same endpoint \`/predict\`: Cortex refuses the one that is deployed last.

The review suggests no edit here.`,"env-name-refused":`## Example

A name with a space:

\`\`\`diff
     containers:
       - name: api
         image: translator:2.0
+        env:
+          MODEL PATH: /models
\`\`\`

> \u26D4 Kubernetes refuses the pods of API \`translator\`: container \`api\` has a variable called \`MODEL PATH\`.

The review suggests no edit here.`,"gpu-group-preferred":`## Example

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

> \u26A0\uFE0F Node group \`gpu\` grows before \`cpu\` for APIs that need no GPU: their priorities are 50 and 10, and API \`iris\` names no node group.

The review suggests no edit here.`,"iam-default-policy-lost":`## Example

An empty list:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
+iam_policy_arns: []
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\`

> \u26D4 The APIs of cluster \`prod\` lose their access to S3: \`iam_policy_arns\` goes from the default \`AmazonS3FullAccess\` to no policy at all, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the policy. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-iam_policy_arns: []
 node_groups:
   - name: cpu
     instance_type: m5.large
\`\`\``,"iam-policies-widened":`## Example

Administrator rights:

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-iam_policy_arns: [arn:aws:iam::aws:policy/AmazonS3FullAccess]
+iam_policy_arns: [arn:aws:iam::aws:policy/AmazonS3FullAccess, arn:aws:iam::aws:policy/AdministratorAccess]
\`\`\`

> \u26D4 Every container of cluster \`prod\` may administer the AWS account: \`iam_policy_arns\` now also has \`AdministratorAccess\`, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the policies. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
-iam_policy_arns: [arn:aws:iam::aws:policy/AmazonS3FullAccess, arn:aws:iam::aws:policy/AdministratorAccess]
+iam_policy_arns: [arn:aws:iam::aws:policy/AmazonS3FullAccess]
\`\`\``,"image-account-crossed":`## Example

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

> \u26A0\uFE0F Container \`api\` of API \`translator\` gets its image from ECR of account \`210987654321\`: cluster \`prod\` is in account \`123456789012\`.

The review suggests no edit here.`,"image-architecture-mismatched":`## Example

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

> \u26A0\uFE0F Container \`api\` of API \`translator\` may start on a node where it cannot run: \`translator:2.0-arm64\` is for ARM, and node group \`x86\` is not.

The review suggests no edit here.`,"image-moved":`## Example

From ECR to a public registry:

\`\`\`diff
   pod:
     containers:
       - name: api
-        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/translator:2.0
+        image: acme/translator:2.1
\`\`\`

> \u26D4 Container \`api\` of API \`translator\` gets its image from a public registry instead of ECR: it goes to \`acme/translator:2.1\`.

## The suggestion

Keep the image where it was. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F Container \`api\` of API \`translator\` gets its image from \`us-west-2\`: cluster \`prod\` is in \`eu-west-1\`.

The review suggests no edit here.`,"image-unpinned":`## Example

The version becomes latest:

\`\`\`diff
   pod:
     containers:
       - name: api
-        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
+        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:latest
\`\`\`

> \u26A0\uFE0F Container \`api\` of API \`iris-classifier\` is no longer pinned to one build: its image goes from \`iris:1.4.2\` to \`iris:latest\`.

## The suggestion

Keep the image pinned. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
   pod:
     containers:
       - name: api
-        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:latest
+        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.4.2
\`\`\``,"instance-volume-shrunk":`## Example

A smaller disk:

\`\`\`diff
 node_groups:
   - name: gpu
     instance_type: g4dn.xlarge
-    instance_volume_size: 200 # models
+    instance_volume_size: 100 # models
\`\`\`

> \u26D4 Instances of node group \`gpu\` get smaller disks: \`instance_volume_size\` goes from \`200\` to \`100\`, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the size of the disks. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
 node_groups:
   - name: gpu
     instance_type: g4dn.xlarge
-    instance_volume_size: 100 # models
+    instance_volume_size: 200 # models
\`\`\``,"job-command-empty":`## Example

A Task API:

\`\`\`diff
     containers:
       - name: api
         image: trainer:1.4.2
-        command: [python, train.py]
+        command: [] # from the image
\`\`\`

> \u26D4 Every job of API \`trainer\` fails when it is submitted: the \`command\` of container \`api\` is empty.

The review suggests no edit here.`,"liveness-probe-impatient":`## Example

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

> \u2139\uFE0F Container \`api\` of API \`translator\` may be restarted while it is only busy: its liveness probe asks what its readiness probe asks, and gives up after 3 \xD7 1s.

## The suggestion

Wait 4s for an answer. It changes what Cortex does, so look before you commit it.

\`\`\`diff
             port: 8080
         liveness_probe:
           http_get: {path: /healthz, port: 8080}
+          timeout_seconds: 4
\`\`\``,"liveness-probe-refused":`## Example

Three successes in a row:

\`\`\`diff
             path: /live
             port: 8080
           period_seconds: 30
+          success_threshold: 3 # be sure
\`\`\`

> \u26D4 Kubernetes refuses the pods of API \`iris-classifier\`: the \`success_threshold\` of the liveness probe of container \`api\` is \`3\`, and may only be \`1\`.

## The suggestion

Set the threshold to 1. It changes what Cortex does, so look before you commit it.

\`\`\`diff
             path: /live
             port: 8080
           period_seconds: 30
-          success_threshold: 3 # be sure
+          success_threshold: 1 # be sure
\`\`\``,"liveness-probe-removed":`## Example

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

> \u2139\uFE0F Container \`api\` of API \`iris-classifier\` is no longer restarted when it hangs: its liveness probe is gone.

## The suggestion

Keep the liveness probe. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F Container \`api\` of API \`translator\` may be restarted while it is only busy: its new liveness probe gives up after 3 \xD7 1s without an answer.

## The suggestion

Wait 4s for an answer. It changes what Cortex does, so look before you commit it.

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

## The suggestion

Set \`initial_delay_seconds: 120\`. It changes what Cortex does, so look before you commit it.

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

> \u26A0\uFE0F Requests pile up inside the server of API \`translator\`: it works on \`8\` at a time, and \`max_concurrency\` is \`32\`.

## The suggestion

Let through what the server works on. It changes what Cortex does, so look before you commit it.

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

> \u26A0\uFE0F API \`translator\` lets many more requests through to the same container: \`max_concurrency\` goes from \`8\` to \`80\`.

## The suggestion

Keep the concurrency. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F Instances of node group \`cpu\` beyond the new limit are terminated without draining: \`max_instances\` goes from \`20\` to \`8\`.

## The suggestion

Keep the limit. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
-    max_instances: 8 # enough
+    max_instances: 20 # enough
\`\`\``,"max-replicas-lowered":`## Example

An API can grow to a tenth:

\`\`\`diff
         image: iris-classifier:1.4.2
   autoscaling:
     min_replicas: 1
-    max_replicas: 50
+    max_replicas: 5 # save money
\`\`\`

> \u26D4 API \`iris-classifier\` can grow to fewer replicas: \`max_replicas\` goes from \`50\` to \`5\`.

## The suggestion

Keep the room to grow. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
         image: iris-classifier:1.4.2
   autoscaling:
     min_replicas: 1
-    max_replicas: 5 # save money
+    max_replicas: 50 # save money
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

> \u26A0\uFE0F \`max_replicas\` of \`5\` removed from API \`iris\`: it can scale up to the default of 100 replicas, with the nodes and the load that come with them.

## The suggestion

Restore \`max_replicas: 5\`. It is safe: it restores or keeps what Cortex does.

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

> \u2139\uFE0F Node group \`cpu\` may run empty, so that pods wait for an instance to start: \`min_instances\` goes from \`1\` to \`0\`.

## The suggestion

Keep an instance running. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
-    min_instances: 0 # save money
+    min_instances: 1 # save money
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

> \u26A0\uFE0F API \`iris-classifier\` may have no replica at all: \`min_replicas\` goes from \`2\` to \`0\`.

## The suggestion

Keep as many replicas up. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    min_replicas: 0 # save money
+    min_replicas: 2 # save money
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

> \u26D4 Pods on node group \`arm\` may never start: \`m6g.large\` is ARM, and \`image_proxy\` and 1 more come from ECR, where Cortex's script puts images for x86 only.

The review suggests no edit here.`,"nat-gateway-not-redundant":`## Example

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

> \u2139\uFE0F All private nodes of cluster \`prod\`, up to 60, depend on a NAT gateway in one availability zone: \`nat_gateway\` is \`single\`.

## The suggestion

Put a NAT gateway into each zone. It changes what Cortex does, so look before you commit it.

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

> \u26D4 Cluster \`prod\` depends on one availability zone for its way out: \`nat_gateway\` goes from \`highly_available\` to \`single\`, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep a NAT gateway in each zone. It is safe: it restores or keeps what Cortex does.

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

> \u26D4 The private nodes of cluster \`prod\` lose their way out: \`nat_gateway\` goes from \`single\` to \`none\`, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the NAT gateway. It is safe: it restores or keeps what Cortex does.

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

> \u26D4 Node group \`gpu\` is removed, but API \`iris\` asks for this group only.

## The suggestion

Keep node group \`gpu\`. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F Node group \`gpu-large\` may count with the priority of \`gpu\` (50) instead of its own (10): the cluster autoscaler looks priorities up by how names begin.

The review suggests no edit here.`,"node-group-removed":`## Example

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

## The suggestion

Keep node group \`extra\`. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F Node group \`cpu-large\` takes the place of \`cpu\`: Cortex removes the old group with all its nodes.

## The suggestion

Keep the name \`cpu\`. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
 cluster_name: prod
 region: us-west-2
 node_groups:
-  - name: cpu-large
+  - name: cpu
     instance_type: m5.large
     max_instances: 20 # peak
\`\`\``,"node-group-unknown":`## Example

A name is misspelt:

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

> \u26D4 Cortex refuses API \`iris\`: cluster \`prod\` (\`cluster.yaml\`) has no node group \`infrence\`.

## The suggestion

Name node group \`inference\`. It changes what Cortex does, so look before you commit it.

\`\`\`diff
 - name: iris
   kind: RealtimeAPI
-  node_groups: [infrence]
+  node_groups: [inference]
   pod:
     containers:
       - name: api
\`\`\``,"node-groups-narrowed":`## Example

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

> \u26D4 API \`iris\` can run on spot instances only: its \`node_groups\` leave out node group \`cpu\`, on which it could fall back.

## The suggestion

Keep the node groups. It is safe: it restores or keeps what Cortex does.

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

> \u26D4 Node group \`cpu\` of cluster \`prod\` holds 9 replicas of APIs \`iris-classifier\` and \`wine-classifier\` at most: their \`min_replicas\` add up to 11.

## The suggestion

Keep \`min_replicas\` as it is. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F Cluster \`prod\` has 29 node groups, but the security group of its control plane has room for 28.

The review suggests no edit here.`,"nodes-made-public":`## Example

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

> \u26D4 Cluster \`prod\` puts its nodes on public subnets: \`subnet_visibility\` goes from \`private\` to \`public\`, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the nodes private. It is safe: it restores or keeps what Cortex does.

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

> \u26D4 Cortex cannot save API \`iris-classifier\`: \`max_upscale_factor\` is \`.inf\`, which is no finite number.

The review suggests no edit here.`,"older-config-refused":"## Example\n\n`min_instances` raised above `max_instances`, in the form of 0.30:\n\n```diff\n api_load_balancer_scheme: internal\n operator_load_balancer_scheme: internal\n instance_type: m5.large\n-min_instances: 2\n+min_instances: 20\n max_instances: 10\n```\n\n> \u26D4 `min_instances` of cluster `shop` is `20`: it exceeds `max_instances`, which is `10`, so Cortex rejects the config.\n\nThe review suggests no edit here.","on-demand-backup-disabled":`## Example

The backup is switched off:

\`\`\`diff
 spot: true
 spot_config:
   instance_distribution: [m5.large, m5a.large]
-  on_demand_backup: true # when there is no spot capacity
+  on_demand_backup: false # when there is no spot capacity
\`\`\`

> \u26D4 Cluster \`cortex\` loses its on-demand backup: \`on_demand_backup\` goes from \`true\` to \`false\`, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the on-demand backup. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F On-demand group \`on-demand\` can stand in for 4 of the 20 spot instances that it backs: \`max_instances\` goes from \`20\` to \`4\`.

## The suggestion

Keep the size of the fallback. It is safe: it restores or keeps what Cortex does.

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

> \u26D4 Node group \`gpu\` of cluster \`prod\` has no on-demand fallback: it is on spot instances only, and no other group has on-demand instances that fit its pods.

## The suggestion

Add the on-demand group \`gpu-on-demand\`. It changes what Cortex does, so look before you commit it.

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

> \u26D4 Cluster \`prod\` has no on-demand capacity left: node group \`gpu\` is removed.

## The suggestion

Keep node group \`gpu\`. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F API \`iris\` has no on-demand fallback: its pod fits spot group \`cpu-spot\`, but no node of \`cpu\`.

The review suggests no edit here.`,"operator-load-balancer-public":`## Example

The scheme goes from internal to internet-facing:

\`\`\`diff
     max_instances: 10
 
 subnet_visibility: private
-operator_load_balancer_scheme: internal # reached over the VPN
+operator_load_balancer_scheme: internet-facing # reached over the VPN
\`\`\`

> \u26D4 Cluster \`prod\` opens its operator to the whole internet: \`operator_load_balancer_scheme\` goes from \`internal\` to \`internet-facing\`, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the load balancer internal. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F The operator of cluster \`prod\` shuts out addresses of \`198.51.100.0/24\`: \`operator_load_balancer_cidr_white_list\` is narrower than before.

The review suggests no edit here.`,"operator-white-list-widened":`## Example

One more line opens the operator to everybody:

\`\`\`diff
 operator_load_balancer_cidr_white_list:
   - 198.51.100.0/24 # office
   - 203.0.113.7/32 # CI
+  - 0.0.0.0/0
 
 node_groups:
   - name: cpu
\`\`\`

> \u26D4 Cluster \`prod\` lets the whole internet through to its operator: \`operator_load_balancer_cidr_white_list\` now also admits \`0.0.0.0/0\`.

## The suggestion

Keep the white list as narrow as it was. It is safe: it restores or keeps what Cortex does.

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

> \u26D4 Cortex refuses API \`iris\`, as its pod fits no node of cluster \`prod\`: it asks for \`cpu\` \`2100m\` with its sidecar, and \`m5.large\` of node group \`cpu\` has \`1440m\` for pods.

## The suggestion

Ask for what \`m5.large\` has. It changes what Cortex does, so look before you commit it.

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

> \u26A0\uFE0F Requests to API \`iris-classifier\` go to another port, but its containers stay the same: \`port\` goes from \`9000\` to \`8000\`.

## The suggestion

Keep the port. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
 - name: iris-classifier
   kind: RealtimeAPI
   pod:
-    port: 8000 # as elsewhere
+    port: 9000 # as elsewhere
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

## The suggestion

Set \`port: 8000\`. It changes what Cortex does, so look before you commit it.

\`\`\`diff
 - name: iris-classifier
   kind: RealtimeAPI
   pod:
-    port: 9000 # as elsewhere
+    port: 8000 # as elsewhere
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

> \u2139\uFE0F Container \`api\` of API \`iris-classifier\` is stopped without warning: its \`pre_stop\` hook is gone.

## The suggestion

Keep the hook. It is safe: it restores or keeps what Cortex does.

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

> \u2139\uFE0F Container \`api\` of API \`translator\` is killed during its \`pre_stop\` hook: that sleeps for 90 seconds, and there are only 60 to stop.

The review suggests no edit here.`,"prometheus-downsized":`## Example

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

> \u26D4 Prometheus of cluster \`prod\` loses memory: its instance goes from \`m5.xlarge\` (16 GiB) to \`m5.large\` (8 GiB), and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the memory of Prometheus. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F Prometheus is small for cluster \`prod\`: it runs on the default \`t3.medium\` with 4 GiB, and the cluster can grow to 350 instances.

## The suggestion

Give Prometheus 8 GiB. It changes what Cortex does, so look before you commit it.

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

## The suggestion

Set \`api_load_balancer_scheme: internal\` and \`operator_load_balancer_scheme: internal\`. It changes what Cortex does, so look before you commit it.

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

> \u2139\uFE0F Each replica of API \`translator\` refuses requests sooner: \`max_queue_length\` goes from \`100\` to \`10\`, so the next after 18 gets a 503.

## The suggestion

Keep the queue as long as it was. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F More requests wait at each replica of API \`iris-classifier\`: \`max_queue_length\` goes from \`20\` to \`200\`.

## The suggestion

Keep the queue as short as it was. It is safe: it restores or keeps what Cortex does.

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

> \u2139\uFE0F Many requests may wait at each replica of API \`translator\`: \`max_queue_length\` is the default \`100\`, while it works on 1 at a time.

The review suggests no edit here.`,"readiness-probe-missing":`## Example

A new API without a probe:

\`\`\`yaml
- name: translator
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: translator:2.0
\`\`\`

> \u2139\uFE0F API \`translator\` counts as ready once port \`8080\` is open: no readiness probe asks whether it can answer.

The review suggests no edit here.`,"readiness-probe-removed":`## Example

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

> \u26A0\uFE0F API \`iris-classifier\` counts as ready once its port is open: the readiness probe of container \`api\` is gone.

## The suggestion

Keep the readiness probe. It is safe: it restores or keeps what Cortex does.

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

> \u26D4 The node groups of cluster \`prod\` hold 9 replicas of API \`iris\` at most: \`min_replicas\` is \`12\`.

The review suggests no edit here.`,"rolling-update-stuck":`## Example

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

The review suggests no edit here.`,"root-volume-unbootable":`## Example

A cold disk:

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
+    instance_volume_type: sc1 # cheap
\`\`\`

> \u26D4 No instance of node group \`cpu\` can start: EC2 does not boot from disks of type \`sc1\`.

## The suggestion

Use \`gp3\`. It changes what Cortex does, so look before you commit it.

\`\`\`diff
 node_groups:
   - name: cpu
     instance_type: m5.large
-    instance_volume_type: sc1 # cheap
+    instance_volume_type: gp3 # cheap
\`\`\``,"secret-committed":"## Example\n\nA password is added:\n\n```diff\n         image: recommender:1.4.2\n         env:\n           DB_HOST: features.internal\n+          DB_PASSWORD: q7Rt2vX9mB4k\n```\n\n> \u26D4 Secret in `env` of container `api` of API `recommender`: `DB_PASSWORD` looks like a password and is readable by everyone with access to this file.\n\nThe review suggests no edit here.","shared-memory-lowered":`## Example

The shared memory is deleted:

\`\`\`diff
         compute:
           cpu: 2
           mem: 8Gi
-          shm: 2Gi
\`\`\`

> \u26A0\uFE0F Container \`api\` of API \`translator\` has much less shared memory: \`shm\` goes from \`2Gi\` to none.

## The suggestion

Keep the shared memory. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
         compute:
           cpu: 2
           mem: 8Gi
+          shm: 2Gi
\`\`\``,"shared-memory-repeated":"## Example\n\nA second container asks for it:\n\n```diff\n         compute: {cpu: 1, mem: 4Gi, shm: 1Gi}\n       - name: side\n         image: side:1.0\n-        compute: {cpu: 1, mem: 1Gi}\n+        compute: {cpu: 1, mem: 1Gi, shm: 256Mi}\n```\n\n> \u26D4 Kubernetes refuses the pods of API `iris-classifier`: containers `api` and `side` both ask for `shm`.\n\nThe review suggests no edit here.","spec-version-changed":`## Example

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

> \u2139\uFE0F This becomes a spec for Cortex 0.36 or later; it was one for 0.34 to 0.35.

The review suggests no edit here.`,"splitter-shadow-changed":`## Example

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

> \u26A0\uFE0F API \`iris-next\` now serves 10% of the requests of traffic splitter \`iris\`: it is no longer a shadow.

The review suggests no edit here.`,"splitter-target-of-wrong-kind":`## Example

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

> \u26D4 Cortex refuses traffic splitter \`iris\`: \`iris-next\` is of kind \`AsyncAPI\`, not \`RealtimeAPI\`.

The review suggests no edit here.`,"splitter-target-removed":`## Example

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

> \u26D4 Traffic splitter \`iris\` still sends 20% of its requests to API \`iris-next\`, which is removed.

The review suggests no edit here.`,"splitter-target-scaled-to-zero":`## Example

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

> \u26D4 API \`iris-classifier\` may scale to zero, where traffic splitter \`iris\` cannot wake it: \`min_replicas\` is \`0\`, and the splitter sends it 80% of the requests.

## The suggestion

Keep one replica running. It changes what Cortex does, so look before you commit it.

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    min_replicas: 0 # save money
+    min_replicas: 1 # save money
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

> \u26D4 Traffic splitter \`all\` sends 50% of its requests to API \`three\`, which no file of cluster \`shop\` defines: Cortex rejects the splitter unless the API is already deployed.

The review suggests no edit here.`,"splitter-target-unready":`## Example

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

> \u26D4 Traffic splitter \`iris\` sends 20% of its requests to API \`iris-next\` before it is ready: both are deployed together.

## The suggestion

Leave the weights as they are for now. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F Traffic splitter \`iris\` moves 80% of its requests at once: API \`iris-next\` goes from 10% to 90%.

The review suggests no edit here.`,"spot-architecture-mixed":`## Example

Graviton instances in a group for x86:

\`\`\`diff
     instance_type: m5.large
     spot: true
     spot_config:
-      instance_distribution: [m5.large, m5a.large]
+      instance_distribution: [m5.large, m5a.large, m6g.large]
\`\`\`

> \u26D4 Spot instances of type \`m6g.large\` can never join node group \`spot\`: its \`m5.large\` makes it a group for x86.

## The suggestion

Leave the other architecture out. It changes what Cortex does, so look before you commit it.

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

> \u26D4 Spot instances of node group \`cpu\` come from one type only: \`m5a.large\` and \`m5n.large\` are left out, and \`cortex cluster configure\` refuses this on a running cluster.

## The suggestion

Keep the choice of spot instances. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F Spot group \`spot\` comes after on-demand group \`on-demand\` that backs it: their priorities are 10 and 50.

## The suggestion

Let the spot group come first. It changes what Cortex does, so look before you commit it.

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

> \u26A0\uFE0F Spot group \`spot\` (priority 10) now comes after on-demand group \`on-demand\` (priority 50): \`priority\` of \`spot\` goes from \`100\` to \`10\`.

## The suggestion

Keep the spot group first. It is safe: it restores or keeps what Cortex does.

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

> \u26A0\uFE0F Requests always wait at each replica of API \`iris-classifier\`: \`target_in_flight\` stays \`8\` while \`max_concurrency\` goes from \`8\` to \`4\`.

## The suggestion

Change the target in proportion. It changes what Cortex does, so look before you commit it.

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

> \u2139\uFE0F \`telemetry: false\` has no effect on cluster \`prod\`: the setting of the command line counts.

The review suggests no edit here.`,"update-without-capacity":`## Example

The only replica may go:

\`\`\`diff
         image: iris-classifier:1.4.2
   autoscaling:
     min_replicas: 1
+  update_strategy:
+    max_unavailable: 100% # faster
\`\`\`

> \u26D4 An update may stop the only replica of API \`iris-classifier\` before new ones are ready: \`max_unavailable\` is \`100%\`.

## The suggestion

Start new replicas first. It changes what Cortex does, so look before you commit it.

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

> \u2139\uFE0F API \`iris-classifier\` gets more replicas later than before: \`upscale_stabilization_period\` goes from \`1m\` to \`5m\`.

## The suggestion

Keep the pace. It is safe: it restores or keeps what Cortex does.

\`\`\`diff
       - name: api
         image: iris-classifier:1.4.2
   autoscaling:
-    upscale_stabilization_period: 5m # calm down
+    upscale_stabilization_period: 1m # calm down
\`\`\``,"variable-not-expanded":"## Example\n\n`$CORTEX_PORT` without a shell:\n\n```diff\n     containers:\n       - name: api\n         image: iris-classifier:1.4.2\n-        command: [gunicorn, --bind, '0.0.0.0:$(CORTEX_PORT)', 'app:app']\n+        command: [gunicorn, --bind, '0.0.0.0:$CORTEX_PORT', 'app:app'] # one form everywhere\n```\n\n> \u26D4 `$CORTEX_PORT` in `command` of container `api` of API `iris-classifier` is not expanded: the program gets the text `$CORTEX_PORT`, because Kubernetes expands only `$(CORTEX_PORT)`.\n\n## The suggestion\n\nWrite `$(CORTEX_PORT)`. It changes what Cortex does, so look before you commit it.\n\n```diff\n     containers:\n       - name: api\n         image: iris-classifier:1.4.2\n-        command: [gunicorn, --bind, '0.0.0.0:$CORTEX_PORT', 'app:app'] # one form everywhere\n+        command: [gunicorn, --bind, '0.0.0.0:$(CORTEX_PORT)', 'app:app'] # one form everywhere\n```","white-list-admits-nobody":"## Example\n\nPrivate addresses on an internet-facing load balancer:\n\n```diff\n cluster_name: prod\n region: us-west-2\n-operator_load_balancer_cidr_white_list: [203.0.113.0/24]\n+operator_load_balancer_cidr_white_list: [10.0.0.0/8, 192.168.0.0/16]\n```\n\n> \u26A0\uFE0F Nobody reaches the operator of cluster `prod`: its load balancer is internet-facing, but `operator_load_balancer_cidr_white_list` admits only `10.0.0.0/8` and `192.168.0.0/16`.\n\nThe review suggests no edit here.","white-list-too-long":`## Example

Six blocks, and three zones by default:

\`\`\`diff
   - 203.0.113.2/32
   - 203.0.113.3/32
   - 203.0.113.4/32
+  - 203.0.113.5/32
\`\`\`

> \u26A0\uFE0F Cluster \`prod\` needs 61 security group rules where AWS allows 60: \`operator_load_balancer_cidr_white_list\` has 6 blocks, and the nodes are in 3 zones by default.

## The suggestion

Say the same with fewer blocks. It is safe: it restores or keeps what Cortex does.

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

The review suggests no edit here.`,"yaml-invalid":`## Example

A bracket is missing:

\`\`\`diff
     instance_type: m5.large
     spot: true
     spot_config:
-      instance_distribution: [m5a.large, m4.large]
+      instance_distribution: [m5a.large, m4.large
\`\`\`

> \u26D4 This \`[\` is never closed.

The review suggests no edit here.`};
