import { toCase, toCommand } from '../scene/export.ts'
import { packScene, unpackScene } from '../scene/link.ts'
import type { Scene } from '../scene/scene.ts'
import { byId } from './dom.ts'

/** Some programs cut longer addresses. */
const LONG = 8_000
/** Browsers refuse much longer addresses. */
const LONGEST = 500_000

const SCENE = '#s='
const EXAMPLE = '#example='

/** What the address of the page asks for. */
export async function readAddress(): Promise<
  { readonly scene: Scene } | { readonly example: string } | { readonly broken: true } | undefined
> {
  const { hash } = location
  if (hash.startsWith(EXAMPLE)) return { example: decodeURIComponent(hash.slice(EXAMPLE.length)) }
  if (!hash.startsWith(SCENE)) return undefined
  const scene = await unpackScene(hash.slice(SCENE.length))
  return scene ? { scene } : { broken: true }
}

/** Puts a scene into the address, which no server gets to see, and says how long that is. */
export async function writeAddress(scene: Scene): Promise<void> {
  const packed = await packScene(scene)
  const { origin, pathname } = location
  const length = `${origin}${pathname}${SCENE}`.length + packed.length
  const isTooLong = length > LONGEST
  history.replaceState(null, '', isTooLong ? pathname : SCENE + packed)
  byId('length').textContent = describeLength(length, isTooLong)
}

function describeLength(length: number, isTooLong: boolean): string {
  const number = length.toLocaleString('en-US')
  if (isTooLong) return `A link would have ${number} characters, which is too long for browsers.`
  const note = length > LONG ? ' Some programs cut links this long.' : ''
  return `The link has ${number} characters; nothing of it is sent to a server.${note}`
}

/** What the buttons copy. */
export function listCopies(current: () => Scene) {
  return [
    { id: 'copy-link', read: () => location.href, done: 'Link copied.' },
    {
      id: 'copy-case',
      read: () => toCase(current(), 'describe the case'),
      done: 'Test case copied.',
    },
    { id: 'copy-command', read: () => toCommand(current()), done: 'Command copied.' },
  ] as const
}
