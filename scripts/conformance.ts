import { readFileSync } from 'node:fs'
import { type ConformanceCase, parseCases } from './conformance-case.ts'
import { JUDGES } from './conformance-judges.ts'

/*
 * Runs files of conformance cases and prints each disagreement and the totals by type.
 *
 *   npm run conformance -- FILE.jsonl…
 */

const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('usage: npm run conformance -- FILE.jsonl…')
  process.exit(2)
}

interface Total {
  judged: number
  agreed: number
  crashed: number
  skipped: number
}

const totals = new Map<string, Total>()
for (const file of files) {
  for (const item of parseCases(readFileSync(file, 'utf8'))) run(item)
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
