import type { YamlMap, YamlNode } from '../../yaml/tree.ts'
import { findEntry, findNode } from '../../yaml/tree.ts'
import { isYamlNamed } from './file-name.ts'

/** The kinds since 0.19, and the names they had before its release; a source for expressions. */
export const MODERN_KIND = String.raw`(?:(?:realtime|async|batch|task|sync)_?api|(?:traffic|api)splitter)\b`

const MODERN = new RegExp(`^${MODERN_KIND}$`, 'i')

/**
 * The kinds up to 0.12, each with keys of which a spec of it has at least one.
 *
 * The names are common words, so the kind alone would take in the files of others.
 */
const LEGACY_KEYS: Readonly<Record<string, readonly string[]>> = {
  api: [
    'predictor',
    'model',
    'tensorflow',
    'onnx',
    'python',
    'external_model',
    'model_name',
    'model_type',
    'request_handler',
    'tracker',
    'compute',
    'autoscaling',
  ],
  raw_feature: ['type'],
  raw_column: ['type'],
  transformed_feature: ['transformer', 'transformer_path'],
  transformed_column: ['transformer', 'transformer_path'],
  aggregate: ['aggregator', 'aggregator_path'],
  aggregator: ['output_type'],
  transformer: ['output_type'],
  constant: ['type', 'value'],
  model: ['target_column', 'target', 'feature_columns', 'features', 'estimator', 'estimator_path'],
  estimator: ['target_column', 'prediction_key', 'model', 'path'],
  environment: ['data'],
  embed: ['template'],
  template: ['yaml'],
}

/** What a folder of APIs was called: only a name, so a file of nothing else needs a telling path. */
const GROUP_KINDS = ['deployment', 'app']
const GROUP_NAME = /(?:^|[_.-])(?:app|cortex)/i

export const LEGACY_KINDS: readonly string[] = [...Object.keys(LEGACY_KEYS), ...GROUP_KINDS]

/** Whether a document is a list of API specs, or one that `cortex cluster export` wrote. */
export function isApiFile(root: YamlNode, path: string): boolean {
  if (root.kind === 'list') return root.items.some((item) => isSpec(item, path))
  return root.kind === 'map' && isNamed(root) && isModern(root)
}

/** Whether a part of an API file is a spec, even one of an unknown kind. */
export function isApiSpec(node: YamlNode): node is YamlMap {
  if (node.kind !== 'map' || isKubernetes(node)) return false
  const kind = readText(node, 'kind') ?? ''
  return kind === 'api' || !LEGACY_KINDS.includes(kind)
}

/** Whether a document still has something of an API file, as against being something else now. */
export function resemblesApiFile(root: YamlNode): boolean {
  const specs = root.kind === 'list' ? root.items : [root]
  return specs.length === 0 || specs.some((spec) => hasSpecKey(spec))
}

function hasSpecKey(node: YamlNode): boolean {
  return isApiSpec(node) && SPEC_KEYS.some((key) => findEntry(node, key))
}

/** The name is left out: lists of many tools have one. */
const SPEC_KEYS = ['kind', 'pod', 'predictor', 'handler', 'definition', 'apis', 'autoscaling']

function isSpec(item: YamlNode, path: string): boolean {
  if (item.kind !== 'map') return false
  if (isModern(item)) return true

  const kind = readText(item, 'kind')
  if (kind !== undefined && GROUP_KINDS.includes(kind)) {
    return isNamed(item) && item.entries.length <= 3 && isYamlNamed(path, GROUP_NAME)
  }
  const keys =
    kind !== undefined && Object.hasOwn(LEGACY_KEYS, kind) ? LEGACY_KEYS[kind] : undefined
  if (keys) return keys.some((key) => findEntry(item, key)) && !isKubernetes(item)
  return isNamed(item) && hasSection(item) && !isKubernetes(item)
}

function isModern(spec: YamlMap): boolean {
  return MODERN.test(readText(spec, 'kind') ?? '') && !isKubernetes(spec)
}

/** Custom resources of the same kinds have these, and so have most look-alikes. */
function isKubernetes(spec: YamlMap): boolean {
  return ['apiVersion', 'spec'].some((key) => findEntry(spec, key))
}

/** What serves the requests of an API; enough where the kind is missing, or misspelt. */
function hasSection(spec: YamlMap): boolean {
  if (findNode(spec, ['pod', 'containers'])?.kind === 'list') return true
  const predictor = findNode(spec, ['predictor'])
  if (PREDICTOR_KEYS.some((key) => findEntry(predictor, key))) return true
  const handler = findNode(spec, ['handler'])
  return handler?.kind === 'map' && HANDLER_TYPE.test(readText(handler, 'type') ?? '')
}

const PREDICTOR_KEYS = ['type', 'path', 'model', 'model_path', 'models']

/** Handlers have types in other tools too. */
const HANDLER_TYPE = /^(?:python|tensorflow)$/

function isNamed(spec: YamlMap): boolean {
  const name = findEntry(spec, 'name')?.value
  return name !== undefined && name.kind !== 'list' && name.kind !== 'map'
}

function readText(map: YamlMap, key: string): string | undefined {
  const value = findEntry(map, key)?.value
  return value?.kind === 'string' ? value.value : undefined
}
