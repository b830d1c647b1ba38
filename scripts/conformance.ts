import type { ConformanceCase } from './conformance-case.ts'
import { defaultFiles, readCases } from './conformance-files.ts'
import { JUDGES } from './conformance-judges.ts'

/*
 * Runs files of conformance cases and prints each disagreement and the totals by type.
 *
 *   npm run conformance [-- FILE.jsonl…]
 *
 * Without a file: the project's own cases, and real files where they are at hand.
 */

const given = process.argv.slice(2)
const files = given.length > 0 ? given : defaultFiles()

interface Total {
  judged: number
  agreed: number
  crashed: number
  skipped: number
}

const totals = new Map<string, Total>()
for (const file of files) {
  for (const item of readCases(file)) run(item)
}
for (const [type, { judged, agreed, crashed, skipped }] of totals) {
  const share = judged === 0 ? 'not judged' : `${((100 * agreed) / judged).toFixed(2)} % agree`
  console.log(
    `${type}: ${judged} cases, ${agreed} agree, ${crashed} crash, ${skipped} not judged: ${share}`,
  )
}
const isClean = [...totals.values()].every(({ judged, agreed }) => judged === agreed)
process.exitCode = isClean ? 0 : 1

function run(item: ConformanceCase): void {
  const total = totals.get(item.type) ?? { judged: 0, agreed: 0, crashed: 0, skipped: 0 }
  totals.set(item.type, total)
  const judge = JUDGES[item.type]
  if (!judge) {
    total.skipped += 1
    return
  }
  total.judged += 1
  try {
    const disagreement = judge(item)
    if (disagreement === undefined) total.agreed += 1
    else console.log(`${item.id} (${item.about}): ${disagreement.replaceAll('\n', ' ')}`)
  } catch (error) {
    total.crashed += 1
    console.log(`${item.id} (${item.about}): crash: ${String(error)}`)
  }
}
