/** A path from the repository's root as part of an address, percent-encoded but for its slashes. */
export function encodePath(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\u{fffd}')
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[()'!*]/g, percent))
    .join('/')
}

/** The address of a rule's page. `docsUrl` is that of the folder, without a slash at its end. */
export function rulePage(docsUrl: string, rule: string): string {
  return `${docsUrl}/${encodePath(rule)}.md`
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
