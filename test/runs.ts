import process from 'node:process'

/** Whether this is `npm run test:full`, which tries more. */
export const IS_FULL = Boolean(process.env['TEST_FULL'])
/** `npm run test:full` tries every property this many times as often as `npm test`. */
const TIMES = 10

/** How often a property is tried, of the number that the full tests try. */
export function runs(full: number): number {
  return IS_FULL ? full : Math.ceil(full / TIMES)
}

/** Whether `npm test` tries an item, too: one of so many, from the first. The full tests try all. */
export function isTried(index: number, oneOf: number): boolean {
  return IS_FULL || index % oneOf === 0
}
