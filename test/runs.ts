import process from 'node:process'

/** `npm run test:full` tries every property this many times as often as `npm test`. */
const TIMES = 5

/** How often a property is tried, of the number that the full tests try. */
export function runs(full: number): number {
  return process.env['TEST_FULL'] ? full : Math.ceil(full / TIMES)
}
