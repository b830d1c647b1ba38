import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NoOperationTraceWriter } from '@actions/workflow-parser'
import { parseAction } from '@actions/workflow-parser/actions/action-parser'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const list = (folder: string) => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`)

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)))

interface Job {
  readonly permissions: Readonly<Record<string, string>>
  readonly needs?: string
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[]
}

/** What GitHub's own parser says of an `action.yml`. */
function problemsOf(content: string): readonly string[] {
  const { context } = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter())
  return context.errors.getErrors().map(({ message }) => message)
}

describe('action.yml', () => {
  it('is valid for the parser of GitHub', () => {
    expect(problemsOf(read('action.yml'))).toEqual([])
    expect(problemsOf(read('action.yml').replace('inputs:', 'input:'))).not.toEqual([])
  })

  it('has no defaults but that of the token, so that settings files can say the rest', () => {
    const { inputs, runs } = parse(read('action.yml'))
    const withDefault = Object.keys(inputs).filter((name) => 'default' in inputs[name])
    expect(withDefault).toEqual(['github-token'])
    expect(runs).toEqual({ using: 'node24', main: 'dist/action.js' })
  })
})

describe('the workflows', () => {
  const workflows = list('.github/workflows')
  it.each(workflows)('%s asks for permissions in each job only', (path) => {
    const { permissions, jobs } = parse(read(path))
    expect(permissions).toEqual({})
    for (const name of Object.keys(jobs)) {
      expect(Object.keys(jobs[name].permissions)).toContain('contents')
      expect(jobs[name]['timeout-minutes']).toBeGreaterThan(0)
    }
  })

  it('write only in the job that publishes, which runs no code of the repository', () => {
    const jobs = workflows.flatMap((path) =>
      Object.entries<Job>(parse(read(path)).jobs).map(([name, job]) => ({ path, name, job })),
    )
    const writing = jobs.filter(({ job }) => job.permissions['contents'] !== 'read')
    expect(writing.map(({ path, name }) => `${path} ${name}`)).toEqual([
      '.github/workflows/pages.yml deploy',
      '.github/workflows/release.yml release',
    ])
    const [deploy, release] = writing
    expect(deploy?.job.permissions['contents']).toBe('none')
    expect(deploy?.job.steps.map(({ uses = '', run = '' }) => uses.split('@')[0] + run)).toEqual([
      'actions/deploy-pages',
    ])
    expect(release?.job.needs).toBe('publish')
    for (const { uses = '', run = '' } of release?.job.steps ?? []) {
      expect(uses.split('@')[0]).toMatch(/^(?:actions\/checkout)?$/)
      expect(run).not.toMatch(/\b(?:npm|npx|node|bash|sh) /)
    }
  })

  it('publish what passed all checks', () => {
    const { check, publish } = parse(read('.github/workflows/release.yml')).jobs
    expect(publish.needs).toBe('check')
    expect(publish.permissions).toEqual({ actions: 'read', contents: 'read', 'id-token': 'write' })
    const steps: Job['steps'] = check.steps
    expect(steps.map(({ run }) => run)).toContain('bash .ci/run --full')
  })

  it.each(workflows)('%s names actions by commit, with their version', (path) => {
    const used = [...read(path).matchAll(/uses: (.*)/g)].map(([, name = '']) => name)
    const loose = used.filter(
      (name) => !/^(?:\.\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(name),
    )
    expect(loose).toEqual([])
  })
})

describe('the issue forms', () => {
  const forms = list('.github/ISSUE_TEMPLATE').filter((path) => !path.endsWith('config.yml'))

  it.each(forms)('%s has what GitHub asks for', (path) => {
    const { name, description, body } = parse(read(path))
    expect(name).toMatch(/\S/)
    expect(description).toMatch(/\S/)
    const fields: readonly { type: string; id: string; attributes: { label: string } }[] = body
    for (const { type, id, attributes } of fields) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type)
      expect(id).toMatch(/^[a-z-]+$/)
      expect(attributes.label).toMatch(/\S/)
    }
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length)
  })
})

describe('the Markdown pages', () => {
  const pages = tracked.filter((path) => /^(?:[A-Z]+|docs\/.*|examples\/.*)\.md$/.test(path))

  it.each(pages)('%s has no dead links into the repository', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
    const local = links.filter((target) => !/^(?:https?:|#)/.test(target))
    const dead = local.filter((target) => {
      const path = join(ROOT, dirname(page), target.replace(/#.*/, ''))
      return !existsSync(path)
    })
    expect(dead).toEqual([])
  })

  it('docs/rules has a page for every rule that a setting can name', () => {
    const { definitions } = JSON.parse(read('schemas/settings.json'))
    const names = Object.keys(definitions.rules.properties)
    const ids = names.filter((name) => !name.startsWith('category:'))
    expect(ids).toContain('ignore-unused')
    expect(ids.filter((id) => !existsSync(join(ROOT, `docs/rules/${id}.md`)))).toEqual([])
  })

  it('CONTRIBUTING.md names every script', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const text = read('CONTRIBUTING.md')
    const missing = Object.keys(scripts).filter(
      (name) => !text.includes(name === 'test' ? 'npm test' : `npm run ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('CHANGELOG.md has the version of the package', () => {
    expect(read('CHANGELOG.md')).toContain(`\n## ${JSON.parse(read('package.json')).version}\n`)
  })
})

describe('the tracked files', () => {
  it('tell nothing of a machine', () => {
    const places = /(?:^|[\s"'`(=])\/(?:home|Users|root|work)\/\w/
    const texts = tracked.filter(
      (path) => !/^(?:dist|test\/contract|test\/conformance)\//.test(path),
    )
    expect(texts.filter((path) => places.test(read(path)))).toEqual([])
  })

  it('lock packages without naming the host of a registry', () => {
    const { packages } = JSON.parse(read('package-lock.json'))
    expect(Object.keys(packages).filter((name) => 'resolved' in packages[name])).toEqual([])
    expect(read('.npmrc')).not.toMatch(/registry\s*=/)
  })
})
