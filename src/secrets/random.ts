const SHORTEST_RANDOM = 8
const FEWEST_TURNS = 3
/** In bits; words and numbers have less. */
const LEAST_ENTROPY = 24
const LONGEST_LOOK = 200

/** A number of 64 bits or more, or a UUID. */
const HEXADECIMAL =
  /^(?=.{0,40}\d)(?:[0-9a-f]{16,200}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/** Whether a part of a text changes between letters of both cases, digits and signs all the time. */
export function looksRandom(value: string): boolean {
  const text = value.slice(0, LONGEST_LOOK)
  // Letters of both cases alone are words written together.
  if (/\s/.test(text) || !/\d/.test(text)) return false
  if (HEXADECIMAL.test(text)) return true
  return text
    .split(/[-_./:=+,]+/)
    .some(
      (part) =>
        part.length >= SHORTEST_RANDOM &&
        countTurns(part) >= FEWEST_TURNS &&
        entropyOf(part) >= LEAST_ENTROPY,
    )
}

function countTurns(text: string): number {
  const classes = Array.from(text, (character) => {
    if (/[a-z]/.test(character)) return 'lower'
    return /[A-Z]/.test(character) ? 'upper' : /\d/.test(character) ? 'digit' : 'sign'
  })
  return classes.filter((each, index) => index > 0 && each !== classes[index - 1]).length
}

/** Shannon's entropy of the characters, in bits for the whole text. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length)
  return bits
}
