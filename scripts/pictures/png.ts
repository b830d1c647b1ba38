import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = 8
const MOST_COLORS = 256

interface Pixels {
  readonly width: number
  readonly height: number
  /** Four bytes a pixel: red, green, blue, and what is not used. */
  readonly data: Uint8Array
}

/** The same picture with a palette of 256 colors, which is a quarter of the size. */
export function withPalette(png: Buffer): Buffer {
  const pixels = decode(png)
  const { palette, indexes } = index(pixels)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(pixels.width, 0)
  header.writeUInt32BE(pixels.height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    png.subarray(0, SIGNATURE),
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255])),
    ),
    chunk('IDAT', deflateSync(toRows(indexes, pixels.width), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Reads what Chromium writes: 8 bits a channel, not interlaced. */
function decode(png: Buffer): Pixels {
  const parts: Buffer[] = []
  for (let at = SIGNATURE; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const channels = png[25] === 6 ? 4 : 3
  const raw = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels)
  const data = new Uint8Array(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    data.set(raw.subarray(pixel * channels, pixel * channels + 3), pixel * 4)
  }
  return { width, height, data }
}

/** Adds to each byte what its filter foretells of it from its neighbors. */
function unfilter(rows: Buffer, stride: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(stride * height)
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x
      const left = x >= step ? (out[at - step] ?? 0) : 0
      const above = y > 0 ? (out[at - stride] ?? 0) : 0
      const corner = x >= step && y > 0 ? (out[at - stride - step] ?? 0) : 0
      const value = rows[y * (stride + 1) + 1 + x] ?? 0
      out[at] = value + foretell(filter, left, above, corner)
    }
  }
  return out
}

function foretell(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  return filter === 4 ? paeth(left, above, corner) : 0
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(guess - value))
  if (a === undefined || b === undefined || c === undefined) return 0
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}

/** The most frequent colors; all others are shown as the nearest of them. */
function index({ data }: Pixels) {
  const colors = Array.from({ length: data.length / 4 }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(pixel * 4, pixel * 4 + 3)
    return (red << 16) | (green << 8) | blue
  })
  const counts = new Map<number, number>()
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1)
  const byCount = [...counts].toSorted(([, one], [, other]) => other - one)
  const palette = byCount.slice(0, MOST_COLORS).map(([color]) => color)
  const places = new Map(palette.map((color, place) => [color, place]))
  for (const [color] of byCount.slice(MOST_COLORS)) places.set(color, nearest(color, palette))
  return { palette, indexes: colors.map((color) => places.get(color) ?? 0) }
}

function nearest(color: number, palette: readonly number[]): number {
  let [best, least] = [0, Infinity]
  for (const [place, other] of palette.entries()) {
    const distance = [16, 8, 0].reduce(
      (sum, shift) => sum + (((color >> shift) & 255) - ((other >> shift) & 255)) ** 2,
      0,
    )
    if (distance < least) [best, least] = [place, distance]
  }
  return best
}

function toRows(indexes: readonly number[], width: number): Buffer {
  const height = indexes.length / width
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1) {
    rows.set(indexes.slice(y * width, (y + 1) * width), y * (width + 1) + 1)
  }
  return rows
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
