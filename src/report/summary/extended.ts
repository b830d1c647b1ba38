import { shortCode } from '../markdown.ts'

/** A settings file that was read besides that of the repository. */
interface ExtendedFile {
  readonly path: string
  readonly repository?: string
  readonly ref?: string
  readonly commit?: string
}

const LONGEST = 160

/** The settings files that those of the repository extend, each with its commit; '' if there are none. */
export function renderExtended(files: readonly ExtendedFile[]): string {
  if (files.length === 0) return ''
  const lines = files.map(({ repository, path, ref, commit }) => {
    if (repository === undefined) return `- ${shortCode(path, LONGEST)}`
    const at = commit === undefined ? '' : ` at commit ${shortCode(commit, LONGEST)}`
    return `- ${shortCode(`${repository}/${path}@${ref ?? ''}`, LONGEST)}${at}`
  })
  return `\n### Extended settings\n\n${lines.join('\n')}\n`
}
