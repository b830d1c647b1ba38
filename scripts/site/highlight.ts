import { classHighlighter, highlightCode } from '@lezer/highlight'
import { parser } from '@lezer/yaml'
import { escapeHtml } from './layout.ts'

/** Code as HTML whose parts have classes, for the colors of the style sheet. */
export function highlight(code: string, language: string): string {
  if (/^ya?ml$/.test(language)) return highlightYaml(code)
  if (language === 'diff') return code.split('\n').map(markLine).join('\n')
  return escapeHtml(code)
}

function highlightYaml(code: string): string {
  let html = ''
  const put = (text: string, classes: string) => {
    const part = escapeHtml(text)
    html += classes === '' ? part : `<span class="${classes}">${part}</span>`
  }
  highlightCode(code, parser.parse(code), classHighlighter, put, () => {
    html += '\n'
  })
  return html
}

function markLine(line: string): string {
  const name = { '+': 'added', '-': 'removed' }[line.charAt(0)]
  const text = escapeHtml(line)
  return name ? `<span class="${name}">${text}</span>` : text
}
