#!/usr/bin/env node
import { VERSION } from './version.ts'

// Everything else is loaded when it is needed: the commonest question must cost nothing.
const args = process.argv.slice(2)
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`)
} else if (args.length === 0 || (args.length === 1 && /^(?:--help|-h|help)$/.test(args[0] ?? ''))) {
  void import('./cli/usage.ts').then(({ USAGE }) => process.stdout.write(USAGE))
} else {
  void import('./cli/main.ts').then(({ main }) => main(args))
}
