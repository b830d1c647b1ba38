/** What a judgement costs whatever is judged, in characters. */
export const BASE_COST = 500

/** How much work is still worth it, counted in characters that are judged; never a matter of time. */
export interface Effort {
  /** Counts a judgement of so many characters; false if there was too much already. */
  readonly spend: (characters: number) => boolean
}

/** Creates an account of work that allows judgements until `most` characters are judged. */
export function createEffort(most: number): Effort {
  let spent = 0
  return {
    spend(characters) {
      const isAffordable = spent <= most
      spent += BASE_COST + characters
      return isAffordable
    },
  }
}
