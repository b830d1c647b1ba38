import { describe, expect, it } from '@jest/globals'
import { type Config, DEFAULT_CONFIG } from '../../../src/review/config.ts'
import { IGNORE_RULES } from '../../../src/review/ignores/rules.ts'
import { review } from '../../../src/review/review.ts'
import { defineRule, type Rule } from '../../../src/review/rule.ts'
import { applyEdits } from '../../../src/text/text.ts'

const META = { category: 'capacity', severity: 'error', summary: 'A', why: 'B' } as const

const RULES: readonly Rule[] = [
  defineRule({
    ...META,
    id: 'tag-mutable',
    inspect: {
      *container({ image, name }) {
        if (image.endsWith(':latest')) yield { at: ['image'], message: `${name}: ${image}.` }
      },
    },
  }),
  defineRule({
    ...META,
    id: 'cpu-missing',
    inspect: {
      *container({ compute, name }) {
        if (compute.cpu === null || compute.cpu === '200m') {
          yield { at: ['compute', 'cpu'], message: `${name}: no CPU.` }
        }
      },
    },
  }),
  defineRule({
    ...META,
    id: 'probe-removed',
    compare: {
      container: {
        *modified(before, after) {
          if (before.readiness_probe && !after.readiness_probe) {
            yield { at: ['readiness_probe'], message: `${after.name}: no probe.` }
          }
        },
      },
    },
  }),
  defineRule({
    ...META,
    id: 'group-removed',
    compare: {
      nodeGroup: {
        *removed({ name }) {
          yield { at: [], message: `${name} is gone.` }
        },
      },
    },
  }),
  defineRule({
    ...META,
    id: 'api-removed',
    compare: {
      api: {
        *removed({ name }) {
          yield { at: [], message: `${name} is gone.` }
        },
      },
    },
  }),
  defineRule({
    ...META,
    id: 'region-odd',
    inspect: {
      *cluster({ region }) {
        if (region === 'mars') yield { at: ['region'], message: `${region} is far.` }
      },
    },
  }),
]

interface Change {
  readonly before?: string
  readonly after: string
  readonly path?: string
  readonly oldPath?: string
  readonly config?: Partial<Config>
}

/** What a review of one file says, in short. */
function judge({ before, after, path = 'cortex.yaml', oldPath = path, config }: Change) {
  const result = review(
    {
      before: new Map(before === undefined ? [] : [[oldPath, before]]),
      after: new Map([[path, after]]),
      renames: new Map(oldPath === path ? [] : [[path, oldPath]]),
      hunks: new Map(),
      unreadable: [],
    },
    { ...DEFAULT_CONFIG, ...config },
    RULES,
  )
  expect(result.failures).toEqual([])
  return {
    findings: result.findings,
    found: result.findings.map(({ rule, location }) => `${location.range.start.line} ${rule.id}`),
    ignored: result.ignored.map(
      ({ finding, reason, line }) => `${finding.rule.id} by ${line}: ${reason}`,
    ),
  }
}

const API = `\
- name: iris
  kind: RealtimeAPI
  pod:
    containers:
      - name: main
        image: iris:latest
        compute:
          mem: 1Gi
- name: other
  kind: RealtimeAPI
  pod:
    containers:
      - image: other:latest
        name: main
        compute:
          cpu: 1
`

/** The file with a comment at the end of a line, or on lines of its own before it. */
function annotate(line: number, comment: string, where: 'on' | 'above', text = API): string {
  const lines = text.split('\n')
  const indent = /^[ ]*/.exec(lines[line - 1] ?? '')?.[0] ?? ''
  if (where === 'on') lines[line - 1] += ` ${comment}`
  else lines.splice(line - 1, 0, ...comment.split('\n').map((each) => indent + each))
  return lines.join('\n')
}

const group = (name: string) => `  - name: ${name}\n    instance_type: m5.large\n`

const ignoring = (id: string) => annotate(6, `# cortex-review: ignore[${id}] a`, 'on')

it('without comments everything is reported', () => {
  expect(judge({ after: API })).toMatchObject({
    found: ['6 tag-mutable', '7 cpu-missing', '13 tag-mutable'],
    ignored: [],
  })
})

