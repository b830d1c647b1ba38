import process from 'node:process'

/** Whether this is `npm run test:full`, which tries more. */
export const IS_FULL = Boolean(process.env['TEST_FULL'])
/** `npm run test:full` tries every property this many times as often as `npm test`. */
const TIMES = 10
/** CI, where people wait, tries one of so many of what the full tests try by themselves. */
const ONE_OF = Number(process.env['TEST_ONE_OF'] ?? 1)

/** How often a property is tried, of the number that the full tests try. */
export function runs(full: number): number {
  return Math.ceil(full / (IS_FULL ? ONE_OF : TIMES))
}

/** Whether `npm test` tries an item, too: one of so many, from the first. The full tests try all. */
export function isTried(index: number, oneOf: number): boolean {
  return index % (IS_FULL ? Math.min(ONE_OF, oneOf) : oneOf) === 0
}
