/** What stands at a path of a tree, folders aside. */
export type EntryType = 'file' | 'link' | 'submodule'

/** Where a path leads once its symbolic links are followed. */
export type Followed =
  | { readonly kind: 'file'; readonly path: string }
  /** What stands at this path has to be found out first. */
  | { readonly kind: 'unread'; readonly path: string }
  /** Out of the repository, to nothing, to a folder, in a circle, or into a submodule. */
  | { readonly kind: 'nowhere' }

/** A system gives up after as many links. */
const MOST_LINKS = 40

/**
 * Follows the symbolic links in a path and its folders, step by step as a system does.
 *
 * `typeOf` tells what stands at a path without links (`other`: a folder, or nothing), `targetOf` what
 * a link says; undefined is what is not known.
 */
export function followLinks(
  path: string,
  typeOf: (path: string) => EntryType | 'other' | undefined,
  targetOf: (path: string) => string | undefined,
): Followed {
  const folders: string[] = []
  let steps = stepsOf(path)
  for (let links = 0; steps.length > 0; ) {
    const [step = '', ...rest] = steps
    steps = rest
    if (step === '..') {
      if (folders.pop() === undefined) return NOWHERE
      continue
    }
    const at = [...folders, step].join('/')
    const type = typeOf(at)
    if (type === undefined) return { kind: 'unread', path: at }
    if (type === 'other') folders.push(step)
    else if (type !== 'link') {
      return type === 'file' && rest.length === 0 ? { kind: 'file', path: at } : NOWHERE
    } else {
      const target = targetOf(at)
      if (target === undefined) return { kind: 'unread', path: at }
      links += 1
      if (links > MOST_LINKS || /^\/|\0/.test(target)) return NOWHERE
      steps = [...stepsOf(target), ...rest]
    }
  }
  return NOWHERE
}

const NOWHERE: Followed = { kind: 'nowhere' }

function stepsOf(path: string): readonly string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.')
}
