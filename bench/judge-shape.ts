// Judges an input of a shape and a size and shows it in every format; prints what that took as JSON:
// `judge-shape NAME SIZE [count]`. Bundled and run by `npm run scaling`.
import { Session } from 'node:inspector/promises'
import { renderReview } from '../src/cli/render.ts'
import type { Terminal } from '../src/cli/terminal.ts'
import { renderComment } from '../src/report/comment/comment.ts'
import { placeFindings } from '../src/report/comment/placement.ts'
import { toAnnotations } from '../src/report/formats/annotations.ts'
import type { ChangeSet } from '../src/review/change-set.ts'
import { review } from '../src/review/review.ts'
import { rules } from '../src/rules/index.ts'
import { DEFAULT_OPTIONS } from '../src/settings/fields.ts'
import { diffTexts } from '../src/text/hunks.ts'
import { SHAPES, type Sides } from './shapes.ts'

const FORMATS = ['pretty', 'json', 'sarif', 'markdown', 'github'] as const
const DOCS = { docsUrl: 'https://example.com' }
const TERMINAL: Terminal = {
  write: () => {},
  warn: () => {},
  cwd: '/',
  columns: 100,
  isOutputTerminal: false,
  isErrorTerminal: false,
  env: {},
}

/** What it is bundled to. */
const PROGRAM = 'judge-shape.mjs'
/** Rarer blocks say nothing of how work grows. */
const RARE = 2_000
const [name = '', size = '0', mode] = process.argv.slice(2)
const shape = SHAPES.find((each) => each.name === name)
if (!shape) throw new Error(`There is no shape ${name}.`)

const sides = shape.make(Number(size))
const blocks = mode === 'count' ? await countBlocks(() => showAll(sides)) : undefined
const started = process.cpuUsage()
const result = blocks === undefined ? showAll(sides) : {}
const seconds = process.cpuUsage(started).user / 1e6
const megabytes = process.resourceUsage().maxRSS / 1024
const characters = [sides.before, sides.after]
  .flatMap((side) => Object.values(side))
  .reduce((sum, text) => sum + text.length, 0)
console.log(JSON.stringify({ ...result, blocks, characters, seconds, megabytes }))

/** Reviews a change, and shows it in every way there is. */
function showAll({ before, after, unread = [] }: Sides) {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const hunks = new Map(
    paths.map((path) => [path, diffTexts(before[path] ?? '', after[path] ?? '')]),
  )
  const changes: ChangeSet = {
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after)),
    renames: new Map(),
    hunks,
    unreadable: unread.map((path) => ({
      path,
      side: 'after',
      reason: 'over-limit',
      mayBeCortex: true,
    })),
  }
  const judged = review(changes, DEFAULT_OPTIONS, rules)
  const lengths = FORMATS.map((format) => {
    const options = { ...DEFAULT_OPTIONS, format }
    return renderReview({ changes, options, root: '/', judged }, { rules, terminal: TERMINAL })
      .length
  })
  const { inline, onFiles, summaryOnly } = placeFindings(judged, hunks, Infinity, 'info')
  for (const placed of [...inline, ...onFiles, ...summaryOnly]) renderComment(placed, DOCS)
  toAnnotations(judged, 'info')
  const untried = judged.findings.filter(({ fix }) => fix?.doubt?.includes('not tried')).length
  return {
    findings: judged.findings.length,
    fixes: judged.findings.filter(({ fix }) => fix).length,
    untried,
    longest: lengths.reduce((most, length) => Math.max(most, length), 0),
  }
}

/** How often the blocks of the program run, by their places: the same everywhere, unlike time. */
async function countBlocks(run: () => void): Promise<Readonly<Record<string, number>>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  run()
  const { result: scripts } = await session.post('Profiler.takePreciseCoverage')
  const blocks = scripts
    .filter(({ url }) => url.endsWith(PROGRAM))
    .flatMap(({ functions }) =>
      functions.flatMap(({ functionName, ranges }) =>
        ranges.map(({ startOffset, count }) => [`${functionName}@${startOffset}`, count] as const),
      ),
    )
  return Object.fromEntries(blocks.filter(([, count]) => count > RARE))
}
