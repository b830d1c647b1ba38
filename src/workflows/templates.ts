import { ACTION_REPOSITORY } from './action.ts'

/** A file that `cortex-review init` writes, by its path from the repository's root. */
export interface Template {
  readonly path: string
  readonly text: string
  /** What another workflow relies on: how it is recognized, and the lines to add where it is missing. */
  readonly needed?: { readonly isThere: (text: string) => boolean; readonly lines: string }
}

/** The workflow that reviews pull requests. */
export function workflowFile(): Template {
  return { path: '.github/workflows/cortex-review.yml', text: WORKFLOW }
}

/** The workflow that audits the whole repository, by hand and every week. */
export function auditWorkflowFile(): Template {
  return { path: '.github/workflows/cortex-audit.yml', text: AUDIT_WORKFLOW }
}

/** The workflow that carries out commands in comments. */
export function commandsWorkflowFile(): Template {
  return { path: '.github/workflows/cortex-commands.yml', text: COMMANDS_WORKFLOW }
}

/**
 * The two workflows of a repository that takes pull requests from forks: one that reviews and hands
 * its report on, and one that posts the review.
 */
export function forkWorkflowFiles(): readonly [review: Template, publish: Template] {
  return [
    {
      path: '.github/workflows/cortex-review.yml',
      text: WORKFLOW + REPORT,
      needed: { isThere: uploadsReport, lines: REPORT },
    },
    { path: '.github/workflows/cortex-publish.yml', text: PUBLISH_WORKFLOW },
  ]
}

/** Whether a workflow, by its text, writes a report and hands it on. */
function uploadsReport(text: string): boolean {
  const lines = text.split('\n').map((line) => line.split('#', 1)[0] ?? '')
  const has = (word: string) => lines.some((line) => line.includes(word))
  return has('json-file:') && has('actions/upload-artifact@')
}

/** Other actions by commit: a tag can be moved. */
export const UPLOAD = 'actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2'
export const DOWNLOAD =
  'actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0'

const WORKFLOW = `\
name: Cortex Review

on:
  # No \`paths:\` filter: a required check that is filtered out stays pending forever. Without
  # changed Cortex files, this job succeeds immediately.
  pull_request:
    # \`edited\` for pull requests that get another base branch.
    types: [opened, synchronize, reopened, ready_for_review, edited]
  # Required checks must also run in merge queues.
  merge_group:

permissions: {}

concurrency:
  group: cortex-review-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: true

jobs:
  cortex-review:
    # Make this name a required check.
    name: cortex-review
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
      # For review comments. Without it, and for forks, findings appear as annotations and in the
      # job summary.
      pull-requests: write
    steps:
      # Reads files through the API: no checkout, and no code from the pull request is run.
      - uses: ${ACTION_REPOSITORY}@v1
`

const AUDIT_WORKFLOW = `\
name: Cortex Audit

on:
  workflow_dispatch:
    inputs:
      ref:
        description: Branch, tag, or commit to audit
        required: false
        type: string
  schedule:
    # Mondays, off the full hour, when the queues are shorter.
    - cron: '23 5 * * 1'

permissions: {}

concurrency:
  group: cortex-audit-\${{ inputs.ref || github.ref }}
  cancel-in-progress: true

jobs:
  cortex-audit:
    name: cortex-audit
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
      # security-events: write
      # actions: read
    steps:
      # The result is in the job's summary.
      - uses: ${ACTION_REPOSITORY}@v1
        with:
          ref: \${{ inputs.ref }}
          sarif-file: cortex-review.sarif
      # For code scanning (free for public repositories), uncomment this and the two permissions.
      # - if: always()
      #   uses: github/codeql-action/upload-sarif@f443b600d91635bebf5b0d9ebc620189c0d6fba5 # v4.30.8
      #   with:
      #     sarif_file: cortex-review.sarif
      #     category: cortex-review
`

/** What the review's step gets in addition, and the step after it. */
const REPORT = `\
        with:
          json-file: cortex-review.json
      # Runs for forks and Dependabot have a read-only token: another workflow posts the review.
      - if: >-
          !cancelled() && github.event_name == 'pull_request' && (
            github.event.pull_request.head.repo.full_name != github.repository ||
            github.actor == 'dependabot[bot]'
          )
        uses: ${UPLOAD}
        with:
          name: cortex-review
          path: cortex-review.json
          if-no-files-found: error
          retention-days: 1
`

const PUBLISH_WORKFLOW = `\
name: Cortex Publish

on:
  workflow_run:
    # The name of the workflow that reviews.
    workflows: [Cortex Review]
    types: [completed]

permissions: {}

concurrency:
  group: cortex-publish-\${{ github.event.workflow_run.head_repository.full_name }}-\${{ github.event.workflow_run.head_branch }}
  cancel-in-progress: true

jobs:
  cortex-publish:
    name: cortex-publish
    # Runs for branches of this repository post their review themselves.
    if: >-
      github.event.workflow_run.event == 'pull_request' && (
        github.event.workflow_run.head_repository.full_name != github.repository ||
        github.event.workflow_run.actor.login == 'dependabot[bot]'
      )
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      # To download the artifact of the other run.
      actions: read
      contents: read
      pull-requests: write
    steps:
      # No checkout, and nothing from the artifact is run or posted: a fork can change it.
      - continue-on-error: true
        uses: ${DOWNLOAD}
        with:
          name: cortex-review
          path: cortex-report
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      # Fails if the other run uploaded no report.
      - uses: ${ACTION_REPOSITORY}@v1
        with:
          publish: cortex-report/cortex-review.json
`

const COMMANDS_WORKFLOW = `\
name: Cortex Commands

on:
  issue_comment:
    # Edits and deletions can withdraw an acceptance.
    types: [created, edited, deleted]

permissions: {}

concurrency:
  group: cortex-commands-\${{ github.event.comment.id }}

jobs:
  cortex-commands:
    name: cortex-commands
    # Ignores other comments. The Action checks that the author has write access.
    if: >-
      github.event.issue.pull_request && (
        startsWith(github.event.comment.body, '/cortex-review') ||
        startsWith(github.event.changes.body.from, '/cortex-review')
      )
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      # To rerun the check after \`accept\` and \`recheck\`. Without it, rerun it manually.
      actions: write
      contents: read
      pull-requests: write
    steps:
      # Runs on the default branch: no checkout, and no code from the pull request is run.
      - uses: ${ACTION_REPOSITORY}@v1
`
