const ACTING = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/**
 * JSON for people and programs: characters that are invisible or act on a terminal are escaped,
 * which means the same to a program. Line breaks are there only between values.
 */
export function toSafeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(ACTING, (character) =>
    character === '\n' ? character : escapeUnits(character),
  )
}

function escapeUnits(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('')
}
