import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { compileRule } from '../../src/custom/compile.ts'
import { renderComment } from '../../src/report/comment/comment.ts'
import { parseMarker } from '../../src/report/comment/marker.ts'
import { toJson } from '../../src/report/formats/json.ts'
import { toSarif } from '../../src/report/formats/sarif.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { rules as builtIn } from '../../src/rules/index.ts'
import { checkRuleFile, checkSettings } from '../../src/settings/settings.ts'
import { reviewSides } from '../cases.ts'

/** The settings with some rules, or what is wrong with them. */
function read(text: string) {
  return checkSettings(text, builtIn, { path: '.github/cortex-review.yml', compile: compileRule })
}

function problemsOf(items: string): readonly string[] {
  const { problems } = read(`custom-rules:\n${items.replace(/^/gm, '  ')}`)
  return problems.map(({ message, range: { start } }) => `${start.line}:${start.column} ${message}`)
}

function judge(text: string, before: string, after: string, path = 'prod/cortex.yaml') {
  const { settings, problems } = read(text)
  expect(problems).toEqual([])
  const config = { ...DEFAULT_CONFIG, ...settings }
  const sides = [before, after].map((side) => new Map(side === '' ? [] : [[path, side]]))
  return reviewSides(sides[0] ?? new Map(), sides[1] ?? new Map(), [], config)
}

/** A settings file with one rule. */
function rule(fields: Readonly<Record<string, string>>): string {
  const all = { id: 'acme/one', on: 'api', message: `"'Found.'"`, ...fields }
  const lines = Object.entries(all).map(([key, value]) => `    ${key}: ${value}\n`)
  return `custom-rules:\n  -\n${lines.join('')}`
}

function compare(condition: string): string {
  return rule({ when: 'modified', if: condition })
}

function api(replicas: number, more = ''): string {
  return `- name: iris
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: acme/iris:1.4.2
        compute: { mem: 8Gi }
  autoscaling:
    min_replicas: ${replicas}
    max_replicas: 20
${more}`
}

const PAGE = readFileSync(new URL('../../docs/custom-rules.md', import.meta.url), 'utf8')
const [, EXAMPLE = ''] = /```yaml\n([\s\S]*?)```/.exec(PAGE) ?? []

describe('the example of the documentation', () => {
  const settings = `custom-rules:\n${EXAMPLE}`

  it('reports a change with a proven fix, on the key', () => {
    const { findings, failures } = judge(settings, api(8), api(4))
    expect(failures).toEqual([])
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({
      severity: 'error',
      message: '`min_replicas` lowered from `8` to `4`.',
      location: { path: 'prod/cortex.yaml', range: { start: { line: 9 } } },
      fix: { title: 'Restore `autoscaling.min_replicas`', safety: 'safe' },
    })
    expect(findings[0]?.fix?.doubt).toBeUndefined()
  })

  it('is quiet elsewhere', () => {
    expect(judge(settings, api(8), api(5)).findings).toEqual([])
    expect(judge(settings, api(8), api(4), 'staging/cortex.yaml').findings).toEqual([])
    expect(judge(settings, '', api(4)).findings).toEqual([])
  })

  it('is also that of a file of rules', () => {
    const { settings: own, problems } = checkRuleFile(EXAMPLE, [], {
      path: '.github/cortex-review/rules/a.yml',
      compile: compileRule,
    })
    expect(problems).toEqual([])
    expect(own.map(({ id, origin }) => [id, origin])).toEqual([
      ['acme/replicas-halved', '.github/cortex-review/rules/a.yml'],
    ])
  })
})

