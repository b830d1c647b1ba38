/** The largest of some numbers, or of `least` if there is none larger; takes any number of them. */
export function largest(numbers: Iterable<number>, least = -Infinity): number {
  let result = least
  for (const number of numbers) if (number > result) result = number
  return result
}
