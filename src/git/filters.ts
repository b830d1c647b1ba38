import { NOTHING } from './environment.ts'
import { runGit } from './run.ts'

/**
 * Options for Git that switch off all filters of a repository: to compare files of the working
 * tree, Git would run them. There is no option for it, so each is switched off by its name.
 */
export function withoutFilters(root: string): readonly string[] {
  const listed = runGit(root, ['config', '--list', '--name-only', '-z']).toString('utf8')
  const names = new Set(listed.split('\0').filter((name) => FILTER.test(name)))
  return [...names].flatMap(switchOff)
}

const FILTER = /^filter\..*\.(?:clean|smudge|process|required)$/s

/** An option ends a name at its first `=`; the other way needs Git 2.31, and else fails. */
function switchOff(name: string): readonly string[] {
  return name.includes('=') ? [`--config-env=${name}=${NOTHING}`] : ['-c', `${name}=`]
}
