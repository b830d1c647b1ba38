import type { Verdict } from '../scene/judge.ts'
import type { Answered, Answers, Asked, Question } from '../scene/messages.ts'
import type { Scene } from '../scene/scene.ts'

/** A review that is no longer wanted may finish if it is about to; its worker is warm. */
const PATIENCE_MS = 300
/** Nothing that a person writes takes as long. */
const LONGEST_MS = 20_000

type Answer = Answers[keyof Answers]

interface Pending {
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: Error) => void
}

/** Why there is no verdict although nobody asked for another. */
export class ReviewError extends Error {}

/** The worker with the review, and what is asked of it. */
export class Reviewer {
  #worker: Worker
  #pending = new Map<number, Pending>()
  #latest = 0
  #next = 0
  #startedAt = 0
  readonly #address: string

  constructor(address: string) {
    this.#address = address
    this.#worker = this.#start()
  }

  /**
   * Judges a scene; undefined if another one was to be judged meanwhile.
   *
   * Throws a ReviewError if the review takes too long or fails.
   */
  async judge(scene: Scene): Promise<Verdict | undefined> {
    if (this.#isJudging() && performance.now() - this.#startedAt > PATIENCE_MS) this.#restart()
    const id = this.#next + 1
    this.#latest = id
    this.#startedAt = performance.now()
    const timer = setTimeout(() => {
      this.#fail(id, `The review took longer than ${LONGEST_MS / 1000} s and was stopped.`)
    }, LONGEST_MS)
    try {
      const verdict = await this.#ask({ kind: 'judge', scene })
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the worker answers in kind
      return id === this.#latest ? (verdict as Verdict) : undefined
    } catch (error) {
      if (id === this.#latest) throw error
      return undefined
    } finally {
      clearTimeout(timer)
    }
  }

  /** Completes or describes; undefined if the worker has nothing to say. */
  async ask<K extends 'complete' | 'describe'>(
    kind: K,
    about: { readonly text: string; readonly offset: number; readonly path: string },
  ): Promise<Answers[K]> {
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the worker answers in kind
      return (await this.#ask({ kind, ...about })) as Answers[K]
    } catch {
      // The worker was ended: the text changed, and whoever asked will ask again.
      return undefined
    }
  }

  #isJudging(): boolean {
    return this.#pending.has(this.#latest)
  }

  #ask(question: Question): Promise<Answer> {
    this.#next += 1
    const asked: Asked = { id: this.#next, question }
    return new Promise((resolve, reject) => {
      this.#pending.set(asked.id, { resolve, reject })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      this.#worker.postMessage(asked)
    })
  }

  #start(): Worker {
    const worker = new Worker(this.#address)
    worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      const pending = this.#pending.get(data.id)
      this.#pending.delete(data.id)
      if ('fault' in data) pending?.reject(new ReviewError(`Internal error: ${data.fault}`))
      else pending?.resolve(data.answer)
    })
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      this.#rejectAll(`The review could not be loaded. ${event.message || 'Reload the page.'}`)
    })
    return worker
  }

  #fail(id: number, reason: string): void {
    if (!this.#pending.has(id)) return
    this.#restart(reason)
  }

  #restart(reason = 'The text changed.'): void {
    this.#worker.terminate()
    this.#worker = this.#start()
    this.#rejectAll(reason)
  }

  #rejectAll(reason: string): void {
    const all = [...this.#pending.values()]
    this.#pending.clear()
    for (const { reject } of all) reject(new ReviewError(reason))
  }
}
