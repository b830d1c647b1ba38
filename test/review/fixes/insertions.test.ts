import { expect, it } from '@jest/globals'
import { pairInsertions } from '../../../src/review/fixes/insertions.ts'
import type { ProvenFix } from '../../../src/review/fixes/proven-fix.ts'
import type { TextEdit } from '../../../src/text/text.ts'
import { parseDocument } from '../../../src/yaml/document.ts'
import { touchedBy } from '../../../src/yaml/touched-lines.ts'

const document = parseDocument('a: 1\nb: 2\nc: 3\n')

function fixOf(edits: readonly TextEdit[], wanted: ProvenFix['wanted']): ProvenFix {
  const parts = { path: 'f', edits, wanted, touched: touchedBy(document, edits), order: () => [] }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that pairing looks at
  return { ...parts, file: { document } } as unknown as ProvenFix
}

it('leaves alone an insertion at the end of lines that the other fix takes out', () => {
  const below = fixOf(
    [
      { start: 0, end: 5, text: '' },
      { start: 5, end: 5, text: 'y: 1\n' },
    ],
    [],
  )
  const above = fixOf([{ start: 5, end: 5, text: 'x: 1\n' }], [])
  expect(pairInsertions([above, below])).toEqual([above, below])
})
