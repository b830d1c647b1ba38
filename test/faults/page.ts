import type { Cell } from './matrix.ts'

const HEAD = `# When something goes wrong

What becomes of a run when one call to GitHub goes wrong. This page is written by the test that tries it:
the Action as it is released runs against an offline GitHub, once for each cell of the tables.

| in the tables | means |
| --- | --- |
| as usual | verdict and comments are those of an undisturbed run, perhaps after a repetition |
| said elsewhere | the verdict stands; what is not in a comment is in the summary, the job's summary or annotations, and the next run posts it |
| stops | the verdict stands; nothing is written, since the pull request moved on |
| not accepted | the check stays red: nobody knows whether the approver may write, and the log says so |
| **fails** | there is no verdict: the step fails with exit code 2, and its message says what to do |
| – | cannot happen to this call |

Where a call is one that a table further up has with all faults, the table has one fault of each sort.

A fault hits one call; where it says *always*, it hits every repetition of that call too. *Carried out* means that
GitHub did what was asked, and only its answer was lost. Of every cell the test also demands that no comment is there
twice, that the next run makes good what is missing, that there is at most one line about it in the log (the number
behind the outcome), and that all waiting together takes less than four minutes.
`

/** The tables of all cells, as a page. */
export function renderPage(scenarios: readonly (readonly Cell[])[]): string {
  const lines: string[] = []
  const numberOf = (line: string) => {
    const text = generalize(line)
    if (!lines.includes(text)) lines.push(text)
    return lines.indexOf(text) + 1
  }
  const sections = scenarios.map((cells) => renderScenario(cells, numberOf))
  const log = lines.map((line, index) => `${index + 1}. ${line}`)
  return `${[HEAD, ...sections, '## What the log says\n', ...log].join('\n')}\n`
}

function renderScenario(cells: readonly Cell[], numberOf: (line: string) => number): string {
  const calls = unique(cells.map(({ call }) => call))
  const faults = unique(cells.map(({ fault }) => fault))
  const rows = faults.map((fault) => {
    const outcomes = calls.map((call) => {
      const cell = cells.find((each) => each.fault === fault && each.call === call)
      if (!cell) return '–'
      const outcome = cell.outcome === 'fails' ? '**fails**' : cell.outcome
      return cell.line === undefined ? outcome : `${outcome} (${numberOf(cell.line)})`
    })
    return `| ${[fault, ...outcomes].join(' | ')} |`
  })
  return [
    `## ${cells[0]?.scenario}\n`,
    `| fault | ${calls.join(' | ')} |`,
    `| --- |${' --- |'.repeat(calls.length)}`,
    ...rows,
    '',
  ].join('\n')
}

/** What GitHub says stands between what went wrong and what to do. */
const TOLD =
  /((?:could not be posted|not posted|Nothing was posted|failed(?: \([^)]*\))?)): (?!the token |the pull request ).*?((?:Check|Grant|Rerun|Update) .*)?$/

/** What GitHub says, and what differs from run to run, is left out. */
function generalize(line: string): string {
  return line
    .replaceAll('\n', ' ')
    .replace(TOLD, '$1: … $2')
    .replace(/(GitHub rejected the comments on ).*(\. See the summary)/, '$1…$2')
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
