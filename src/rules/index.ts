// Written by `npm run generate`.
import type { Rule } from '../review/rule.ts'
import apiEndpointChanged from './api-endpoint-changed.ts'
import apiKindChanged from './api-kind-changed.ts'
import apiLoadBalancerPublic from './api-load-balancer-public.ts'
import apiNameRepeated from './api-name-repeated.ts'
import apiRemoved from './api-removed.ts'
import apiRenamed from './api-renamed.ts'
import apiWhiteListNarrowed from './api-white-list-narrowed.ts'
import apiWhiteListWidened from './api-white-list-widened.ts'
import architectureUnsupported from './architecture-unsupported.ts'
import architecturesMixed from './architectures-mixed.ts'
import autoscalingIneffective from './autoscaling-ineffective.ts'
import certificateRegionMismatched from './certificate-region-mismatched.ts'
import certificateRemoved from './certificate-removed.ts'
import certificateReplaced from './certificate-replaced.ts'
import certificateServiceMismatched from './certificate-service-mismatched.ts'
import clusterChangeRefused from './cluster-change-refused.ts'
import clusterIdentityChanged from './cluster-identity-changed.ts'
import clusterImageMismatched from './cluster-image-mismatched.ts'
import clusterImageRunsCode from './cluster-image-runs-code.ts'
import clusterImageUnpinned from './cluster-image-unpinned.ts'
import clusterImagesMixed from './cluster-images-mixed.ts'
import clusterImagesMoved from './cluster-images-moved.ts'
import clusterImagesPublic from './cluster-images-public.ts'
import clusterImagesRemote from './cluster-images-remote.ts'
import clusterRemoved from './cluster-removed.ts'
import clusterRepeated from './cluster-repeated.ts'
import clusterVersionChanged from './cluster-version-changed.ts'
import commandRemoved from './command-removed.ts'
import computeRequestsLowered from './compute-requests-lowered.ts'
import computeRequestsMissing from './compute-requests-missing.ts'
import configRefused from './config-refused.ts'
import containerNameTaken from './container-name-taken.ts'
import defaultZonesRecomputed from './default-zones-recomputed.ts'
import downscalingHastened from './downscaling-hastened.ts'
import endpointTaken from './endpoint-taken.ts'
import envNameRefused from './env-name-refused.ts'
import gpuGroupPreferred from './gpu-group-preferred.ts'
import iamDefaultPolicyLost from './iam-default-policy-lost.ts'
import iamPoliciesWidened from './iam-policies-widened.ts'
import imageAccountCrossed from './image-account-crossed.ts'
import imageArchitectureMismatched from './image-architecture-mismatched.ts'
import imageMoved from './image-moved.ts'
import imageRemote from './image-remote.ts'
import imageUnpinned from './image-unpinned.ts'
import instanceVolumeShrunk from './instance-volume-shrunk.ts'
import jobCommandEmpty from './job-command-empty.ts'
import livenessProbeImpatient from './liveness-probe-impatient.ts'
import livenessProbeRefused from './liveness-probe-refused.ts'
import livenessProbeRemoved from './liveness-probe-removed.ts'
import livenessProbeTightened from './liveness-probe-tightened.ts'
import livenessProbeTooEarly from './liveness-probe-too-early.ts'
import maxConcurrencyMismatched from './max-concurrency-mismatched.ts'
import maxConcurrencyRaised from './max-concurrency-raised.ts'
import maxInstancesLowered from './max-instances-lowered.ts'
import maxReplicasLowered from './max-replicas-lowered.ts'
import maxReplicasRemoved from './max-replicas-removed.ts'
import minInstancesLowered from './min-instances-lowered.ts'
import minReplicasLowered from './min-replicas-lowered.ts'
import mirroredImagesLackArm from './mirrored-images-lack-arm.ts'
import natGatewayNotRedundant from './nat-gateway-not-redundant.ts'
import natGatewayRedundancyRemoved from './nat-gateway-redundancy-removed.ts'
import natGatewayRemoved from './nat-gateway-removed.ts'
import nodeGroupInUseRemoved from './node-group-in-use-removed.ts'
import nodeGroupNamesAlike from './node-group-names-alike.ts'
import nodeGroupRemoved from './node-group-removed.ts'
import nodeGroupRenamed from './node-group-renamed.ts'
import nodeGroupUnknown from './node-group-unknown.ts'
import nodeGroupsMissing from './node-groups-missing.ts'
import nodeGroupsNarrowed from './node-groups-narrowed.ts'
import nodeGroupsOutgrown from './node-groups-outgrown.ts'
import nodeGroupsTooMany from './node-groups-too-many.ts'
import nodesMadePublic from './nodes-made-public.ts'
import numberNotFinite from './number-not-finite.ts'
import olderConfigRefused from './older-config-refused.ts'
import onDemandBackupDisabled from './on-demand-backup-disabled.ts'
import onDemandFallbackLowered from './on-demand-fallback-lowered.ts'
import onDemandFallbackMissing from './on-demand-fallback-missing.ts'
import onDemandFallbackRemoved from './on-demand-fallback-removed.ts'
import onDemandFallbackTooSmall from './on-demand-fallback-too-small.ts'
import operatorLoadBalancerPublic from './operator-load-balancer-public.ts'
import operatorWhiteListNarrowed from './operator-white-list-narrowed.ts'
import operatorWhiteListWidened from './operator-white-list-widened.ts'
import podTooLarge from './pod-too-large.ts'
import portChanged from './port-changed.ts'
import portMismatched from './port-mismatched.ts'
import preStopRemoved from './pre-stop-removed.ts'
import preStopTooLong from './pre-stop-too-long.ts'
import prometheusDownsized from './prometheus-downsized.ts'
import prometheusUndersized from './prometheus-undersized.ts'
import publicSubnetsMissing from './public-subnets-missing.ts'
import queueLengthLowered from './queue-length-lowered.ts'
import queueLengthRaised from './queue-length-raised.ts'
import queueTooLong from './queue-too-long.ts'
import readinessProbeMissing from './readiness-probe-missing.ts'
import readinessProbeRemoved from './readiness-probe-removed.ts'
import replicasUnschedulable from './replicas-unschedulable.ts'
import rollingUpdateStuck from './rolling-update-stuck.ts'
import rootVolumeUnbootable from './root-volume-unbootable.ts'
import secretCommitted from './secret-committed.ts'
import sharedMemoryLowered from './shared-memory-lowered.ts'
import sharedMemoryRepeated from './shared-memory-repeated.ts'
import specVersionChanged from './spec-version-changed.ts'
import splitterShadowChanged from './splitter-shadow-changed.ts'
import splitterTargetOfWrongKind from './splitter-target-of-wrong-kind.ts'
import splitterTargetRemoved from './splitter-target-removed.ts'
import splitterTargetScaledToZero from './splitter-target-scaled-to-zero.ts'
import splitterTargetUnknown from './splitter-target-unknown.ts'
import splitterTargetUnready from './splitter-target-unready.ts'
import splitterWeightShifted from './splitter-weight-shifted.ts'
import spotArchitectureMixed from './spot-architecture-mixed.ts'
import spotCapacityNarrowed from './spot-capacity-narrowed.ts'
import spotGroupNotPreferred from './spot-group-not-preferred.ts'
import spotPriorityInverted from './spot-priority-inverted.ts'
import targetInFlightLeftBehind from './target-in-flight-left-behind.ts'
import telemetryIgnored from './telemetry-ignored.ts'
import updateWithoutCapacity from './update-without-capacity.ts'
import upscalingSlowed from './upscaling-slowed.ts'
import variableNotExpanded from './variable-not-expanded.ts'
import whiteListAdmitsNobody from './white-list-admits-nobody.ts'
import whiteListTooLong from './white-list-too-long.ts'
import yamlAmbiguous from './yaml-ambiguous.ts'
import yamlInvalid from './yaml-invalid.ts'

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  apiEndpointChanged,
  apiKindChanged,
  apiLoadBalancerPublic,
  apiNameRepeated,
  apiRemoved,
  apiRenamed,
  apiWhiteListNarrowed,
  apiWhiteListWidened,
  architectureUnsupported,
  architecturesMixed,
  autoscalingIneffective,
  certificateRegionMismatched,
  certificateRemoved,
  certificateReplaced,
  certificateServiceMismatched,
  clusterChangeRefused,
  clusterIdentityChanged,
  clusterImageMismatched,
  clusterImageRunsCode,
  clusterImageUnpinned,
  clusterImagesMixed,
  clusterImagesMoved,
  clusterImagesPublic,
  clusterImagesRemote,
  clusterRemoved,
  clusterRepeated,
  clusterVersionChanged,
  commandRemoved,
  computeRequestsLowered,
  computeRequestsMissing,
  configRefused,
  containerNameTaken,
  defaultZonesRecomputed,
  downscalingHastened,
  endpointTaken,
  envNameRefused,
  gpuGroupPreferred,
  iamDefaultPolicyLost,
  iamPoliciesWidened,
  imageAccountCrossed,
  imageArchitectureMismatched,
  imageMoved,
  imageRemote,
  imageUnpinned,
  instanceVolumeShrunk,
  jobCommandEmpty,
  livenessProbeImpatient,
  livenessProbeRefused,
  livenessProbeRemoved,
  livenessProbeTightened,
  livenessProbeTooEarly,
  maxConcurrencyMismatched,
  maxConcurrencyRaised,
  maxInstancesLowered,
  maxReplicasLowered,
  maxReplicasRemoved,
  minInstancesLowered,
  minReplicasLowered,
  mirroredImagesLackArm,
  natGatewayNotRedundant,
  natGatewayRedundancyRemoved,
  natGatewayRemoved,
  nodeGroupInUseRemoved,
  nodeGroupNamesAlike,
  nodeGroupRemoved,
  nodeGroupRenamed,
  nodeGroupUnknown,
  nodeGroupsMissing,
  nodeGroupsNarrowed,
  nodeGroupsOutgrown,
  nodeGroupsTooMany,
  nodesMadePublic,
  numberNotFinite,
  olderConfigRefused,
  onDemandBackupDisabled,
  onDemandFallbackLowered,
  onDemandFallbackMissing,
  onDemandFallbackRemoved,
  onDemandFallbackTooSmall,
  operatorLoadBalancerPublic,
  operatorWhiteListNarrowed,
  operatorWhiteListWidened,
  podTooLarge,
  portChanged,
  portMismatched,
  preStopRemoved,
  preStopTooLong,
  prometheusDownsized,
  prometheusUndersized,
  publicSubnetsMissing,
  queueLengthLowered,
  queueLengthRaised,
  queueTooLong,
  readinessProbeMissing,
  readinessProbeRemoved,
  replicasUnschedulable,
  rollingUpdateStuck,
  rootVolumeUnbootable,
  secretCommitted,
  sharedMemoryLowered,
  sharedMemoryRepeated,
  specVersionChanged,
  splitterShadowChanged,
  splitterTargetOfWrongKind,
  splitterTargetRemoved,
  splitterTargetScaledToZero,
  splitterTargetUnknown,
  splitterTargetUnready,
  splitterWeightShifted,
  spotArchitectureMixed,
  spotCapacityNarrowed,
  spotGroupNotPreferred,
  spotPriorityInverted,
  targetInFlightLeftBehind,
  telemetryIgnored,
  updateWithoutCapacity,
  upscalingSlowed,
  variableNotExpanded,
  whiteListAdmitsNobody,
  whiteListTooLong,
  yamlAmbiguous,
  yamlInvalid,
]
