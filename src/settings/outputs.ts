/** The outputs of the Action by name, as `action.yml` and the README describe them. */
export const OUTPUTS = {
  conclusion: '`success` or `failure`; the same as the result of the step.',
  complete:
    '`true` if everything was looked at, or `false`; the job summary says what was not judged.',
  'error-count': 'How many errors were found.',
  'warning-count': 'How many warnings were found.',
  'info-count': 'How many notes were found.',
  'ignored-count': 'How many findings an ignore comment accepts.',
  'accepted-count': 'How many findings approvers accept by comments.',
  findings:
    'The findings as a JSON array, the most severe first; as many as fit into 1 MB, which is the ' +
    'limit of GitHub.',
  'findings-file':
    'The path of a JSON file with all findings, only if `findings` does not hold all.',
  'json-file': 'The path of the JSON file, if the input `json-file` asked for one.',
  'sarif-file': 'The path of the SARIF file, if the input `sarif-file` asked for one.',
  shards: 'On `step: plan`: the numbers of the shards as a JSON array, for the matrix of jobs.',
  'previous-run':
    'On `step: plan`: the ID of the run with the previous report, for `actions/download-artifact`; ' +
    'empty if there is none.',
} as const

export type OutputName = keyof typeof OUTPUTS
