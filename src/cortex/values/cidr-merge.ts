import { type AddressRange, addressSet } from './cidr.ts'

/** Writes the addresses of several blocks with as few blocks as possible, IPv4 first. */
export function mergeBlocks(cidrs: readonly string[]): readonly string[] {
  const set = addressSet(cidrs)
  return [
    ...set[4].flatMap((range) => split(range, 32)).map(([first, prefix]) => write4(first, prefix)),
    ...set[6].flatMap((range) => split(range, 128)).map(([first, prefix]) => write6(first, prefix)),
  ]
}

type Block = readonly [first: bigint, prefix: number]

/** The largest blocks that a range begins with, one after the other. */
function split({ first, last }: AddressRange, bits: number): readonly Block[] {
  const blocks: Block[] = []
  for (let start = first; start <= last; ) {
    let prefix = bits
    while (prefix > 0 && fits(start, prefix - 1, { last, bits })) prefix--
    blocks.push([start, prefix])
    start += sizeOf(prefix, bits)
  }
  return blocks
}

function fits(
  start: bigint,
  prefix: number,
  { last, bits }: { readonly last: bigint; readonly bits: number },
): boolean {
  const size = sizeOf(prefix, bits)
  return start % size === 0n && start + size - 1n <= last
}

function sizeOf(prefix: number, bits: number): bigint {
  return 1n << BigInt(bits - prefix)
}

function write4(first: bigint, prefix: number): string {
  const bytes = [24n, 16n, 8n, 0n].map((shift) => (first >> shift) & 0xffn)
  return `${bytes.join('.')}/${prefix}`
}

/** The longest run of zeros is left out, as usual. */
function write6(first: bigint, prefix: number): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((first >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  )
  const runs = [...groups.join(':').matchAll(/(?:^|:)0(?::0)+(?=$|:)/g)]
  const [longest] = runs.toSorted((a, b) => b[0].length - a[0].length)
  if (!longest) return `${groups.join(':')}/${prefix}`

  const text = groups.join(':')
  const rest = text.slice(longest.index + longest[0].length).replace(/^:/, '')
  return `${text.slice(0, longest.index)}::${rest}/${prefix}`
}
