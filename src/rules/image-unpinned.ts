import type { Api } from '../cortex/tables/api-types.ts'
import { findMutability, isSameRepository, losesDigest } from '../cortex/values/image.ts'
import { defineRule, type FixEdit, type Problem } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'image-unpinned',
  category: 'reproducibility',
  severity: 'warning',
  summary: 'Image is not pinned to an immutable tag or digest',
  why: `
    Kubernetes resolves the tag again every time a pod starts. With a mutable tag, replicas
    of one API can run different builds after a push. A rollback restores nothing, and the
    running build cannot be traced.
  `,
  cortex: [
    {
      fact: '`imagePullPolicy` is always `Always`: a tag is resolved at every start of a pod.',
      source: 'pkg/workloads/k8s.go',
    },
    { fact: 'An image without a tag means `latest`.', source: 'pkg/types/spec/validations.go' },
  ],
  quiet: ['Tags in this registry are immutable.'],
  compare: {
    container: {
      *added({ name, image }, { api }) {
        const mutability = findMutability(image)
        if (mutability === undefined) return
        yield {
          at: ['image'],
          message: `Image of new container ${quote(name)} of API ${quote(api.name)} is not pinned: it is ${quote(image)}${REASONS[mutability]}.`,
        }
      },
      *modified(before, after, { api }) {
        const what = `container ${quote(after.name)} of API ${quote(api.name)}`
        yield* findUnpinned(before.image, after.image, what, ['image'])
      },
    },
    api: {
      *added(api, { comparison }) {
        const images = listImages(api).filter(({ image }) => findMutability(image))
        const [first] = images
        if (!first) return
        const names = [...new Set(images.map(({ image }) => quote(image)))]
        const [noun, verb] = names.length > 1 ? ['Images', 'are'] : ['Image', 'is']
        yield {
          at: first.at,
          // Of a repository without an older side, everything is new.
          severity: comparison.before.files.length === 0 ? 'info' : 'warning',
          message: `${noun} of new API ${quote(api.name)} ${verb} not pinned: pods that start later can run another build of ${enumerate(names)}.`,
        }
      },
      *modified(before, after) {
        const was = before.predictor?.image ?? before.handler?.image
        const section = after.predictor ? 'predictor' : 'handler'
        const now = after[section]?.image
        if (was === undefined || now === undefined) return

        yield* findUnpinned(was, now, `API ${quote(after.name)}`, [section, 'image'])
      },
    },
  },
})

/** The images of an API with their paths, in either form. */
function listImages({ pod, predictor, handler }: Api) {
  const legacy = [['predictor', predictor?.image] as const, ['handler', handler?.image] as const]
  return [
    ...(pod?.containers ?? []).map(({ image }, index) => {
      return { image, at: ['pod', 'containers', index, 'image'] }
    }),
    ...legacy.flatMap(([section, image]) => (image ? [{ image, at: [section, 'image'] }] : [])),
  ]
}

function* findUnpinned(was: string, now: string, what: string, at: KeyPath): Iterable<Problem> {
  const mutability = findMutability(now)
  const isLoosened = mutability ? !findMutability(was) : losesDigest(was, now)
  if (was === '' || !isLoosened) return

  yield {
    at,
    message: `Image of ${what} is no longer pinned: ${quoteImage(was, now)} was replaced by ${quoteImage(now, was)}${REASONS[mutability ?? 'no-digest']}.`,
    ...(isSameRepository(was, now) && {
      fix: {
        title: `Restore ${quoteImage(was, now)}`,
        safety: 'safe',
        edits: [keep(at, was)],
      },
    }),
  }
}

/** Of two images of one repository, the ends tell them apart. */
function quoteImage(image: string, other: string): string {
  if (!isSameRepository(image, other)) return quote(image)

  const path = /^[^@]*\//.exec(image)?.[0] ?? ''
  return quote(image.slice(path.length))
}

const REASONS = {
  'no-tag': ', which means `latest`',
  'moving-tag': ', which has a mutable tag',
  'no-digest': ', which has no digest',
} as const

/** Up to 0.35 the image of a predictor may be that of a handler now. */
function keep(at: KeyPath, was: string): FixEdit {
  return at.length === 1 ? { op: 'restore', path: at } : { op: 'set', path: at, value: was }
}
