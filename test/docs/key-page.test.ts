import { describe, expect, it } from '@jest/globals'
import { findKey } from '../../src/cortex/keys/find.ts'
import { type Key, listKeys } from '../../src/cortex/keys/keys.ts'
import { pageOf, renderKeyIndex, renderKeyPage, renderKeyPages } from '../../src/docs/key-page.ts'
import { rulesByKey } from '../../src/docs/key-rules.ts'
import { renderKeyMarkdown, renderKeyText } from '../../src/docs/key-text.ts'
import { rules } from '../../src/rules/index.ts'

function find(path: string): Key {
  const lookup = findKey(path)
  if (lookup.kind !== 'found') throw new Error(`${path} is ${lookup.kind}`)
  return lookup.key
}

const rulesOf = rulesByKey(rules, () => undefined)

describe('the page of a key', () => {
  const page = renderKeyPage(find('pod.containers.compute.shm'), [])

  it('has its facts, and the way up', () => {
    expect(page).toContain('# `pod.containers[].compute.shm`\n\nSize of the shared memory')
    expect(page).toContain(
      'Key of [`pod.containers[].compute`](pod.containers.compute.md) in the API spec',
    )
    expect(page).toContain(
      '| Constraints | a quantity such as `200m`, `1.5`, or `2Gi`; at most `mem` |',
    )
    expect(page).toContain('cortex-review explain pod.containers.compute.shm\n')
  })

  it('has the keys in it, old ones marked, and the rules about it', () => {
    const { variants } = find('pod.max_queue_length')
    expect(variants.length).toBe(1)
    expect(renderKeyPage(find('update_strategy'))).toContain(
      '| [`max_surge`](update_strategy.max_surge.md) | Maximum number or percentage of extra replicas during a rolling update. |',
    )
    expect(renderKeyPage(find('autoscaling'))).toContain(
      '[`workers_per_replica`](autoscaling.workers_per_replica.md) (removed before 0.42)',
    )
    const key = find('max_queue_length')
    expect(renderKeyPage(key, rulesOf(key))).toContain(
      '- [`queue-length-raised`](../../rules/queue-length-raised.md): Queue per replica lengthened',
    )
  })
})

describe('all pages', () => {
  const pages = renderKeyPages(rulesOf)

  it('are one for each key, and an index of them', () => {
    expect(pages.size).toBe(listKeys().length + 1)
    expect(pages.get('docs/keys/README.md')).toBe(renderKeyIndex())
    expect(renderKeyIndex().match(/\]\((?:cluster|api)\//g)).toHaveLength(listKeys().length)
  })

  it('link to pages that exist', () => {
    const broken = [...pages].flatMap(([path, text]) =>
      [...text.matchAll(/\]\(([\w./-]+\.md)\)/g)]
        .map(([, target = '']) => new URL(target, `file:///${path}`).pathname.slice(1))
        .filter((target) => target.startsWith('docs/keys/') && !pages.has(target)),
    )
    expect(broken).toEqual([])
  })
})

describe('the text of a key', () => {
  it('is the same as Markdown and plain', () => {
    const key = find('node_groups.spot')
    expect(renderKeyMarkdown(key)).toContain('Whether to use spot instances.\n\n- **Type**: `true`')
    expect(renderKeyText(key)).toBe(
      renderKeyMarkdown(key)
        .replace('\n\n', '\n')
        .replace(/- \*\*|\*\*|`/g, ''),
    )
    expect(pageOf(key, 'https://a.b')).toBe('https://a.b/cluster/node_groups.spot.md')
  })
})

describe('the rules about a key', () => {
  it('are those that mark it in their example', () => {
    const [rule] = rules.filter(({ id }) => id === 'nodes-made-public')
    if (!rule) throw new Error('the rule is gone')
    const text = 'region: us-east-1\nsubnet_visibility: public\n'
    const location = {
      path: 'cluster.yaml',
      side: 'after' as const,
      range: { start: { line: 2, column: 1 }, end: { line: 2, column: 26 } },
    }
    const finding = {
      rule,
      severity: rule.severity,
      message: '',
      location,
      fingerprint: '',
      handle: '',
    }
    const marked = rulesByKey([{ ...rule, why: '', quiet: [] }], () => ({
      title: '',
      before: new Map(),
      after: new Map([['cluster.yaml', text]]),
      finding: { ...finding, subject: 'cluster/cortex' },
    }))

    expect(marked(find('subnet_visibility')).map(({ id }) => id)).toEqual(['nodes-made-public'])
    expect(marked(find('region'))).toEqual([])
  })
})
