import { DOCS_URL } from '../../cli/docs.ts'
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

function reply(question: Question): Answers[keyof Answers] {
  if (question.kind === 'judge') return judgeScene(question.scene, rules, DOCS_URL)
  const { kind, text, offset, path } = question
  return kind === 'complete' ? completeKey(text, offset, path) : describeAt(text, offset, path)
}
