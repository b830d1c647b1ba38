const LARGEST = 2 ** 31 - 1

/** A number of replicas, or a share of them. */
export interface ReplicaShare {
  readonly value: number
  readonly unit: 'replicas' | 'percent'
}

/**
 * Parses `update_strategy`'s numbers: a whole number of replicas, or a whole percentage up to 100%;
 * undefined if Cortex would refuse the text. A plus sign and leading zeros are fine.
 */
export function parseReplicaShare(text: string): ReplicaShare | undefined {
  const match = /^([+-]?)(\d+)(%?)$/.exec(text)
  if (!match) return undefined

  const [, sign, digits = '', percent] = match
  const value = Number(digits)
  if (sign === '-' && value !== 0) return undefined
  if (value > (percent ? 100 : LARGEST)) return undefined
  return { value, unit: percent ? 'percent' : 'replicas' }
}
