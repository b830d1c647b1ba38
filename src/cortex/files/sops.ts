import type { KeyPath } from '../../text/text.ts'
import { findEntry, findNode, type YamlNode } from '../../yaml/tree.ts'

/** Whether a file was encrypted with sops: its values must stay as they are, or its MAC fails. */
export function isSopsFile(root: YamlNode | undefined): boolean {
  const mac = findNode(root, ['sops', 'mac'])
  return mac?.kind === 'string' && findEntry(findNode(root, ['sops']), 'version') !== undefined
}

/** A file without what sops adds: it is decrypted before Cortex reads it. */
export function leaveOutSops(root: YamlNode): YamlNode {
  if (root.kind !== 'map') return root
  const entries = root.entries.filter(({ key }) => key.kind !== 'string' || key.value !== 'sops')
  return { ...root, entries }
}

/** Whether nobody knows what a value is before it is decrypted. */
export function isCipherAt(root: YamlNode | undefined, path: KeyPath): boolean {
  const node = findNode(root, path)
  return node?.kind === 'string' && holdsCipher(node.value)
}

/** Whether any value is encrypted. */
export function holdsCiphers(node: YamlNode | undefined): boolean {
  if (node?.kind === 'list') return node.items.some(holdsCiphers)
  if (node?.kind === 'map') return node.entries.some(({ value }) => holdsCiphers(value))
  return node?.kind === 'string' && holdsCipher(node.value)
}

/** Whether a text has an encrypted value in it. */
export function holdsCipher(text: string): boolean {
  return text.includes('ENC[AES256_GCM,')
}
