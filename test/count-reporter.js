/** A Jest reporter: closes the run with a line that counts the tests. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results
    const failed = numFailedTests + numRuntimeErrorTestSuites
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
    const line = `${numPassedTests} passed, ${failed} failed${skipped}\n`
    // Jest writes its own summary after every other reporter.
    process.once('exit', () => process.stderr.write(line))
  }
}
