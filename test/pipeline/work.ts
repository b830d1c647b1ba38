import { Session } from 'node:inspector'
import { setFlagsFromString } from 'node:v8'

/** Counts work, whatever the machine: how often the blocks of the program's code run. */
export interface WorkCounter {
  /** Runs something and counts what it does in `src` and in the parser of YAML. */
  readonly count: (work: () => void) => number
  readonly stop: () => void
}

/** Starts the counter of the engine itself, which the tools for test coverage use. */
export function startCounting(): WorkCounter {
  // It forgets what it counted of a function that is not called for a while.
  setFlagsFromString('--no-flush-bytecode')
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return {
    count(work) {
      take(session)
      work()
      return take(session)
    },
    stop() {
      session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}

const COUNTED = /\/src\/|\/node_modules\/yaml\//

/** How often all blocks ran since the last time. */
function take(session: Session): number {
  let total = 0
  // The answer is there when the call returns: the engine is this process.
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error) throw error
    for (const { url, functions } of taken.result) {
      if (!COUNTED.test(url)) continue
      for (const { ranges } of functions) for (const { count } of ranges) total += count
    }
  })
  return total
}
