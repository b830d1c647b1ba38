import { dirname, join, normalize } from 'node:path/posix'

/** The hosts that pages may link to. */
export const HOSTS: readonly string[] = [
  'cel.dev',
  'github.com',
  'semver.org',
  'docs.github.com',
  'docs.cortexlabs.com',
  'docs.cortex.dev',
  'docs.aws.amazon.com',
  'kubernetes.io',
  'pre-commit.com',
  'yaml.org',
]

/**
 * What is wrong with the links of a site: files and anchors that are not there, and hosts that are
 * not listed.
 *
 * `files` are all files of the site; `isInRepository` tells whether the repository has a path.
 */
export function findDeadLinks(
  files: ReadonlyMap<string, string | Uint8Array>,
  repository: string,
  isInRepository: (path: string) => boolean,
): readonly string[] {
  const anchors = new Map<string, ReadonlySet<string>>()
  for (const [path, text] of files) {
    if (typeof text === 'string' && path.endsWith('.html')) anchors.set(path, listAnchors(text))
  }
  const site: Site = { files, anchors, repository, isInRepository }
  return [...files].flatMap(([path, text]) => {
    if (typeof text !== 'string' || !path.endsWith('.html')) return []
    const problems = listLinks(text).map((link) => findProblem(link, path, site))
    return problems
      .filter((problem) => problem !== undefined)
      .map((problem) => `${path}: ${problem}`)
  })
}

interface Site {
  readonly files: ReadonlyMap<string, string | Uint8Array>
  readonly anchors: ReadonlyMap<string, ReadonlySet<string>>
  readonly repository: string
  readonly isInRepository: (path: string) => boolean
}

function listAnchors(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => decode(id)))
}

function listLinks(html: string): readonly string[] {
  return [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link = '']) => decode(link))
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function findProblem(link: string, from: string, site: Site): string | undefined {
  if (/^[a-z]+:/i.test(link)) return findOutside(link, site)
  const [target = '', anchor] = link.split('#')
  const path = target === '' ? from : normalize(join(dirname(from), target))
  if (!site.files.has(path)) return `there is no ${path}`
  // What the playground is to show is no place in it.
  if (anchor === undefined || anchor.includes('=')) return undefined
  return site.anchors.get(path)?.has(decodeURIComponent(anchor))
    ? undefined
    : `${path} has no #${anchor}`
}

function findOutside(link: string, { repository, isInRepository }: Site): string | undefined {
  const { host, protocol } = new URL(link)
  if (protocol !== 'https:') return `${link} is not https`
  if (!HOSTS.includes(host)) return `${host} is not in the list of hosts`
  const path = link.startsWith(`${repository}/blob/main/`)
    ? link.slice(repository.length + 11)
    : undefined
  if (path === undefined || isInRepository(path.replace(/#.*/, ''))) return undefined
  return `the repository has no ${path}`
}
