import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import type { Finding } from '../../../src/review/finding.ts'
import { meaningOf } from '../../../src/review/identity/meaning.ts'
import { parseDocument } from '../../../src/yaml/document.ts'
import { applyFix, reviewSides } from '../../cases.ts'
import { API } from '../../e2e/samples.ts'

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))
const COMMENT = '# cortex-review: ignore[ignore-unused] none'

/** What is said of comments that have no effect, when a file has this text. */
function complaintsOn(path: string, text: string): readonly Finding[] {
  const bare = text.replaceAll(/[ \t]*# cortex-review: [^\n\r]*/g, '')
  const { findings } = reviewSides(new Map([[path, bare]]), new Map([[path, text]]), [])
  return findings.filter(({ rule }) => rule.id === 'ignore-unused')
}

const MOST_LINES = process.env['EVERY'] ? Infinity : 6

/** A text with a comment at a place where one may stand, one at a time. */
function* commented(text: string): Iterable<string> {
  const lines = [...text.matchAll(/^.*$/gm)]
  const step = Math.max(1, Math.ceil(lines.length / MOST_LINES))
  for (const { index, 0: line } of lines.filter((_, at) => at % step === 0)) {
    const indent = /^ */.exec(line)?.[0] ?? ''
    yield `${text.slice(0, index)}${indent}${COMMENT}\n${text.slice(index)}`
    const end = index + line.replace(/\r$/, '').length
    yield `${text.slice(0, end)} ${COMMENT}${text.slice(end)}`
  }
}

describe('the removal of a comment', () => {
  it.each(readdirSync(SAMPLES))('leaves %s as it was but for the comment', (name) => {
    const text = readFileSync(SAMPLES + name, 'utf8')
    for (const edited of commented(text)) {
      for (const finding of complaintsOn(name, edited)) {
        if (!finding.fix || finding.fix.doubt) continue
        const fixed = applyFix(new Map([[name, edited]]), finding).get(name) ?? ''
        const [before, after] = [parseDocument(edited), parseDocument(fixed)]
        expect(after.problems).toEqual([])
        expect(meaningOf(after.root)).toBe(meaningOf(before.root))
        expect(after.comments).toHaveLength(before.comments.length - 1)
      }
    }
  })

  it('is offered where nothing else depends on it', () => {
    const [finding] = complaintsOn('cortex.yaml', `${COMMENT}\n${API}`)
    expect(finding?.fix).toMatchObject({ title: 'Remove the comment' })
    expect(finding?.fix?.doubt).toBeUndefined()
  })

  it('is not offered where the comment tells for which version the file is', () => {
    const link = `${COMMENT}, see https://docs.cortex.dev/v/0.36/`
    const [finding] = complaintsOn('cortex.yaml', `${link}\n${API}`)
    expect(finding).toBeDefined()
    expect(finding?.fix).toBeUndefined()
  })

  it('is offered for many comments, all at once', () => {
    const text = API.replace(/^.*$/gm, (line) => (line ? `${line} ${COMMENT}` : line))
    const found = complaintsOn('cortex.yaml', text)
    expect(found.length).toBeGreaterThan(10)
    expect(found.every(({ fix }) => fix && !fix.doubt)).toBe(true)
  })
})
