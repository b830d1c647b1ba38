import { findLoweredRequests, type LoweredRequest } from '../cortex/capacity/capacity.ts'
import { computeOf } from '../cortex/compare/forms.ts'
import type { Api, Compute, Container } from '../cortex/tables/api-types.ts'
import { parseQuantity, toNumber } from '../cortex/values/quantity.ts'
import { type Context, defineRule, type Problem, type Severity } from '../review/rule.ts'
import { enumerate, quoteOrDefault } from '../review/wording.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'compute-requests-lowered',
  category: 'capacity',
  severity: 'warning',
  summary: 'CPU, memory, GPU, or Inferentia request lowered or removed',
  why: `
    Requests are the only isolation between pods: Cortex sets no CPU or memory limits. Lower
    requests pack more pods onto a node, where they compete for CPU or exhaust memory.
    Without \`gpu\` or \`inf\`, a pod can be scheduled on a node that has none.
  `,
  cortex: [
    {
      fact: 'CPU and memory become requests without limits; GPUs and Inferentia chips become requests and limits.',
      source: 'pkg/workloads/k8s.go',
    },
    {
      fact: 'Requests are compared as strings: `1` and `1000m` are equal, but changing one to the other replaces the pods.',
      source: 'pkg/types/spec/api.go',
    },
  ],
  quiet: ['The old request was measured and found too generous.', 'The new image needs less.'],
  supersedes: ['compute-requests-missing'],
  compare: {
    container: {
      *modified(before, after, { api, isWritten }) {
        yield* findProblems(before.compute, after.compute, {
          what: `container ${quote(after.name)} of API ${quote(api.name)}`,
          newImage: isSameWork(before, after) ? undefined : after.image,
          hasCpu: isWritten(['compute', 'cpu']),
        })
      },
    },
    api: {
      *modified(before, after, { isWritten }) {
        if (!before.compute) return
        if (after.pod) {
          yield* judgeNewForm(before.compute, after, isWritten)
          return
        }
        if (!after.compute) return
        const was = (before.predictor ?? before.handler)?.image
        const now = (after.predictor ?? after.handler)?.image
        yield* findProblems(before.compute, after.compute, {
          what: `API ${quote(after.name)}`,
          newImage: was === now ? undefined : now,
          hasCpu: isWritten(['compute', 'cpu']),
        })
      },
    },
  },
})

interface Circumstances {
  readonly what: string
  readonly newImage: string | undefined
  /** Whether the file still says what it wants of CPU: else that is the default. */
  readonly hasCpu: boolean
  /** Where the new side has the requests; `compute` if absent. */
  readonly section?: KeyPath
}

/** Since 0.36 the containers of a pod say what the API said; of several, what devices they share. */
function* judgeNewForm(
  before: Compute,
  api: Api,
  isWritten: Context<'api'>['isWritten'],
): Iterable<Problem> {
  if (!api.pod?.containers.length) return
  const after = { ...before, ...computeOf(api) }
  const section = ['pod', 'containers', 0, 'compute']
  yield* findProblems(before, after, {
    what: `API ${quote(api.name)}`,
    newImage: undefined,
    hasCpu: isWritten([...section, 'cpu']),
    section,
  })
}

/** Less than a third below the old request is tuning. */
const SHARE_TO_REPORT = 0.7

function* findProblems(
  before: Compute,
  after: Compute,
  { what, newImage, hasCpu, section }: Circumstances,
): Iterable<Problem> {
  const lowered = findLoweredRequests(before, after).filter(
    (request) => isMuch(request) && !(newImage !== undefined && isSwapped(request, after)),
  )
  const worst = lowered.find(isSerious) ?? lowered[0]
  if (!worst) return

  const changes = lowered.map((request) => describe(request, hasCpu || request.key !== 'cpu'))
  yield {
    at: [...(section ?? ['compute']), worst.key],
    severity: severityOf(worst, newImage),
    message: `${enumerate(changes)} on ${what}: ${describeEffect(worst, lowered)}.`,
    fix: {
      title:
        lowered.length > 1
          ? 'Restore the previous requests'
          : `Restore ${quote(`${worst.key}: ${String(worst.before)}`)}`,
      safety: 'safe',
      edits: lowered.map(({ key, before: value }) =>
        section
          ? { op: 'set', path: [...section, key], value }
          : { op: 'restore', path: ['compute', key] },
      ),
    },
  }
}

/** Of devices only the last one counts: the code needs one, or it does not. */
function isMuch(lowered: LoweredRequest): boolean {
  if (isDevice(lowered)) return lowered.share === 0
  return lowered.share <= SHARE_TO_REPORT && !isLittle(lowered)
}

/** Whether there was no more CPU to lose than Cortex gives to whoever asks for none. */
function isLittle({ key, before }: LoweredRequest): boolean {
  const amount = key === 'cpu' ? parseQuantity(String(before)) : undefined
  return amount !== undefined && toNumber(amount) <= DEFAULT_CPU
}

/** In cores. */
const DEFAULT_CPU = 0.2

/** The same image with the same model, as far as variables name one. */
function isSameWork(before: Container, after: Container): boolean {
  return before.image === after.image && modelsOf(before) === modelsOf(after)
}

function modelsOf({ env }: Container): string {
  const models = Object.entries(env).filter(([name]) => /model/i.test(name))
  return JSON.stringify(models.toSorted(([a], [b]) => Number(a > b) - Number(a < b)))
}

/** With another image, a chip of the other kind takes over. */
function isSwapped(lowered: LoweredRequest, { gpu, inf }: Compute): boolean {
  return isDevice(lowered) && gpu + inf > 0
}

function isDevice({ key }: LoweredRequest): boolean {
  return key === 'gpu' || key === 'inf'
}

function isSerious({ key, after }: LoweredRequest): boolean {
  return key !== 'cpu' && after === null
}

/** Another image may well need less, and one for CPUs needs no device. */
function severityOf(lowered: LoweredRequest, newImage: string | undefined): Severity {
  if (newImage === undefined) return isSerious(lowered) ? 'error' : 'warning'
  if (isDevice(lowered) && /\bcpu\b/.test(newImage)) return 'info'
  return isSerious(lowered) ? 'warning' : 'info'
}

function describe({ key, before, after }: LoweredRequest, isWritten: boolean): string {
  const was = quote(String(before))
  if (after === null) return `\`${key}\` request removed (was ${was})`
  return `\`${key}\` lowered from ${was} to ${quoteOrDefault(after, isWritten)}`
}

function describeEffect({ key }: LoweredRequest, lowered: readonly LoweredRequest[]): string {
  if (key === 'gpu') return 'its pods can be scheduled on nodes without a GPU'
  if (key === 'inf') return 'its pods can be scheduled on nodes without an Inferentia chip'
  const isOfMemory = lowered.some((request) => request.key === 'mem')
  return `more pods share a node and can ${isOfMemory ? 'exhaust its memory' : 'starve each other of CPU'}`
}