describe('the reach of an ignore comment', () => {
  const comment = '# cortex-review: ignore[tag-mutable] built on every merge'

  it.each([
    ['on the line', 6, 'on'],
    ['above the line', 6, 'above'],
    ['above a container', 5, 'above'],
    ['at the name of a container', 5, 'on'],
    ['above the API', 1, 'above'],
    ['at the name of the API', 1, 'on'],
    ['at a key around it', 3, 'on'],
    ['above a key around it', 4, 'above'],
  ] as const)('%s', (_where, line, where) => {
    const { found, ignored } = judge({ after: annotate(line, comment, where) })

    const shift = where === 'above' ? 1 : 0
    expect(found).toEqual([`${7 + shift} cpu-missing`, `${13 + shift} tag-mutable`])
    expect(ignored).toEqual([`tag-mutable by ${line}: built on every merge`])
  })

  it.each([
    ['at the name of a spec that begins with another key', 14, 'on'],
    ['above the name of such a spec', 14, 'above'],
    ['above such a spec', 13, 'above'],
  ] as const)('%s', (_where, line, where) => {
    const { found } = judge({ after: annotate(line, comment, where) })

    expect(found).toEqual(['6 tag-mutable', '7 cpu-missing'])
  })

  it.each([
    ['on another line of the spec', 7, 'on'],
    ['above another key', 7, 'above'],
    ['in another spec', 9, 'above'],
  ] as const)('does not extend to the line: %s', (_where, line, where) => {
    const { found } = judge({ after: annotate(line, comment, where) })

    expect(found).toContain('6 tag-mutable')
  })

  it('goes over other comments and blank lines, and may follow another comment', () => {
    const above = judge({ after: annotate(6, `${comment}\n# more\n`, 'above') })
    expect(above.ignored).toEqual(['tag-mutable by 6: built on every merge'])

    const behind = judge({ after: annotate(6, `# the newest one ${comment}`, 'on') })
    expect(behind.ignored).toEqual(['tag-mutable by 6: built on every merge'])
  })

  it('is the whole cluster above its first key or at its name, and else the key', () => {
    const cluster = 'region: mars\ncluster_name: prod\nnode_groups: []\n'
    const ask = '# cortex-review: ignore[region-odd] we like it there'
    const found = (line: number, where: 'on' | 'above') =>
      judge({ after: annotate(line, ask, where, cluster), path: 'cluster.yaml' }).found

    expect(found(1, 'above')).toEqual([])
    expect(found(1, 'on')).toEqual([])
    expect(found(2, 'on')).toEqual([])
    expect(found(3, 'on')).toContain('1 region-odd')
  })

  it('does not reach into a text that only looks like a comment', () => {
    const after = annotate(6, `env:\n  A: |\n    ${comment}`, 'above')

    expect(judge({ after }).ignored).toEqual([])
  })
})

describe('an ignore comment', () => {
  it('may name several rules', () => {
    const after = annotate(1, '# cortex-review: ignore[tag-mutable, cpu-missing] a test', 'above')

    expect(judge({ after })).toMatchObject({
      found: ['14 tag-mutable'],
      ignored: ['tag-mutable by 1: a test', 'cpu-missing by 1: a test'],
    })
  })

  it('gives the reason of the nearest one, and both count as used', () => {
    const inner = annotate(6, '# cortex-review: ignore[tag-mutable] inner', 'on')
    const after = annotate(1, '# cortex-review: ignore[tag-mutable] outer', 'above', inner)

    expect(judge({ after })).toMatchObject({
      found: ['8 cpu-missing', '14 tag-mutable'],
      ignored: ['tag-mutable by 7: inner'],
    })
  })

  it.each(['#cortex-review:ignore[tag-mutable]a', '#  cortex-review:  ignore [ tag-mutable ] - a'])(
    'is not fussy about blanks: %s',
    (comment) => {
      expect(judge({ after: annotate(6, comment, 'on') }).ignored).toEqual(['tag-mutable by 6: a'])
    },
  )

  it('works in a file with CRLF', () => {
    const after = annotate(6, '# cortex-review: ignore[tag-mutable] a', 'on')

    expect(judge({ after: after.replaceAll('\n', '\r\n') }).ignored).toEqual([
      'tag-mutable by 6: a',
    ])
  })
})

