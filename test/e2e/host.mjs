/**
 * Runs a program of the bundle again and again in one process, each time from its beginning: its
 * modules are evaluated anew, with the environment and the folder that the run names. So are all
 * that have a state: what talks to GitHub. The bundle's shared files stay, as they have none: what
 * reads, judges and words a change. To start them is most of the time of a process of its own.
 *
 * A line on standard input names a run. The run ends as a process does: when there is nothing left
 * to wait for. Then its mark is written to both outputs or, where the run names a pipe for it, its
 * exit code into that.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { Script } from 'node:vm'

const scripts = new Map()
/** The modules that stay, and those of the run. */
const shared = new Map()
let loaded = new Map()
let mark
let done
let line = ''

process.on('exit', (code) => finish(`${code} ended`))
process.on('beforeExit', () => {
  if (mark !== undefined) {
    process.stderr.write(mark)
    process.stdout.write(`${mark}${process.exitCode ?? 0}\n`)
  }
  finish(process.exitCode ?? 0)
  // What the program listens to, it would hear in the next run.
  process.removeAllListeners('uncaughtException')
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error')
  // The folder of the run is about to be removed.
  process.chdir(tmpdir())
  process.stdin.ref()
})

process.stdin
  .setEncoding('utf8')
  .on('data', (text) => {
    line += text
    if (!line.endsWith('\n')) return
    // From here on, the process ends when the program does.
    process.stdin.unref()
    const run = JSON.parse(line)
    line = ''
    start(run)
  })
  .on('end', () => process.exit())

function finish(code) {
  if (done !== undefined) writeFileSync(done, `${code}\n`)
  done = undefined
}

function start(run) {
  mark = run.mark
  done = run.done
  loaded = new Map()
  process.exitCode = undefined
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, run.env)
  process.chdir(run.cwd)
  process.argv.splice(1, Infinity, run.entry, ...(run.args ?? []))
  load(run.entry)
}

function load(path) {
  const modules = hasState(path) ? loaded : shared
  const known = modules.get(path)
  if (known) return known.exports
  const module = { exports: {} }
  modules.set(path, module)
  const ofNode = createRequire(path)
  const require = (name) => (name.startsWith('./') ? load(join(dirname(path), name)) : ofNode(name))
  compile(path)(module.exports, require, module, path, dirname(path))
  return module.exports
}

/**
 * What a run has for itself: the programs, and the shared files that talk to GitHub or to the runner,
 * with those that use them.
 */
function hasState(path) {
  if (!basename(path).startsWith('shared-')) return true
  const known = stateful.get(path)
  if (known !== undefined) return known
  stateful.set(path, false)
  const text = readScript(path)
  const used = [...text.matchAll(/require\("\.\/(shared-[^"]+)"\)/g)].map(([, name]) => name)
  const found = TALKS.test(text) || used.some((name) => hasState(join(dirname(path), name)))
  stateful.set(path, found)
  return found
}

const TALKS = /GITHUB_STEP_SUMMARY|octokit/i
const stateful = new Map()

function compile(path) {
  const script =
    scripts.get(path) ??
    new Script(
      `(function (exports, require, module, __filename, __dirname) {${readScript(path)}\n})`,
      { filename: path },
    )
  scripts.set(path, script)
  return script.runInThisContext()
}

function readScript(path) {
  return readFileSync(path, 'utf8').replace(/^#!.*/, '')
}
