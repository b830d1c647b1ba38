import usual from './jest.config.js'

/** All tests, with the long ones. */
export default { ...usual, testPathIgnorePatterns: [] }