describe('a finding about something that is gone', () => {
  const probe = '        readiness_probe:\n          tcp_socket:\n            port: 8080\n'
  const withProbe = API.replace('- name: other', `${probe}- name: other`)

  it.each([
    ['at the container', 5, 'on'],
    ['above the container', 5, 'above'],
    ['above the API', 1, 'above'],
  ] as const)('is accepted %s', (_where, line, where) => {
    const ask = '# cortex-review: ignore[probe-removed] it starts at once'
    const { found, ignored } = judge({ before: withProbe, after: annotate(line, ask, where) })

    expect(found).toEqual([])
    expect(ignored).toEqual([`probe-removed by ${line}: it starts at once`])
  })

  it('is accepted in a renamed file', () => {
    const after = annotate(5, '# cortex-review: ignore[probe-removed] yes', 'on')
    const { found } = judge({ before: withProbe, after, path: 'b.yaml', oldPath: 'a.yaml' })

    expect(found).toEqual([])
  })

  it('is accepted at the spec that it stood in', () => {
    const head = 'cluster_name: prod\nregion: eu-west-1\nnode_groups:\n'
    const before = head + group('cpu') + group('gpu')
    const ask = ' # cortex-review: ignore[group-removed] no longer needed'
    const after = before.replace(group('gpu'), '').replace('prod', `prod${ask}`)

    expect(judge({ before, after, path: 'cluster.yaml' })).toMatchObject({
      found: [],
      ignored: ['group-removed by 1: no longer needed'],
    })
    expect(
      judge({ before, after: before.replace(group('gpu'), ''), path: 'cluster.yaml' }).found,
    ).toHaveLength(1)
  })

  it('is accepted above what is left of the file', () => {
    const after = API.slice(API.indexOf('- name: other'))
    const ask = '# cortex-review: ignore[api-removed] moved to Bento\n'

    expect(judge({ before: API, after: ask + after })).toMatchObject({
      found: [],
      ignored: ['api-removed by 1: moved to Bento'],
    })
  })
})

describe('what is wrong with a comment', () => {
  it.each(['-', '\u200b\u2060', '\u00ad \u034f'])(
    'no reason (%j) is a finding, and the comment has no effect',
    (reason) => {
      const { found, findings } = judge({
        after: annotate(6, `# cortex-review: ignore[tag-mutable] ${reason}`, 'on'),
      })

      expect(found).toContain('6 tag-mutable')
      expect(findings.find(({ rule }) => rule.id === 'ignore-reason-missing')).toMatchObject({
        severity: 'warning',
        message: 'This comment ignores nothing until it says why, after the bracket.',
        subject: 'api/iris/container/main',
        location: { side: 'after', range: { start: { line: 6, column: 28 } } },
      })
      expect(found).not.toContain('6 ignore-unused')
    },
  )

  it('an unknown rule is a finding that names the nearest one', () => {
    const { findings, ignored } = judge({
      after: annotate(6, '# cortex-review: ignore[tag-mutabel, tag-mutable, zzz] a', 'on'),
    })

    const unknown = findings.filter(({ rule }) => rule.id === 'ignore-rule-unknown')
    expect(unknown.map(({ message }) => message)).toEqual([
      'There is no rule `tag-mutabel` to ignore; `tag-mutable` was probably meant.',
      'There is no rule `zzz` to ignore; `cortex-review rules` lists them.',
    ])
    expect(ignored).toEqual(['tag-mutable by 6: a'])
  })

  it.each([
    '# cortex-review: ignores[tag-mutable] a',
    '# cortex-review ignore[tag-mutable] a',
    '# cortex-review: ignore tag-mutable',
    '# cortex-review: ignore[] a',
    '# cortex-review: disable[tag-mutable] a',
    '# Cortex Review: ignore[tag-mutable] a',
    '# cortex-review: ignore[tag-mutable',
  ])('a malformed comment is a finding: %s', (comment) => {
    expect(judge({ after: annotate(6, comment, 'on') }).found).toEqual(
      expect.arrayContaining(['6 tag-mutable', '6 ignore-malformed']),
    )
  })

  it.each(['# cortex-review reads this file', '# see the cortex-review docs', '# ignore[a] b'])(
    'a comment that is not for us is none: %s',
    (comment) => {
      expect(judge({ after: annotate(6, comment, 'on') }).found).toHaveLength(3)
    },
  )

  it('an ignore that ignores nothing is a finding with a fix', () => {
    const own = annotate(7, '# cortex-review: ignore[tag-mutable] a', 'above')
    const trailing = annotate(8, '# cortex-review: ignore[tag-mutable] a', 'on')

    for (const after of [own, trailing, own.replaceAll('\n', '\r\n')]) {
      const { findings } = judge({ after })
      const unused = findings.find(({ rule }) => rule.id === 'ignore-unused')
      expect(unused?.message).toBe(
        'This comment has no effect: nothing here is found by `tag-mutable`.',
      )
      const fixed = applyEdits(after, unused?.fix?.edits ?? [])
      expect(fixed.replaceAll('\r\n', '\n')).toBe(API)
    }
  })

  it('a comment that is partly used stays, without a fix', () => {
    const { findings } = judge({
      after: annotate(6, '# cortex-review: ignore[tag-mutable, cpu-missing] a', 'on'),
    })
    const unused = findings.find(({ rule }) => rule.id === 'ignore-unused')

    expect(unused?.message).toContain('`cpu-missing`')
    expect(unused?.fix).toBeUndefined()
  })

  it('takes its severity from the settings', () => {
    const after = annotate(8, '# cortex-review: ignore[tag-mutable] a', 'on')
    const severity = (given: 'off' | 'error') =>
      judge({ after, config: { rules: { 'ignore-unused': { severity: given } } } })
        .findings.filter(({ rule }) => rule.id === 'ignore-unused')
        .map((finding) => finding.severity)

    expect(severity('error')).toEqual(['error'])
    expect(severity('off')).toEqual([])
  })
})

