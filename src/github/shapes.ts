/** GitHub answered, but not with what it describes; or something else answered in its place. */
export class IncompleteAnswer extends Error {
  override readonly name = 'IncompleteAnswer'
  /** As Octokit marks errors of the server, so that a read is repeated. */
  readonly status = 500
  readonly request: object

  constructor(request: object = {}) {
    super('Incomplete response, or a response that is not from GitHub')
    this.request = request
  }
}

interface Answered {
  readonly method: string
  /** The template of the address, such as `/repos/{owner}/{repo}`; an address of a next page. */
  readonly url: string
}

type Shape = (value: unknown) => boolean

/** Throws IncompleteAnswer if an answer to a read lacks what we take from it. */
export function checkAnswer(request: Answered, data: unknown): void {
  const { method, url } = request
  const isGraphql = url.endsWith('/graphql')
  if (method !== 'GET' && !isGraphql) return
  const shape = isGraphql ? isGraphqlAnswer : (SHAPES[url] ?? isAny)
  if (!shape(data)) throw new IncompleteAnswer(request)
}

const isText: Shape = (value) => typeof value === 'string'
const isNumber: Shape = (value) => typeof value === 'number'
const isTextOrNull: Shape = (value) => value === null || isText(value)
const isAny: Shape = (value) => typeof value === 'object' && value !== null

function object(fields: Readonly<Record<string, Shape>>): Shape {
  return (value) => {
    if (!isAny(value) || Array.isArray(value)) return false
    const found = new Map(Object.entries(value ?? {}))
    return Object.entries(fields).every(([name, shape]) => shape(found.get(name)))
  }
}

function list(item: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(item)
}

const isCommit = object({ sha: isText })
const isFiles = list(
  object({
    filename: isText,
    status: isText,
    sha: isTextOrNull,
    additions: isNumber,
    deletions: isNumber,
  }),
)
const isPull = object({ number: isNumber, head: isCommit, base: isCommit })

/** What is taken from each answer to a read, by the template of its address. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  '/repos/{owner}/{repo}/compare/{basehead}': object({
    merge_base_commit: isCommit,
    files: isFiles,
  }),
  '/repos/{owner}/{repo}/pulls/{pull_number}/files': isFiles,
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': list(object({ id: isNumber })),
  '/repos/{owner}/{repo}/pulls/{pull_number}': isPull,
  '/repos/{owner}/{repo}/pulls': list(isPull),
  '/repos/{owner}/{repo}/git/trees/{tree_sha}': object({
    tree: list(object({ path: isText, mode: isText, type: isText, sha: isText })),
    truncated: (value) => typeof value === 'boolean',
  }),
  '/repos/{owner}/{repo}/git/blobs/{file_sha}': object({
    content: isText,
    encoding: (value) => value === 'base64',
  }),
  '/repos/{owner}/{repo}/collaborators/{username}/permission': object({ permission: isText }),
  '/repos/{owner}/{repo}/actions/runs/{run_id}': object({ id: isNumber }),
  '/repos/{owner}/{repo}/actions/runs': object({ workflow_runs: list(object({ id: isNumber })) }),
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs': object({
    workflow_runs: list(object({ id: isNumber, event: isText })),
  }),
  '/repos/{owner}/{repo}/issues': list(object({ number: isNumber, state: isText, title: isText })),
  '/repos/{owner}/{repo}/actions/artifacts': object({ artifacts: list(object({ id: isNumber })) }),
}

/** Data, or errors; neither says nothing. */
const isGraphqlAnswer: Shape = (value) => {
  const hasErrors = object({ errors: (errors) => Array.isArray(errors) && errors.length > 0 })
  return object({ data: object({}) })(value) || hasErrors(value)
}
