import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { renderActionYml, renderRuleIndex, renderSettingsPage } from '../../src/docs/catalog.ts'
import { renderRuleList, renderRulePage } from '../../src/docs/rule-page.ts'
import { renderRuleText } from '../../src/report/rule-text.ts'
import { ALL_FIELDS } from '../../src/settings/fields.ts'
import { editOf, findingOf, RULE } from '../report/fixtures.ts'

const TUNED = {
  ...RULE,
  quiet: ['It is a test.'],
  cortex: [{ fact: 'It listens on 80 and 443.', source: 'manager/manifests/istio.yaml.j2' }],
  versions: { from: 16, to: 35 },
  options: { most: { default: 3, description: 'The most that is quiet' } },
}

describe('renderRulePage', () => {
  const before = new Map([['cluster.yaml', 'a: 1\nb: 2\n']])
  const text = 'a: 1\nb: 3\n'
  const after = new Map([['cluster.yaml', text]])
  const finding = findingOf({ line: 2, fix: { edits: [editOf(text, '2:4', '2:5', '2')] } })

  it('shows the change, what is said of it, and the suggestion', () => {
    const example = { title: 'two becomes three', before, after, finding, fixed: 'a: 1\nb: 2\n' }
    const page = renderRulePage(TUNED, example)

    expect(page).toContain('| ⛔ error | exposure | Cortex 0.16 to 0.35 |')
    expect(page).toContain(
      'Two becomes three:\n\n```diff\n a: 1\n-b: 2\n+b: 3\n```\n\n> ⛔ The operator',
    )
    expect(page).toContain('Keep it internal. This fix is safe')
    expect(page).toContain('```diff\n a: 1\n-b: 3\n+b: 2\n```')
    expect(page).toContain(
      '## How Cortex behaves\n\n- It listens on 80 and 443. ([`manager/manifests/istio.yaml.j2`]' +
        '(https://github.com/cortexlabs/cortex/blob/v0.42.1/manager/manifests/istio.yaml.j2))',
    )
    expect(page).toContain('- It is a test.')
    expect(page).toContain('| `most` | 3 | The most that is quiet |')
  })

  it('shows a new file as it is', () => {
    const page = renderRulePage(RULE, { title: 'new', before: new Map(), after, finding })

    expect(page).toContain('```yaml\na: 1\nb: 3\n```')
  })

  it('does without an example', () => {
    expect(renderRulePage(RULE, undefined)).not.toContain('## Example')
  })
})

it('lists rules by category, the most severe first', () => {
  const mild = { ...RULE, id: 'a-mild-rule', severity: 'info' } as const
  const slow = { ...RULE, id: 'slow', category: 'latency' } as const
  const ids = [...renderRuleList([slow, mild, RULE]).matchAll(/^\| \[`([^`]+)`/gm)]

  expect(ids.map(([, id]) => id)).toEqual([RULE.id, 'a-mild-rule', 'slow'])
})

it('explains a rule in plain words', () => {
  expect(renderRuleText(TUNED)).toBe(
    [
      'Batch and task endpoints of the operator ask for no credentials. Whoever reaches the load balancer can start jobs.',
      'How Cortex behaves:\n- It listens on 80 and 443. (`manager/manifests/istio.yaml.j2`)',
      'You can ignore this if:\n- It is a test.',
      'Options:\n- `most` (default 3): The most that is quiet',
      'Applies to Cortex 0.16 to 0.35.',
    ].join('\n\n'),
  )
})

it('writes an action.yml whose inputs leave the defaults to the settings', () => {
  const action = parse(renderActionYml({ conclusion: 'The end: `success`' }))
  const inputs = Object.entries<{ description: string; default?: string }>(action.inputs)

  expect(action.runs).toEqual({ using: 'node24', main: 'dist/action.js' })
  expect(action.outputs).toEqual({ conclusion: { description: 'The end: `success`' } })
  expect(inputs.map(([name]) => name)).toEqual(
    ALL_FIELDS.filter((field) => field.action).map(({ name }) => name),
  )
  expect(inputs.filter(([, input]) => 'default' in input)).toEqual([
    ['github-token', expect.objectContaining({ default: '${{ github.token }}' })],
  ])
})

it('indexes rules by id', () => {
  expect(renderRuleIndex(['b-c', 'a-1'])).toContain(
    "import a1 from './a-1.ts'\nimport bC from './b-c.ts'\n",
  )
})

it('describes every setting', () => {
  const page = renderSettingsPage([TUNED])

  for (const { name } of ALL_FIELDS) expect(page).toContain(`## \`${name}\``)
  expect(page).toContain('| `most` | 3 |')
})
