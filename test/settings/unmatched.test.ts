import { describe, expect, it } from '@jest/globals'
import { chooseSettings, describeMisplaced } from '../../src/settings/files.ts'
import { findUnmatched, listPatterns } from '../../src/settings/unmatched.ts'

const ALL = [
  'clusters/prod/cluster.yaml',
  'clusters/staging/cluster.yaml',
  'apis/iris/cortex.yaml',
  'teams/a/apis/cortex.yaml',
  'README.md',
]

function check(text: string, given: readonly string[] = []): readonly string[] {
  const paths = given.length > 0 ? { paths: given } : {}
  return findUnmatched(listPatterns(paths, { path: 's.yml', text }, 'Input'), ALL)
}

describe('findUnmatched', () => {
  it.each([
    ["paths: ['api/**']", 's.yml:1:9: `paths`: `api/**` matches no file; did you mean `apis/**`?'],
    ['paths:\n  - services\n', 's.yml:2:5: `paths`: `services` matches no file.'],
    [
      'clusters:\n  - cluster: clusters/prd/cluster.yaml\n    apis: [apis]\n',
      's.yml:2:14: `clusters.cluster`: `clusters/prd/cluster.yaml` matches no file; did you mean ' +
        '`clusters/prod/cluster.yaml`?',
    ],
    [
      'clusters:\n  - cluster: clusters/prod.yaml\n    apis: [apis/]\n',
      's.yml:2:14: `clusters.cluster`: `clusters/prod.yaml` matches no file; did you mean ' +
        '`clusters/prod/cluster.yaml`?',
    ],
    [
      "clusters:\n  - cluster: clusters/prod/cluster.yaml\n    apis: ['apis/*.yaml']\n",
      's.yml:3:12: `clusters.apis`: `apis/*.yaml` matches no file.',
    ],
    [
      'overrides:\n  - paths: [dev/**]\n    rules: {queue-length-raised: off}\n',
      's.yml:2:13: `overrides.paths`: `dev/**` matches no file.',
    ],
  ])('names the place, and the nearest match: %j', (text, message) => {
    expect(check(text)).toEqual([message])
  })

  it.each([
    'paths: [apis]',
    'paths: [./apis/, teams/*/apis, "**/cortex.yaml"]',
    'clusters:\n  - cluster: ./clusters/prod/cluster.yaml\n    apis: [apis]\n',
    'fail-on: never',
    '',
    'paths: [',
  ])('is quiet about %j', (text) => {
    expect(check(text)).toEqual([])
  })

  it('names an input, which takes the place of what the file says', () => {
    expect(check('paths: [nothing]', ['nowhere'])).toEqual([
      'Input `paths`: `nowhere` matches no file.',
    ])
  })
})

describe('the settings file', () => {
  it('has either extension', () => {
    const file = { path: '.github/cortex-review.yaml' }
    expect(chooseSettings([file])).toBe(file)
    expect(chooseSettings([])).toBeUndefined()
  })

  it('is not there twice', () => {
    const files = [{ path: '.github/cortex-review.yml' }, { path: '.github/cortex-review.yaml' }]
    expect(() => chooseSettings(files)).toThrow(
      'There are two settings files, `.github/cortex-review.yml` and `.github/cortex-review.yaml`.',
    )
  })

  it('is named where it is misplaced', () => {
    expect(describeMisplaced(['cortex-review.yaml'])).toEqual([
      '`cortex-review.yaml` is not read: settings belong in `.github/cortex-review.yml`.',
    ])
  })
})
