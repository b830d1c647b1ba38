import type { Client } from '../client.ts'

/**
 * Whether GitHub refused an operation for its schema: it no longer has a field that was asked for, or
 * an old server does not have it yet. Nothing of such an operation is carried out.
 */
export function isDrift(error: unknown): boolean {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors))
    return false
  if ('data' in error && error.data !== undefined && error.data !== null) return false
  return error.errors.some(
    (each) => typeof each?.extensions?.code === 'string' || UNKNOWN.test(String(each?.message)),
  )
}

const UNKNOWN = /doesn't exist on type|doesn't accept argument|isn't a defined|cannot query field/i

/** Clients whose GitHub lacks fields that only make comments better. */
const modest = new WeakSet<Client>()

/** From now on, asks only for what cannot be done without. */
export function askModestly(client: Client): void {
  modest.add(client)
}

export function isModest(client: Client): boolean {
  return modest.has(client)
}
