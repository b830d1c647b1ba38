import examples from 'cortex-review:examples'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readGitChanges } from '../../git/changes.ts'
import { resolveComparison } from '../../git/revisions.ts'
import { runGit } from '../../git/run.ts'
import { renderComment } from '../../report/comment/comment.ts'
import { placeFindings } from '../../report/comment/placement.ts'
import { EXIT, type ExitCode } from '../../report/exit-codes.ts'
import { createPaint, type Paint } from '../../report/formats/ansi.ts'
import { renderTerminal } from '../../report/formats/terminal.ts'
import type { ChangeSet } from '../../review/change-set.ts'
import { type Review, review } from '../../review/review.ts'
import { createSelection } from '../../review/selection.ts'
import { resolveOptions } from '../../settings/options.ts'
import { DOCS_URL } from '../docs.ts'
import { type Invocation, refuseOperands } from '../invocation.ts'
import { USUAL_WIDTH, wantsColor } from '../terminal.ts'

const TITLE = 'Cut costs, deploy from CI'

/** `cortex-review demo`: a review of a risky pull request, in a repository made for it. */
export function runDemo(invocation: Invocation): ExitCode {
  refuseOperands(invocation, 'demo')
  const { given, rules, terminal } = invocation
  const color = wantsColor(given.color, terminal)
  const paint = createPaint(color)
  const options = resolveOptions({})

  const changes = inTemporaryFolder((root) => {
    createRepository(root)
    const comparison = resolveComparison(root, { base: 'main', head: 'cut-costs' })
    return readGitChanges(comparison, { selection: createSelection(options) })
  })
  const judged = review(changes, options, rules)

  terminal.write(renderIntroduction(judged, paint))
  const width = terminal.columns ?? USUAL_WIDTH
  terminal.write(renderTerminal(judged, { color, width, failOn: options.failOn }))
  terminal.write(renderFirstComment(judged, changes, paint))
  terminal.write(renderNextSteps(judged, paint))
  return EXIT.fine
}

function inTemporaryFolder<T>(use: (root: string) => T): T {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cortex-review-demo-')))
  try {
    return use(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Makes a repository whose branch `cut-costs` is the pull request. */
function createRepository(root: string): void {
  forgetSurroundings()
  runGit(root, ['init', '--quiet', '.'])
  runGit(root, ['symbolic-ref', 'HEAD', 'refs/heads/main'])
  commit(root, 'before', 'Set up the recommender')
  runGit(root, ['checkout', '--quiet', '-b', 'cut-costs'])
  commit(root, 'after', TITLE)
}

/** In a hook, Git's variables name the repository of the hook; and a user's hooks stay out. */
function forgetSurroundings(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('GIT_')) delete process.env[name]
  process.env['GIT_CONFIG_GLOBAL'] = devNull
  process.env['GIT_CONFIG_NOSYSTEM'] = '1'
}

function commit(root: string, side: string, message: string): void {
  for (const [path, text] of Object.entries(examples)) {
    if (!path.startsWith(`${side}/`)) continue
    const target = join(root, path.slice(side.length + 1))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
  const author = ['-c', 'user.name=Demo', '-c', 'user.email=demo@example.com']
  runGit(root, ['add', '--all'])
  runGit(root, [...author, 'commit', '--quiet', `--message=${message}`])
}

function renderIntroduction({ files }: Review, paint: Paint): string {
  const paths = files.map(({ path }) => `  ${path}`).join('\n')
  return `${paint(`A pull request, “${TITLE}”, changes:`, 'bold')}\n\n${paths}\n\n`
}

/** The Markdown of the most severe finding, as GitHub gets it. */
function renderFirstComment(judged: Review, { hunks }: ChangeSet, paint: Paint): string {
  const [placed] = placeFindings(judged, hunks, 1).inline
  if (!placed) return ''

  const { path, line } = placed.anchor
  const bar = paint('│', 'dim')
  const body = renderComment(placed, { docsUrl: DOCS_URL })
    .split('\n')
    .filter((text) => !text.startsWith('<!--'))
  return [
    '',
    paint('On GitHub, each finding is a comment whose change is committed with one click:', 'bold'),
    '',
    `${bar} ${paint(`${path}, line ${line}`, 'dim')}`,
    ...body.map((text) => `${bar} ${text}`.trimEnd()),
    '',
  ].join('\n')
}

function renderNextSteps({ findings }: Review, paint: Paint): string {
  const rule = findings[0]?.rule.id ?? 'RULE'
  return `
${paint('Next, in a repository of yours:', 'bold')}

  cortex-review audit    What it says about your configs today
  cortex-review review   What it says about your changes
  cortex-review init     Review every pull request
  cortex-review explain ${rule}
`
}
