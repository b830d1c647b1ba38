import { fileURLToPath } from 'node:url'

const TESTS = fileURLToPath(new URL('describe-cases.ts', import.meta.url))

/** A Jest transformer: makes a case file a test file. */
export default {
  process: (_source, path) => ({
    code: `import { describeCases } from ${JSON.stringify(TESTS)}\ndescribeCases(${JSON.stringify(path)})`,
  }),
  getCacheKey: (_source, path) => path,
}
