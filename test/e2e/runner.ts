import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { StartedGitHub, TokenName } from '../fake-github/start.ts'
import { baseEnvironment, inputEnvironment, metadata, prepareFiles } from './environment.ts'
import type { Event } from './events.ts'
import { runProgram } from './programs.ts'

/** How a step that uses the Action is written in a workflow. */
export interface Step {
  readonly event: Event
  /** The `with:` of the step. */
  readonly inputs?: Readonly<Record<string, string>>
  readonly token?: TokenName
  readonly env?: Readonly<Record<string, string>>
  /** What earlier steps left in the workspace. */
  readonly files?: Readonly<Record<string, string>>
  /** Symbolic links in the workspace, and where they lead. */
  readonly links?: Readonly<Record<string, string>>
  /** Gets the process while it runs. */
  readonly onStart?: (child: ChildProcess) => void
  /** The folder of the job, which stays; a new one if absent. */
  readonly workspace?: string
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

export interface StepResult {
  readonly exitCode: number | null
  /** The log as a person sees it, without commands. */
  readonly log: string
  readonly stderr: string
  readonly annotations: readonly Annotation[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** A file that the step wrote into its workspace. */
  readFile(path: string): string
}

/** What a runner takes of a step; the rest vanishes, and here it fails the test. */
const LIMITS = { annotations: 10, message: 4096, summary: 1024 * 1024, outputs: 1024 * 1024 }
/** Runs the built Action in a process of its own, as the runner starts it. */
export async function runStep(
  github: StartedGitHub,
  entry: string,
  step: Step,
): Promise<StepResult> {
  const workspace = step.workspace ?? mkdtempSync(join(tmpdir(), 'workspace-'))
  try {
    const files = prepareFiles(workspace, step.event)
    for (const [path, text] of Object.entries(step.files ?? {})) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true })
      writeFileSync(join(workspace, path), text)
    }
    for (const [path, target] of Object.entries(step.links ?? {})) {
      symlinkSync(target, join(workspace, path))
    }
    const environment = {
      ...baseEnvironment(github, step.event, files),
      ...inputEnvironment(step.inputs ?? {}, step.token ?? 'usual'),
      ...step.env,
    }
    const { exitCode, stdout, stderr } = await runProgram({
      entry,
      cwd: workspace,
      env: environment,
      ...(step.onStart ? { onStart: step.onStart } : {}),
    })
    const { annotations, log } = readLog(stdout)
    const outputs = readOutputs(readFileSync(files.output, 'utf8'))
    const summary = readFileSync(files.summary, 'utf8')
    checkLimits(annotations, outputs, summary)

    const written = new Map<string, string>()
    for (const name of WRITTEN) {
      const text = readIfPresent(join(workspace, name))
      if (text !== undefined) written.set(name, text)
    }
    const readFile = (path: string) => written.get(path) ?? ''
    return { exitCode, log, stderr, annotations, outputs, summary, readFile }
  } finally {
    if (!step.workspace) rmSync(workspace, { recursive: true, force: true })
  }
}

/** The files that the tests ask the Action to write. */
const WRITTEN = ['findings.sarif', 'findings.json', 'cortex-review.json', 'cortex-review.sarif']

/** Tells commands from text as the runner does, honouring `::stop-commands::`. */
function readLog(stdout: string) {
  const annotations: Annotation[] = []
  const log: string[] = []
  let resume: string | undefined
  for (const line of stdout.split(/\r?\n/)) {
    if (resume !== undefined) {
      if (line.trim() === `::${resume}::`) resume = undefined
      else log.push(line)
      continue
    }
    const command = /^\s*::([a-z-]+)(?: ([^:]*))?::(.*)$/.exec(line)
    const [, name = '', properties = '', message = ''] = command ?? []
    // The older form of commands counts anywhere in a line.
    if (line.includes('##[') && !command) throw new Error(`Unexpected command: ${line}`)
    if (name === 'stop-commands') resume = message
    else if (name === 'error' || name === 'warning' || name === 'notice') {
      const parsed = parseProperties(properties)
      annotations.push({ level: name, properties: parsed, message: unescape(message) })
    } else if (command && !KNOWN_COMMANDS.has(name)) throw new Error(`Unexpected command: ${line}`)
    else log.push(line)
  }
  return { annotations, log: log.join('\n') }
}

const KNOWN_COMMANDS = new Set(['group', 'endgroup', 'debug', 'add-mask'])

function parseProperties(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.includes('='))
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at).trim(), unescape(pair.slice(at + 1))]
    }),
  )
}

function unescape(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}

/** Both ways of writing an output. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split(/\r?\n/)
  for (let at = 0; at < lines.length; at += 1) {
    const [, name = '', delimiter] = /^([^=<]+)<<(.+)$/.exec(lines[at] ?? '') ?? []
    if (delimiter !== undefined) {
      const end = lines.indexOf(delimiter, at + 1)
      outputs[name] = lines.slice(at + 1, end).join('\n')
      at = end
    } else if (lines[at]?.includes('=')) {
      const [key = '', ...rest] = (lines[at] ?? '').split('=')
      outputs[key] = rest.join('=')
    }
  }
  const unknown = Object.keys(outputs).filter((name) => !(name in metadata.outputs))
  if (unknown.length > 0) throw new Error(`action.yml has no output ${unknown.join(', ')}`)
  return outputs
}

function checkLimits(
  annotations: readonly Annotation[],
  outputs: Readonly<Record<string, string>>,
  summary: string,
): void {
  const problems: string[] = []
  for (const level of ['error', 'warning', 'notice']) {
    const count = annotations.filter((each) => each.level === level).length
    if (count > LIMITS.annotations) problems.push(`${count} annotations of level ${level}`)
  }
  if (annotations.some(({ message }) => message.length > LIMITS.message)) {
    problems.push('a message that is cut')
  }
  if (Buffer.byteLength(summary) > LIMITS.summary) problems.push('a summary that is dropped')
  if (Buffer.byteLength(JSON.stringify(outputs)) > LIMITS.outputs) problems.push('long outputs')
  if (problems.length > 0) throw new Error(`More than a runner takes: ${problems.join(', ')}`)
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
