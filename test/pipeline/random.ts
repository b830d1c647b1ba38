/** Numbers from 0 up to 1, the same for the same seed on every machine. */
export type Random = () => number

/** Creates a source of numbers: 32 bits of state, good enough to choose by. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One of some things; undefined if there is none. */
export function pick<T>(random: Random, things: readonly T[]): T | undefined {
  return things[Math.floor(random() * things.length)]
}
