import { createHide, type Hide } from '../secrets/hide.ts'
import type { Sides } from './evaluate.ts'

const filters = new WeakMap<object, Hide>()

/** The filter through which everything goes that is shown of the files of two sides. */
export function hideOf({ before, after }: Sides): Hide {
  const known = filters.get(after)
  if (known) return known

  const hide = createHide([...before.files, ...after.files].map(({ document }) => document))
  filters.set(after, hide)
  return hide
}
