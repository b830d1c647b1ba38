import type { Client } from '../../github/client.ts'
import { quote } from '../../text/wording.ts'
import { type Complaint, listReviewJobs } from '../../workflows/diagnose.ts'
import type { Job, Workflow } from '../../workflows/model.ts'

/** The repository on GitHub whose pull requests are reviewed. */
export type Repository = Readonly<Record<'owner' | 'repo', string>>

/**
 * Says whether merges wait for the check, by the rules and the protection of the default branch: all
 * that a token may read of them, or that it may not.
 */
export async function checkRulesets(
  client: Client,
  repository: Repository,
  workflows: readonly Workflow[],
): Promise<readonly Complaint[]> {
  const path = `${repository.owner}/${repository.repo}`
  try {
    const { data } = await client.rest.repos.get(repository)
    const branch = data.default_branch
    const [rules, protection] = await Promise.all([
      client.rest.repos.getBranchRules({ ...repository, branch }),
      client.rest.repos.getBranch({ ...repository, branch }),
    ])
    const required = [
      ...rules.data.flatMap((rule) =>
        rule.type === 'required_status_checks'
          ? (rule.parameters?.required_status_checks ?? []).map(({ context }) => context)
          : [],
      ),
      ...(protection.data.protection.required_status_checks?.contexts ?? []),
    ]
    return complainOfCheck(path, { branch, required, jobs: listReviewJobs(workflows) })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [
      {
        path,
        problem: `The token cannot read the rules of the repository: ${reason}`,
        remedy: 'Give `GITHUB_TOKEN` read access to the repository’s contents and metadata.',
      },
    ]
  }
}

interface Checks {
  readonly branch: string
  readonly required: readonly string[]
  readonly jobs: readonly Job[]
}

function complainOfCheck(path: string, { branch, required, jobs }: Checks): readonly Complaint[] {
  const names = jobs.map(({ id, name }) => name ?? id)
  if (names.length === 0 || names.some((name) => required.includes(name))) return []
  return [
    {
      path,
      problem: `The check ${names.map(quote).join(' or ')} is not required on ${quote(branch)}: a pull request can be merged without it.`,
      remedy: `Settings → Rules → Rulesets → Require status checks to pass: ${names[0]}`,
    },
  ]
}
