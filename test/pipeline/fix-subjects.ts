import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCases } from '../cases.ts'
import { CORPORA, readSamples as readCorpus } from '../corpus.ts'
import { readSamples } from '../yaml/files.ts'
import type { Sides } from './known.ts'
import { pick, type Random } from './random.ts'
import { changeMeaning } from './semantic-edits.ts'

/** Something to edit: both sides of a change, by a name to find it again. */
export interface Subject {
  readonly name: string
  readonly sides: Sides
}

const TEST = fileURLToPath(new URL('..', import.meta.url))

/** The cases of all rules, and the samples of every shape. */
export function readOwnSubjects(): readonly Subject[] {
  const cases = ['rules', 'compound'].flatMap((folder) =>
    readdirSync(join(TEST, folder)).flatMap((file) =>
      readCases(join(TEST, folder, file)).map(
        ({ title, before, after }): Subject => ({
          name: `${file}: ${title}`,
          sides: { before, after },
        }),
      ),
    ),
  )
  return [...cases, ...readSamples().map(({ name, text }) => unchanged(name, name, text))]
}

/** The samples that share values by anchors, which are few among all. */
export function readAnchoredSubjects(): readonly Subject[] {
  const samples = readSamples().filter(({ text }) => /[:-] &\w+\s/.test(text))
  return samples.map(({ name, text }) => unchanged(name, name, text))
}

/** Every file that is Cortex's of the project's corpus, and of real files where they are at hand. */
export function readRealSubjects(): readonly Subject[] {
  return CORPORA.flatMap((folder) => [
    ...readCorpus(folder)
      .filter(({ kind }) => kind !== undefined)
      .map(({ file, kind, text }) => unchanged(file, kind ?? '', text)),
    ...readPairs(folder),
  ])
}

function readPairs(folder: string): readonly Subject[] {
  const root = join(folder, 'pairs')
  const ids = existsSync(root) ? readdirSync(root).toSorted() : []
  return ids.flatMap((id) => {
    const [old, now] = ['old.yaml', 'new.yaml'].map((name) => join(root, id, name))
    if (!old || !now || !existsSync(old) || !existsSync(now)) return []
    const [before, after] = [old, now].map((path) => readFileSync(path, 'utf8'))
    const name = /^(?:cluster_name|instance_type|node_groups):/m.test(after ?? '')
      ? 'cluster.yaml'
      : 'cortex.yaml'
    const toTree = (text = '') => new Map([[name, text]])
    return [{ name: `pairs/${id}`, sides: { before: toTree(before), after: toTree(after) } }]
  })
}

function unchanged(name: string, kind: string, text: string): Subject {
  const path = kind.includes('cluster') ? 'cluster.yaml' : 'cortex.yaml'
  const tree = new Map([[path, text]])
  return { name, sides: { before: tree, after: tree } }
}

/** Dresses both sides alike, and edits a file of the new one, or at times of the old one. */
export function editSubject({ sides }: Subject, random: Random): Sides {
  const dress = pickDress(random)
  const [before, after] = [dressTree(sides.before, dress), dressTree(sides.after, dress)]
  const isOld = random() < 0.3
  const side = isOld ? before : after
  const path = pick(random, [...side.keys()])
  if (path === undefined) return { before, after }

  const changed = new Map(side).set(path, changeMeaning(side.get(path) ?? '', random))
  return isOld ? { before: changed, after } : { before, after: changed }
}

type Dress = (text: string) => string

/** What editors and people do to a text that changes no meaning. */
function pickDress(random: Random): Dress {
  const all: readonly Dress[] = [
    (text) => text.replaceAll(/\r?\n/g, '\r\n'),
    (text) => text.replace(/(?:\r?\n)+$/, ''),
    (text) => `\ufeff${text.replace(/^\ufeff/, '')}`,
    // Not in block texts, of which a blank would be a part; nor anywhere else if there is one.
    (text) => (HAS_BLOCK_TEXT.test(text) ? text : text.replaceAll(/(?<=[\w"'\]])$/gm, '  ')),
    (text) => numberComments(text, /(?<=: [\w.]+)$/gm, (number) => ` # as is, ${number}`),
    (text) =>
      numberComments(text, /^( *)(?=\w+:)/gm, (number, indent) => {
        return `${indent}# about it, ${number}\n${indent}`
      }),
  ]
  const chosen = all.filter(() => random() < 0.12)
  return (text) => chosen.reduce((dressed, dress) => dress(dressed), text)
}

/** Puts comments that differ at places of a text. */
function numberComments(
  text: string,
  places: RegExp,
  write: (number: number, indent: string) => string,
): string {
  if (HAS_BLOCK_TEXT.test(text)) return text
  let count = 0
  return text.replaceAll(places, (_, indent: string) => {
    count += 1
    return write(count, indent)
  })
}

const HAS_BLOCK_TEXT = /[|>][-+\d]*[ \t]*(?:#.*)?\r?$/m

function dressTree(tree: ReadonlyMap<string, string>, dress: Dress): ReadonlyMap<string, string> {
  return new Map([...tree].map(([path, text]) => [path, dress(text)]))
}
