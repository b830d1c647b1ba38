import process from 'node:process'
import usual from './jest.config.js'

// Read by `test/runs.ts`, in the processes that Jest starts.
process.env.TEST_FULL = 'yes'

/** All tests, the long ones too, and every property tried more often. */
export default { ...usual, testPathIgnorePatterns: [] }
