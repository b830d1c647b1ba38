/** Jest runs the TypeScript sources as ES modules; `test/transform.js` strips the types. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/test/{rules,compound}/*.md'],
  // For `npm run test:full`.
  testPathIgnorePatterns: ['\\.long\\.test\\.ts$'],
  filter: '<rootDir>/test/case-files.cjs',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node', 'md'],
  extensionsToTreatAsEsm: ['.ts', '.md'],
  transform: {
    '\\.ts$': '<rootDir>/test/transform.js',
    '\\.md$': '<rootDir>/test/transform-cases.js',
  },
  // By default one processor is left idle.
  maxWorkers: '100%',
  // Generous: on a busy machine, tests that start processes or hold thousands of files take long.
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/count-reporter.js'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
}
