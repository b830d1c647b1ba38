#!/usr/bin/env node
import { describeOldNode } from './cli/node-version.ts'
import { VERSION } from './version.ts'

// Everything else is loaded when it is needed: the commonest question must cost nothing.
const args = process.argv.slice(2)
const oldNode = describeOldNode(process.versions.node)
if (oldNode !== undefined) {
  process.stderr.write(`${oldNode}\n`)
  process.exitCode = 2
} else if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`)
} else {
  void import('./cli/main.ts').then(({ main }) => main(args))
}