describe('an ignore comment is not called unused', () => {
  it('if its finding was there before', () => {
    const after = ignoring('tag-mutable')

    expect(judge({ before: API, after })).toMatchObject({ found: [], ignored: [] })
  })

  it('if it was there before itself', () => {
    const before = ignoring('region-odd')

    expect(judge({ before, after: before.replace('1Gi', '2Gi') }).found).toEqual([])
    expect(judge({ before: API, after: before }).found).toEqual(['6 ignore-unused'])
  })

  it('if it is about a comparing rule, in an audit', () => {
    const after = ignoring('probe-removed')

    expect(judge({ after }).found).not.toContain('6 ignore-unused')
    expect(judge({ before: API, after }).found).toEqual(['6 ignore-unused'])
  })

  it('if the rule is off', () => {
    const config = { rules: { 'tag-mutable': { severity: 'off' } } } as const

    expect(judge({ after: ignoring('tag-mutable'), config }).found).toEqual(['7 cpu-missing'])
  })
})

const ids = (count: number) => Array.from({ length: count }, (_, index) => `x${index}`).join()

/** What is said of a comment with so many rules. */
const complaintsOf = (count: number) =>
  judge({ after: annotate(6, `# cortex-review: ignore[${ids(count)}] a`, 'on') }).found.filter(
    (finding) => finding.includes('ignore'),
  )

describe('hostile comments', () => {
  it('many comments on many lines are judged in reasonable time', () => {
    const block = `${API}# cortex-review: ignore[tag-mutable, nothing] \`@team\` <b>\n`
    const after = block.repeat(300)

    const { findings } = judge({ after })

    expect(findings.length).toBeGreaterThan(600)
  })

  it('a comment with too many rules is not understood', () => {
    expect(complaintsOf(50)).toHaveLength(50)
    expect(complaintsOf(60_000)).toEqual(['6 ignore-malformed'])
  })
})

it('the rules about comments have ids of their own, and a form', () => {
  expect(IGNORE_RULES.map(({ id }) => id)).toEqual([
    'ignore-malformed',
    'ignore-reason-missing',
    'ignore-rule-unknown',
    'ignore-unused',
    'ignore-end-missing',
    'ignore-unapproved',
    'ignore-ending',
    'policy-locked',
  ])
  for (const { summary, why } of IGNORE_RULES) {
    expect(summary).not.toMatch(/\.$/)
    const lines = why.trim().split('\n').length
    expect(lines).toBeGreaterThanOrEqual(2)
    expect(lines).toBeLessThanOrEqual(6)
  }
})
