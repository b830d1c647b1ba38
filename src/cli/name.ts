import { basename, relative } from 'node:path'

/** How this command was called: `npx cortex-review`, `node dist/cli.js`, or by its name. */
export function commandName(
  cwd: string,
  script: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (env['npm_command'] === 'exec') return 'npx cortex-review'
  const isSource = basename(script) === 'cli.js' && !/[\\/]node_modules[\\/]/.test(script)
  const path = relative(cwd, script)
  return isSource && path !== '' ? `node ${path.startsWith('..') ? script : path}` : 'cortex-review'
}

const NAMED =
  /(?<![\w/@.-])cortex-review(?= (?:COMMAND|review|audit|explain|rules|demo|init|doctor|help)\b)/g

/** A text of our own with the command as it was called. */
export function asCalled(text: string, name: string): string {
  return name === 'cortex-review' ? text : text.replace(NAMED, () => name)
}
