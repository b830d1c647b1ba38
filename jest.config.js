/** Jest runs the TypeScript sources as ES modules; `test/transform.js` strips the types. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/transform.js' },
  reporters: ['default', '<rootDir>/test/count-reporter.js'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
}
