import { ACTION_REPOSITORY } from './action.ts'
import { DOWNLOAD, type Template, UPLOAD } from './templates.ts'

/** The workflow that audits many repositories in a matrix of jobs; others may call it. */
export function organizationWorkflowFile(): Template {
  return { path: '.github/workflows/cortex-organization.yml', text: WORKFLOW }
}

const APP_TOKEN =
  'actions/create-github-app-token@67018539274d69449ef7c02e8e71183d1719ab42 # v2.1.4'
const ORG = '${{ inputs.org || github.repository_owner }}'

/** A token of the App for one job, which lasts an hour. */
const TOKEN = `\
      - id: app
        if: env.APP_ID != ''
        uses: ${APP_TOKEN}
        with:
          app-id: \${{ env.APP_ID }}
          private-key: \${{ secrets.CORTEX_AUDIT_PRIVATE_KEY }}
          owner: ${ORG}
          permission-contents: read
`

const AUDIT_TOKEN = '${{ steps.app.outputs.token || secrets.CORTEX_AUDIT_TOKEN }}'

const PLAN_DOWNLOAD = `\
      - uses: ${DOWNLOAD}
        with:
          name: cortex-audit-plan
          path: cortex-audit
`

/** It may have expired since the plan was made. */
const PREVIOUS_DOWNLOAD = `\
      - if: needs.plan.outputs.previous-run != ''
        continue-on-error: true
        uses: ${DOWNLOAD}
        with:
          name: cortex-audit
          path: cortex-audit/previous
          run-id: \${{ needs.plan.outputs.previous-run }}
          github-token: \${{ github.token }}
`

const WORKFLOW = `\
name: Cortex Organization Audit

on:
  workflow_dispatch:
    inputs:
      org:
        description: Organization to audit; by default, the owner of this repository
        required: false
        type: string
      repositories:
        description: Names or globs of repositories, separated by spaces; by default, all of them
        required: false
        type: string
  workflow_call:
    inputs:
      org:
        required: false
        type: string
      repositories:
        required: false
        type: string
    secrets:
      CORTEX_AUDIT_APP_ID:
        required: false
      CORTEX_AUDIT_PRIVATE_KEY:
        required: false
      CORTEX_AUDIT_TOKEN:
        required: false
  schedule:
    # Mondays, off the full hour, when the queues are shorter.
    - cron: '41 4 * * 1'

permissions: {}

concurrency:
  # A second audit waits: two would share the limits of the API.
  group: cortex-organization
  cancel-in-progress: false

# The token that reads the repositories is one of a GitHub App with \`contents: read\`, installed in
# the organization: the secret CORTEX_AUDIT_APP_ID is its ID, CORTEX_AUDIT_PRIVATE_KEY its key.
# Instead, the secret CORTEX_AUDIT_TOKEN may be a token.
jobs:
  plan:
    name: plan
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      # To find the previous report.
      actions: read
      contents: read
    env:
      APP_ID: \${{ secrets.CORTEX_AUDIT_APP_ID }}
    outputs:
      shards: \${{ steps.plan.outputs.shards }}
      previous-run: \${{ steps.plan.outputs.previous-run }}
    steps:
${TOKEN}\
      - id: plan
        uses: ${ACTION_REPOSITORY}@v1
        with:
          step: plan
          org: ${ORG}
          repositories: \${{ inputs.repositories }}
          audit-token: ${AUDIT_TOKEN}
      - uses: ${UPLOAD}
        with:
          name: cortex-audit-plan
          path: cortex-audit/plan.json
          if-no-files-found: error
          overwrite: true
          retention-days: 7

  audit:
    name: audit (\${{ matrix.shard }})
    needs: plan
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      actions: read
      contents: read
    env:
      APP_ID: \${{ secrets.CORTEX_AUDIT_APP_ID }}
    strategy:
      # A shard that fails does not stop the others. "Re-run failed jobs" repeats only that one.
      fail-fast: false
      # All shards share the limits of one token.
      max-parallel: 10
      matrix:
        shard: \${{ fromJSON(needs.plan.outputs.shards) }}
    steps:
${TOKEN}${PLAN_DOWNLOAD}${PREVIOUS_DOWNLOAD}\
      - uses: ${ACTION_REPOSITORY}@v1
        with:
          step: audit
          shard: \${{ matrix.shard }}
          compare: cortex-audit/previous/cortex-audit.json
          audit-token: ${AUDIT_TOKEN}
      - uses: ${UPLOAD}
        with:
          name: cortex-audit-shard-\${{ matrix.shard }}
          path: cortex-audit/shards/\${{ matrix.shard }}.json
          if-no-files-found: error
          overwrite: true
          retention-days: 7

  report:
    name: report
    needs: [plan, audit]
    # Also if shards failed: the report names them.
    if: \${{ !cancelled() && needs.plan.result == 'success' }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      actions: read
      contents: read
      # issues: write
    steps:
${PLAN_DOWNLOAD}\
      - continue-on-error: true
        uses: ${DOWNLOAD}
        with:
          pattern: cortex-audit-shard-*
          path: cortex-audit/shards
          merge-multiple: true
${PREVIOUS_DOWNLOAD}\
      # The result is in the job's summary; the page is in the artifact.
      - uses: ${ACTION_REPOSITORY}@v1
        with:
          step: report
          compare: cortex-audit/previous/cortex-audit.json
          # For an issue with what is left to do, uncomment this and the permission.
          # report-issue: true
      - if: \${{ !cancelled() }}
        uses: ${UPLOAD}
        with:
          name: cortex-audit
          path: cortex-audit/report
          if-no-files-found: error
          overwrite: true
          retention-days: 90
`
