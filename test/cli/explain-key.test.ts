import { describe, expect, it } from '@jest/globals'
import { explainKey, suggestKey } from '../../src/cli/commands/explain-key.ts'
import { createPaint } from '../../src/report/formats/ansi.ts'
import { UserError } from '../../src/settings/user-error.ts'

const plain = createPaint(false)

describe('explain KEY.PATH', () => {
  it('prints what the page of the key has', () => {
    expect(explainKey('node_groups.max_instances', plain)).toBe(
      [
        'node_groups[].max_instances  cluster config',
        '',
        'Maximum number of instances.',
        '',
        'Type: integer',
        'Constraints: at least 0; at least 1 when the cluster is created; 0 disables a group of a',
        '  running cluster',
        'Default: 5',
        'null: rejected',
        'Versions: 0.31 or later',
        'Replaces: max_instances (0.30 or earlier)',
        'Effect of a change: Applied by cortex cluster configure. Instances above the new value are',
        '  terminated immediately, without draining.',
        '',
        'https://github.com/cortex-review/cortex-review/blob/main/docs/keys/cluster/node_groups.max_instances.md',
        '',
      ].join('\n'),
    )
  })

  it('names what else the path may mean', () => {
    expect(explainKey('image', plain)).toContain(
      'See also `predictor.image` (old), `handler.image` (old), `definition.image` (old).',
    )
    expect(() => explainKey('node_groups', plain)).toThrow(UserError)
  })

  it('leaves unknown paths to others, and knows what is near', () => {
    expect(explainKey('xyzzyplugh', plain)).toBeUndefined()
    expect(suggestKey('windw')).toBe(' Did you mean `autoscaling.window`?')
    expect(suggestKey('xyzzyplugh')).toBe('')
  })
})
