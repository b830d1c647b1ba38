import { resolvePlain } from '../parse/scalar.ts'
import type { ScalarStyle } from '../tree.ts'
import type { EditScalar, EditValue } from './edits.ts'
import { EditError } from './error.ts'
import type { Layout } from './layout.ts'

/** Lists of scalars up to this length are written on one line. */
const MAX_INLINE_LENGTH = 72

/** Writes a scalar so that Cortex reads the same typed value; `style` is kept where it fits. */
export function writeScalar(value: EditScalar, inFlow: boolean, style?: ScalarStyle): string {
  if (typeof value !== 'string') return writeLiteral(value)
  if (style === 'single' && isPrintable(value)) return quoteSingle(value)
  if (style === 'double') return quoteDouble(value)
  if (isPlain(value, inFlow)) return value
  return /["\\]/.test(value) && isPrintable(value) ? quoteSingle(value) : quoteDouble(value)
}

/** Writes a value on one line. */
export function writeInline(value: EditValue, inFlow: boolean): string {
  if (!isCollection(value)) return writeScalar(value, inFlow)
  if (isList(value)) return `[${value.map((item) => writeInline(item, true)).join(', ')}]`

  const entries = Object.entries(value)
  return `{${entries.map(([key, item]) => `${writeScalar(key, true)}: ${writeInline(item, true)}`).join(', ')}}`
}

/** Whether a value outside brackets is written on several lines. */
export function isMultiLine(value: EditValue): value is EditCollection {
  if (!isCollection(value)) return false
  if (!isList(value)) return Object.keys(value).length > 0
  return value.some(isCollection) || !fitsOnLine(value)
}

export function fitsOnLine(value: EditValue): boolean {
  return writeInline(value, false).length <= MAX_INLINE_LENGTH
}

/** Writes a list or map as lines, without the indentation they share. */
export function writeLines(value: EditValue, layout: Layout): string[] {
  if (!isMultiLine(value)) return [writeInline(value, false)]
  if (isList(value)) return value.flatMap((item) => indentLines('- ', writeLines(item, layout)))
  return Object.entries(value).flatMap(([key, item]) => writeEntry(key, item, layout))
}

/** Writes a key with its value as lines, without the indentation they share. */
export function writeEntry(key: string, value: EditValue, layout: Layout): string[] {
  const name = writeScalar(key, false)
  if (!isMultiLine(value)) return [`${name}: ${writeInline(value, false)}`]

  const indent = ' '.repeat(isList(value) ? layout.listIndent : layout.mapIndent)
  return [`${name}:`, ...writeLines(value, layout).map((line) => indent + line)]
}

/** Puts a head before the first line and as many blanks before the others. */
export function indentLines(head: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === 0 ? head : ' '.repeat(head.length)) + line)
}

type EditCollection = Exclude<EditValue, EditScalar>

export function isCollection(value: EditValue): value is EditCollection {
  return typeof value === 'object' && value !== null
}

export function isList(value: EditValue): value is readonly EditValue[] {
  return Array.isArray(value)
}

function writeLiteral(value: number | boolean | null): string {
  if (typeof value !== 'number' || Number.isFinite(value)) return String(value)
  if (Number.isNaN(value)) return '.nan'
  return value > 0 ? '.inf' : '-.inf'
}

/** Whether a text can stand without quotes; errs on the side of quotes. */
function isPlain(text: string, inFlow: boolean): boolean {
  if (!/^(?:-[\w.]|[^\s\-?:,[\]{}#&*!|>'"%@`])/.test(text)) return false
  if (/\s$|:(?:\s|$)|\s#|^<<$|^\.\.\.|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe]/.test(text)) return false
  if (inFlow && /[,?[\]{}]/.test(text)) return false

  const meaning = resolvePlain(text)
  return meaning.kind === 'string' && meaning.value === text
}

/** Whether a text can stand in single quotes on one line. */
function isPrintable(text: string): boolean {
  return /^[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe]*$/.test(text)
}

function quoteSingle(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function quoteDouble(text: string): string {
  if (/\p{Cs}/u.test(text)) throw new EditError('The value is not valid Unicode')
  return JSON.stringify(text).replaceAll(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, escapeUnit)
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
