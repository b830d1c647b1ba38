import type { Probe } from '../tables/api-types.ts'

/** Whether a probe is what Cortex does anyway: it opens the port where requests arrive. */
export function isBuiltInProbe(probe: Probe, port: number | undefined): boolean {
  return probe.tcp_socket?.port === port && TIMING.every(([key, usual]) => probe[key] === usual)
}

/** The numbers of a probe with Cortex's defaults. */
const TIMING = [
  ['initial_delay_seconds', 0],
  ['timeout_seconds', 1],
  ['period_seconds', 10],
  ['success_threshold', 1],
  ['failure_threshold', 3],
] as const

/** The port that a probe asks; undefined for a command, which may well ask the right one. */
export function portOf({ http_get, tcp_socket }: Probe): number | undefined {
  return http_get?.port ?? tcp_socket?.port
}

/** How long a container may fail to answer, all tries together, before it counts as dead. */
export function patienceOf({ timeout_seconds, failure_threshold }: Probe): number {
  // Kubernetes takes zero for left out.
  return (timeout_seconds || 1) * (failure_threshold || 3)
}

/** In seconds; a request to a busy model takes as long now and then. */
const LEAST_PATIENCE = 10

/** When a probe gives up, such as `3 checks in a row without a response within 1s`. */
export function phraseChecks({ timeout_seconds, failure_threshold }: Probe): string {
  const checks = failure_threshold || 3
  const count = checks === 1 ? '1 check' : `${checks} checks in a row`
  return `${count} without a response within ${timeout_seconds || 1}s`
}

/** Whether a probe of the program itself gives up while that may only be busy. */
export function isHasty(probe: Probe): boolean {
  return !probe.tcp_socket && patienceOf(probe) < LEAST_PATIENCE
}

/** The `timeout_seconds` with which a probe is patient enough. */
export function patientTimeout({ failure_threshold }: Probe): number {
  return Math.ceil(LEAST_PATIENCE / (failure_threshold || 3))
}

/**
 * When Kubernetes kills a container that never answers its liveness probe, in seconds after its
 * start. Zero counts as left out.
 */
export function deadlineOf({ initial_delay_seconds, period_seconds, failure_threshold }: Probe) {
  return initial_delay_seconds + (period_seconds || 10) * (failure_threshold || 3)
}
