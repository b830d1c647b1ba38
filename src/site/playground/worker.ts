import { DOCS_URL } from '../../cli/docs.ts'
import type { CompileRule } from '../../custom/source.ts'
import { rules } from '../../rules/index.ts'
import { judgeScene } from '../scene/judge.ts'
import { completeKey, describeAt } from '../scene/keys.ts'
import type { Answered, Answers, Asked, Question } from '../scene/messages.ts'

// Everything that thinks is here, so that the page never waits.
self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  self.postMessage(answer(data), { targetOrigin: undefined })
})

function answer({ id, question }: Asked): Answered {
  try {
    return { id, answer: reply(question) }
  } catch (error) {
    return { id, fault: error instanceof Error ? error.message : String(error) }
  }
}

/** What a worker has that a page has not, and what `custom.js` puts there. */
interface Loader {
  readonly importScripts: (path: string) => void
  readonly compileRule?: CompileRule
}

/** What compiles rules of one's own, fetched where settings have some. */
function compilerFor(settings: string): CompileRule | undefined {
  if (!settings.includes('custom-rules')) return undefined
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types of pages know no other
  const loader = self as unknown as Loader
  if (!loader.compileRule) loader.importScripts('custom.js')
  return loader.compileRule
}

function reply(question: Question): Answers[keyof Answers] {
  if (question.kind === 'judge') {
    const { scene } = question
    return judgeScene(scene, rules, DOCS_URL, compilerFor(scene.settings))
  }
  const { kind, text, offset, path } = question
  return kind === 'complete' ? completeKey(text, offset, path) : describeAt(text, offset, path)
}
