import { readOwnSubjects, readRealSubjects, type Subject } from '../pipeline/fix-subjects.ts'
import { pick, type Random } from '../pipeline/random.ts'

export type Tree = ReadonlyMap<string, string>

/** What a pull request is opened with. */
export interface Opening {
  readonly name: string
  readonly before: Tree
  readonly after: Tree
  /** Whether it is two changes. */
  readonly isDouble: boolean
}

let known: readonly Subject[] | undefined

/** One change of the project's samples or of real files, or two of them in folders of their own. */
export function pickOpening(random: Random): Opening {
  known ??= [...readOwnSubjects(), ...readRealSubjects()].filter(
    ({ sides }) => sides.before !== sides.after,
  )
  const one = pick(random, known)
  const other = random() < 0.4 ? pick(random, known) : undefined
  if (!one) throw new Error('There are no subjects')
  const parts = other ? [one, other] : [one]
  const side = (which: 'before' | 'after') =>
    new Map(
      parts.flatMap(({ sides }, at) =>
        [...sides[which]].map(([path, text]) => [`${FOLDERS[at]}/${path}`, text] as const),
      ),
    )
  return {
    name: parts.map(({ name }) => name).join(' + '),
    before: side('before'),
    after: side('after'),
    isDouble: parts.length > 1,
  }
}

export const FOLDERS = ['one', 'two'] as const
