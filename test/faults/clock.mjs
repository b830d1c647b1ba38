/**
 * Loaded before the Action: waits of a second and more take no time, and are counted where a file is
 * named for it.
 *
 * The Action itself is the bundle as it is. A request's own time limit never passes by itself here;
 * the test ends it with a signal to the process when the offline GitHub stays silent.
 */
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers'
import timersPromises from 'node:timers/promises'

const COUNTED = 1000
/** The time limit of a request, as in `src/github/client.ts`. */
const PATIENCE = 30_000
const NEVER = 2 ** 31 - 1

const { setTimeout: start, clearTimeout: clear } = globalThis
const { setTimeout: startPromise } = timersPromises
const limits = new Map()

function count(milliseconds) {
  const { WAITS_FILE } = process.env
  if (WAITS_FILE) appendFileSync(WAITS_FILE, `${milliseconds}\n`)
}

function startCounted(callback, milliseconds = 0, ...rest) {
  if (!(milliseconds >= COUNTED)) return start(callback, milliseconds, ...rest)
  if (milliseconds !== PATIENCE) {
    count(milliseconds)
    return start(callback, 1, ...rest)
  }
  const timer = start(callback, NEVER, ...rest)
  limits.set(timer, callback)
  return timer
}

globalThis.setTimeout = startCounted
globalThis.clearTimeout = (timer) => {
  limits.delete(timer)
  clear(timer)
}
timers.setTimeout = globalThis.setTimeout
timers.clearTimeout = globalThis.clearTimeout
timersPromises.setTimeout = async (milliseconds = 0, ...rest) => {
  if (!(milliseconds >= COUNTED)) return startPromise(milliseconds, ...rest)
  count(milliseconds)
  return startPromise(1, ...rest)
}
syncBuiltinESMExports()

process.on('SIGUSR2', () => {
  for (const [timer, callback] of limits) {
    clearTimeout(timer)
    count(PATIENCE)
    callback()
  }
})
