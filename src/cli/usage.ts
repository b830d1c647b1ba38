import { EXIT_CODES } from '../report/exit-codes.ts'

/** What `cortex-review --help` prints. */
export const USAGE = `Review changes to Cortex cluster configs (cluster.yaml) and API specs (cortex.yaml).

Usage: cortex-review COMMAND [OPTIONS]

Commands:
  review         Review changes since the base, or between two commits
  audit [PATH…]  Check whole files: the working tree, folders, or a commit
  explain NAME   Explain a rule, a setting, or a key
  rules          List the rules
  demo           Review a risky sample pull request
  init           Create workflows and a settings file in this repository
  doctor         Check the workflows and settings of this repository
  help COMMAND   Show the options of a command

Options:
  -h, --help     Show this help
  -V, --version  Show the version

Examples:
  cortex-review review                        Changes on your branch
  cortex-review review --base main --head v2  Two branches, tags, or commits
  cortex-review audit clusters/ --fail-on warning
  cortex-review explain on-demand-fallback-removed

Exit codes:
${Object.entries(EXIT_CODES)
  .map(([code, meaning]) => `  ${code}  ${meaning.replaceAll('`', '')}\n`)
  .join('')}`
