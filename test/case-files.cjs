/**
 * A Jest filter: a case file is a test file by itself only where it is asked for, as in
 * `npm test -- rules/port-changed`. Together they are quicker in `rules.test.ts`, with the rules
 * loaded once.
 */
module.exports = async (paths) => {
  const hasAll = paths.some((path) => path.endsWith('rules.test.ts'))
  return { filtered: paths.filter((path) => !hasAll || !path.endsWith('.md')) }
}
