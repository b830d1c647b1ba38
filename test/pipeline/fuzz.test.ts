import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { CORPUS_NOTE } from '../corpus.ts'
import { runs } from '../runs.ts'
import { changeSets, configs, paths, texts, toChangeSet } from './changes.ts'
import { findFaults } from './inspect.ts'
import { mutated } from './mutations.ts'

/** Fixed, so that two runs say the same; change it to look further. */
const seed = Number(process.env['SEED'] ?? 1)
const numRuns = Number(process.env['RUNS'] ?? runs(800))

describe(`any change whatever${CORPUS_NOTE}`, () => {
  it('is reviewed and shown without harm', () => {
    fc.assert(
      fc.property(changeSets, configs, (changeSet, config) => {
        expect(findFaults(changeSet, config)).toEqual([])
      }),
      { numRuns, seed },
    )
  }, 120_000)

  it('is reviewed without harm if the other side is not there', () => {
    fc.assert(
      fc.property(mutated(texts, 3), paths, (text, path) => {
        const audit = { path, oldPath: path, before: undefined, after: text }
        expect(findFaults(toChangeSet([audit]), DEFAULT_CONFIG)).toEqual([])
      }),
      { numRuns: numRuns / 2, seed },
    )
  }, 120_000)
})
