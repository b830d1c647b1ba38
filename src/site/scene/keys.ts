import { recognize } from '../../cortex/files/recognize.ts'
import { describeKey } from '../../cortex/keys/docs.ts'
import { isCurrent, type Key, type KeyVariant, listKeys } from '../../cortex/keys/keys.ts'
import type { Field } from '../../schema/schema.ts'
import { parseDocument } from '../../yaml/document.ts'
import type { YamlNode } from '../../yaml/tree.ts'
import { findPlace, type Place } from './place.ts'

/** What can be written at the cursor. */
export interface Completion {
  /** Where the word starts that is completed. */
  readonly from: number
  readonly options: readonly CompletionOption[]
}

export interface CompletionOption {
  readonly label: string
  readonly text: string
  /** One or two sentences; code in backticks. */
  readonly info: string
  readonly isValue: boolean
}

/** What the documentation says of the key under the pointer. */
export interface KeyHint {
  readonly from: number
  readonly to: number
  readonly path: string
  readonly sentence: string
  readonly facts: readonly { readonly label: string; readonly text: string }[]
}

/** The keys, or the values of the key, that may stand at an offset. */
export function completeKey(text: string, offset: number, path: string): Completion | undefined {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  const key = /^ *(?:- +)*([\w.-]*)$/.exec(before)
  const value = /^ *(?:- +)*([\w-]+): +([\w.-]*)$/.exec(before)
  if (!key && !value) return undefined

  const place = findPlace(text, offset, path)
  const [, name = '', word = ''] = value ?? []
  const options = value ? listValues(place, name) : listOptions(place)
  const typed = value ? word : (key?.[1] ?? '')
  return options.length > 0 ? { from: offset - typed.length, options } : undefined
}

function listOptions(place: Place): readonly CompletionOption[] {
  return keysIn(place)
    .filter(({ steps }) => !place.siblings.includes(steps.at(-1) ?? ''))
    .map((key) => {
      const name = key.steps.at(-1) ?? ''
      const { type } = variantFor(key, place)?.field.shape ?? { type: 'any' }
      const isSection = type === 'map' || type === 'list' || type === 'strings'
      return {
        label: name,
        text: isSection ? `${name}:` : `${name}: `,
        info: describeKey(key).sentence,
        isValue: false,
      }
    })
}

function listValues(place: Place, name: string): readonly CompletionOption[] {
  const key = keysIn(place).find(({ steps }) => steps.at(-1) === name)
  const field = key && variantFor(key, place)?.field
  const options = field ? valuesOf(field) : []
  return options.map((value) => ({ label: value, text: value, info: '', isValue: true }))
}

function valuesOf({ shape, known }: Field<unknown>): readonly string[] {
  if (shape.type === 'boolean') return ['true', 'false']
  return (shape.type === 'string' ? shape.allowed : undefined) ?? known?.() ?? []
}

/** The keys of the newest version right below a place. */
function keysIn(place: Place): readonly Key[] {
  return listKeys().filter(
    (key) =>
      key.file === place.file &&
      isCurrent(key) &&
      key.steps.slice(0, -1).join('.') === place.steps.join('.') &&
      variantFor(key, place) !== undefined,
  )
}

function variantFor({ variants }: Key, { kind }: Place): KeyVariant | undefined {
  const isOther = !variants.some((variant) => variant.kind === kind)
  // Of an API that does not say its kind, every key may be meant.
  return isOther && !KINDS.test(kind ?? '')
    ? variants[0]
    : variants.find((variant) => variant.kind === kind)
}

const KINDS = /^(?:RealtimeAPI|AsyncAPI|BatchAPI|TaskAPI|TrafficSplitter)$/

/** What there is to say of the key at an offset. */
export function describeAt(text: string, offset: number, path: string): KeyHint | undefined {
  const document = parseDocument(text)
  const file = recognize(document, path)
  const found = document.root ? findKeyAt(document.root, offset, []) : findWord(text, offset, path)
  if (!file || !found) return undefined
  const key = listKeys().find(
    (each) => each.file === file && each.steps.join('.') === found.steps.join('.'),
  )
  if (!key) return undefined
  const { sentence, facts } = describeKey(key)
  return { from: found.from, to: found.to, path: key.path, sentence, facts }
}

/** The key of the line, where the text is no YAML yet. */
function findWord(text: string, offset: number, path: string): FoundKey | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const [, lead = '', word = ''] = /^( *(?:- +)*)([\w-]+) *:/.exec(text.slice(start)) ?? []
  const from = start + lead.length
  const to = from + word.length
  if (word === '' || offset < from || offset > to) return undefined
  return { from, to, steps: [...findPlace(text, offset, path).steps, word] }
}

interface FoundKey {
  readonly from: number
  readonly to: number
  readonly steps: readonly string[]
}

function findKeyAt(node: YamlNode, offset: number, steps: readonly string[]): FoundKey | undefined {
  if (node.kind === 'list') {
    const item = node.items.find(({ start, end }) => start <= offset && offset <= end)
    return item && findKeyAt(item, offset, steps)
  }
  if (node.kind !== 'map') return undefined
  for (const { key, value, merged } of node.entries) {
    if (merged || key.kind !== 'string') continue
    const path = [...steps, key.value]
    if (key.start <= offset && offset <= key.end)
      return { from: key.start, to: key.end, steps: path }
    const inner = value.start <= offset && offset <= value.end && findKeyAt(value, offset, path)
    if (inner) return inner
  }
  return undefined
}