describe('expressions are checked when settings are read', () => {
  const ONE = 'id: acme/one\n  on: api\n  '
  it.each([
    [
      'a misspelled key',
      `- ${ONE}if: object.autoscaling.min_replica > 1\n  message: "'x'"`,
      '4:28 `custom-rules`: unknown key `min_replica` of `api.autoscaling`; did you mean `min_replicas`?',
    ],
    [
      'a misspelled key in has()',
      `- ${ONE}if: has(object.autoscaling.max_replica)\n  message: "'x'"`,
      '4:32 `custom-rules`: unknown key `max_replica` of `api.autoscaling`; did you mean `max_replicas`?',
    ],
    [
      'a misspelled key in a loop',
      `- ${ONE}if: object.pod.containers.exists(c, c.imag == '')\n  message: "'x'"`,
      '4:43 `custom-rules`: unknown key `imag` of `api.pod.containers`; did you mean `image`?',
    ],
    [
      'a name that is not there',
      `- ${ONE}if: oldObject.name == ''\n  message: "'x'"`,
      '4:9 `custom-rules`: unknown name `oldObject`; did you mean `object`?',
    ],
    [
      'another type',
      `- ${ONE}if: object.autoscaling.min_replicas > 'a'\n  message: "'x'"`,
      '4:9 `custom-rules`: no such overload: int > string.',
    ],
    [
      'a condition that is none',
      `- ${ONE}if: object.name\n  message: "'x'"`,
      '4:9 `custom-rules`: expected a bool, found `string`.',
    ],
    [
      'a pattern that RE2 does not know',
      `- ${ONE}if: object.name.matches('(?=a)')\n  message: "'x'"`,
      '4:9 `custom-rules`: error parsing regexp: invalid or unsupported Perl syntax: `(?=`.',
    ],
    [
      'a pattern from a file',
      `- ${ONE}if: object.name.matches(object.name)\n  message: "'x'"`,
      '4:9 `custom-rules`: the pattern of `matches` must be a string literal.',
    ],
    [
      'a misspelled path',
      `- ${ONE}if: true\n  message: "'x'"\n  at: autoscaling.min_replica`,
      '6:9 `custom-rules`: unknown key `min_replica`; did you mean `min_replicas`?',
    ],
    [
      'an id without a prefix',
      `- id: one\n  on: api\n  if: true\n  message: "'x'"`,
      '2:9 `custom-rules.id`: expected a prefix, a slash, and a name, such as `acme/replicas-halved`, found `one`.',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })

  it('an id that is there twice', () => {
    const one = `- ${ONE}if: true\n  message: "'x'"\n`
    expect(problemsOf(one + one)[0]).toContain('there is another rule `acme/one`')
  })
})

describe('an expression sees', () => {
  it.each([
    ['defaults', 'object.pod.max_queue_length == 100 && object.pod.port == 8080'],
    ['durations', "object.autoscaling.window == duration('60s')"],
    ['quantities', "quantity(object.pod.containers[0].compute.mem) > quantity('4096Mi')"],
    [
      'CIDR blocks',
      "cidr('10.0.0.0/8').containsCIDR(cidr('10.1.0.0/16')) && cidr('10.0.0.0/8').containsIP('10.2.3.4')",
    ],
    ['the file', "file.path == 'prod/cortex.yaml' && file.version == 42"],
    ['absence', 'object.pod.containers.all(c, !has(c.readiness_probe))'],
    ['lists', "object.pod.containers.map(c, c.name) == ['api']"],
    ['floats', 'object.autoscaling.max_downscale_factor < 1.0'],
    ['regular expressions', "object.pod.containers[0].image.matches('^acme/[a-z]+:')"],
  ])('%s', (_, condition) => {
    const { findings, failures } = judge(rule({ if: JSON.stringify(condition) }), '', api(1))
    expect(failures).toEqual([])
    expect(findings.map(({ message }) => message)).toEqual(['Found.'])
  })

  it('what is around a container', () => {
    const text = rule({ on: 'container', if: `api.name == 'iris' && object.name == 'api'` })
    expect(judge(text, '', api(1)).findings).toHaveLength(1)
  })

  it('that specs differ, or do not', () => {
    const differs = compare('object != oldObject && object.pod == oldObject.pod')
    expect(judge(differs, api(1), api(2)).findings).toHaveLength(1)
    expect(judge(compare('object == oldObject'), api(1), api(2)).findings).toEqual([])
  })

  it('no key that the kind does not have: then it is about others', () => {
    const task =
      '- name: t\n  kind: TaskAPI\n  pod: { containers: [{ name: a, image: b, command: [c] }] }\n'
    const { findings, failures } = judge(
      rule({ if: 'object.autoscaling.min_replicas < 5' }),
      '',
      task,
    )
    expect([findings, failures]).toEqual([[], []])
  })
})

describe('a failure of a rule', () => {
  it('is said, and makes the review incomplete', () => {
    const { findings, failures, coverage } = judge(
      rule({ if: '10 / (object.autoscaling.min_replicas - 1) > 1' }),
      '',
      api(1),
    )
    expect(findings).toEqual([])
    expect(failures.map(({ rule: id, path, error }) => [id, path, error.message])).toEqual([
      ['acme/one', 'prod/cortex.yaml', expect.stringMatching(/zero/)],
    ])
    expect(coverage.isComplete).toBe(false)
  })

  it.each([
    ['nested loops', LOOP(6)],
    ['values that double', DOUBLE(12)],
    ['joined texts', "[file.path, file.path].map(a, a).join('x').size() > 0 && " + LOOP(6)],
  ])('is also that it costs too much: %s', (_, condition) => {
    const { failures } = judge(rule({ if: JSON.stringify(condition) }), '', api(1))
    expect(failures.map(({ error }) => error.message)).toEqual([
      'the expression takes more than 100000 steps',
    ])
  })
})

/** Loops over ten items, each in the one before. */
function LOOP(depth: number): string {
  if (depth === 0) return 'true'
  return `[1,2,3,4,5,6,7,8,9,10].all(x${depth}, ${LOOP(depth - 1)})`
}

function DOUBLE(depth: number): string {
  let text = `a${depth}.size() > 0`
  for (let at = depth; at > 0; at--) text = `cel.bind(a${at}, a${at - 1} + a${at - 1}, ${text})`
  return `cel.bind(a0, [1,2,3,4,5,6,7,8,9,10], ${text})`
}

describe('rules of one’s own are full rules', () => {
  const text = rule({
    on: 'container',
    if: `"!object.image.startsWith('ecr/')"`,
    at: 'image',
    message: `"'Image \`' + object.image + '\` is not ours'"`,
    'docs-url': 'https://acme.example/rules',
  })

  it('with ignore comments', () => {
    const ignored = api(1).replace('1.4.2', '1.4.2 # cortex-review: ignore[acme/one] agreed')
    const review = judge(text, '', ignored)
    expect(review.findings).toEqual([])
    expect(review.ignored.map(({ reason }) => reason)).toEqual(['agreed'])
  })

  it.each([
    ['rules: { acme/one: "off" }', []],
    ['rules: { acme/one: info }', ['info']],
    ['rules: { "category:custom": error }', ['error']],
    ['overrides: [{ paths: [prod], rules: { acme/one: error } }]', ['error']],
  ])('with settings: %s', (more, severities) => {
    const { findings } = judge(`${text}${more}\n`, '', api(1))
    expect(findings.map(({ severity }) => severity)).toEqual(severities)
  })

  it('with reports that link to their page', () => {
    const review = judge(text, '', api(1))
    const options = {
      version: '1',
      docsUrl: 'https://docs/rules',
      homepage: 'https://h',
      failOn: 'error' as const,
    }
    const { settings } = read(text)
    const sarif = JSON.stringify(toSarif(review, settings.customRules ?? [], options))
    expect(sarif).toContain('"helpUri":"https://acme.example/rules"')
    expect(JSON.stringify(toJson(review, options))).toContain('"docs":"https://acme.example/rules"')
    const [finding] = review.findings
    const body = finding ? renderComment({ finding }, { docsUrl: 'https://docs/rules' }) : ''
    expect(body).toContain('https://acme.example/rules')
    expect(parseMarker(body)).toMatchObject({ kind: 'finding', rule: 'acme/one' })
  })

  it('whose values are escaped, and secrets hidden', () => {
    const hostile = api(1).replace('acme/iris:1.4.2', "'<b>@octocat</b> AKIAIOSFODNN7EXAMPLQ'")
    const loud = rule({ on: 'container', if: 'true', message: "object.image + ' is here'" })
    const [finding] = judge(loud, '', hostile).findings
    expect(finding?.message).not.toContain('AKIAIOSFODNN7EXAMPLQ')
    const body = finding ? renderComment({ finding }, { docsUrl: 'https://docs/rules' }) : ''
    expect(body).not.toContain('<b>')
    expect(body).not.toMatch(/@octocat/)
  })

  it('of which a set is a change that Cortex does not have yet', () => {
    const set = rule({
      if: 'object.autoscaling.max_replicas > 10',
      at: 'autoscaling.max_replicas',
      fix: '{ set: { autoscaling.max_replicas: 10 } }',
    })
    const [finding] = judge(set, '', api(1)).findings
    expect(finding?.fix).toMatchObject({
      safety: 'unsafe',
      title: 'Set `autoscaling.max_replicas: 10`',
    })
    expect(finding?.fix?.doubt).toBeUndefined()
  })
})
