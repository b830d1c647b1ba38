/** How many characters of a file, from the start of a line on, make the hash of the line. */
const WINDOW = 100
const BASE = 37n
/** What stands at the end of a file, and after it up to a whole window. */
const END = 65_535
const PADDING = 0

/**
 * The hash of each line of a text as GitHub's code scanning computes it when it uploads SARIF from
 * a checkout (`primaryLocationLineHash`), so that alerts stay the same where there is none.
 *
 * Spaces and tabs do not count, every line break counts as one `\n`, and lines that hash alike are
 * numbered.
 */
export function hashLines(text: string): readonly string[] {
  const codes: number[] = []
  const starts: number[] = []
  let isStart = true
  for (const character of text.replace(/\r\n?/g, '\n').split('')) {
    if (character === ' ' || character === '\t') continue
    if (isStart) starts.push(codes.length)
    isStart = character === '\n'
    codes.push(character.charCodeAt(0))
  }
  if (isStart) starts.push(codes.length)
  codes.push(END)

  const counts = new Map<string, number>()
  return hashWindows(codes, new Set(starts)).map((hash) => {
    const nth = (counts.get(hash) ?? 0) + 1
    counts.set(hash, nth)
    return `${hash}:${nth}`
  })
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value)
}

/** The rolling hashes, modulo 2 to the 64, of the windows that begin at some places. */
function hashWindows(codes: readonly number[], starts: ReadonlySet<number>): readonly string[] {
  const first = wrap(BASE ** BigInt(WINDOW))
  const hashes: string[] = []
  let hash = 0n
  for (let end = 0; end < codes.length + WINDOW; end += 1) {
    const begin = end - WINDOW
    if (starts.has(begin)) hashes.push(hash.toString(16))
    const leaving = BigInt(codes[begin] ?? PADDING)
    hash = wrap(hash * BASE + BigInt(codes[end] ?? PADDING) - first * leaving)
  }
  return hashes
}
