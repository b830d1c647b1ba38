import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { readCases } from '../../../scripts/conformance-files.ts'
import { JUDGES } from '../../../scripts/conformance-judges.ts'
import { judgeFile } from '../../../scripts/corpus-table.ts'
import type { Review } from '../../../src/review/review.ts'
import { rules } from '../../../src/rules/index.ts'
import { reviewSides } from '../../cases.ts'
import { CORPORA, CORPUS_NOTE, readSamples, type Sample } from '../../corpus.ts'

/** Real files beside the samples written for the project; a clone has only the latter. */
const VERDICTS = CORPORA.map((folder) => join(folder, 'verdicts.jsonl')).filter((path) =>
  existsSync(path),
)

const audits = new Map<Sample, Review>()

function auditOf(sample: Sample): Review {
  const { path, text } = sample
  const known = audits.get(sample) ?? reviewSides(new Map(), new Map([[path, text]]), rules)
  audits.set(sample, known)
  return known
}

describe.each(CORPORA)(`the files of %s${CORPUS_NOTE}`, (folder) => {
  const samples = readSamples(folder)
  const ours = samples.filter(({ kind }) => kind !== undefined)

  it('make no rule fail', () => {
    const failures = samples.flatMap((sample) =>
      auditOf(sample).failures.map(({ rule, error }) => `${sample.file} ${rule}: ${error.message}`),
    )
    expect(failures).toEqual([])
    expect(samples.length).toBeGreaterThan(0)
  })

  it('have versions that are found for 95 %', () => {
    const known = ours
      .map((sample) => judgeFile(folder, sample))
      .filter(({ isVersionRight }) => isVersionRight !== undefined)
    const right = known.filter(({ isVersionRight }) => isVersionRight)
    expect(right.length / known.length).toBeGreaterThanOrEqual(0.95)
  })

  it('are refused for no key of their time', () => {
    const complaints = ours.flatMap((sample) =>
      auditOf(sample)
        .findings.filter(({ rule }) => rule.id === 'config-refused')
        .map(({ message }) => `${sample.file} ${/: `(.*?)`/.exec(message)?.[1] ?? message}`),
    )
    const known = [...PRE_RELEASE, ...MISTAKES]
    expect(complaints.filter((complaint) => !known.includes(complaint))).toEqual([])
  })
})

/** Files of the weeks before 0.36, with keys that no release ever had: they went into `pod`. */
const PRE_RELEASE: readonly string[] = [
  ...[
    'positive/p107-api-text-generator-cortex-cpu.yaml',
    'positive/p110-api-image-classifier-resnet50-cortex-cpu.yaml',
    'positive/p111-api-image-classifier-resnet50-cortex-gpu.yaml',
    'positive/p112-api-sleep-cortex-cpu.yaml',
    'positive/p113-api-hello-world-cortex-cpu.yaml',
    'pairs/0261-api-realtime-cortex/new.yaml',
    'pairs/0264-api-text-generator-cortex-gpu/new.yaml',
    'pairs/0267-api-hello-world-cortex-cpu/old.yaml',
    'pairs/0268-api-prime-generator-cortex-cpu/old.yaml',
    'pairs/0269-api-sleep-cortex-cpu/old.yaml',
    'pairs/0270-api-text-generator-cortex-cpu/old.yaml',
    'pairs/0271-api-text-generator-cortex-gpu/old.yaml',
  ].map((file) => `${file} autoscaling.max_concurrency`),
  'pairs/0261-api-realtime-cortex/new.yaml autoscaling.max_queue_length',
  'pairs/0269-api-sleep-cortex-cpu/old.yaml autoscaling.max_queue_length',
  // The groups moved to the top of the spec before the release.
  'pairs/0259-api-realtime-cortex/new.yaml pod.node_groups',
  'pairs/0259-api-realtime-cortex/old.yaml pod.node_groups',
]

/** Samples that were written with a mistake. */
const MISTAKES: readonly string[] = [
  'positive/api-exported.yaml Cortex rejects the file: the file must be a list of APIs, each starting with `- `, even for a single API.',
  'positive/api-kind-misspelt.yaml kind',
  'positive/api-kind-missing.yaml kind',
  'positive/cluster-misspelt.yaml cluster_nam',
  'positive/cluster-misspelt.yaml node_groups[0].min_instance',
]

describe(`the verdicts of Cortex on real files${CORPUS_NOTE}`, () => {
  it('are ours', () => {
    const cases = VERDICTS.flatMap((path) => readCases(path))
    const disagreements = cases.flatMap((item) => {
      const disagreement = JUDGES[item.type]?.(item)
      return disagreement === undefined ? [] : [`${item.id}: ${disagreement}`]
    })
    expect(disagreements).toEqual([])
    expect(cases.filter(({ type }) => !JUDGES[type])).toEqual([])
    expect(cases.length > 0).toBe(VERDICTS.length > 0)
  })
})
