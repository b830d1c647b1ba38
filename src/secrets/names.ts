/**
 * How much a name says of its value: `secret` that it is one, whatever it looks like; `key` that it
 * is one if it looks random, as there are keys of maps and tables, too.
 */
export type NameKind = 'secret' | 'key'

/** Reads a name such as `API_KEY`, `dbPassword` or `PGPASSWORD2`; undefined if it says nothing. */
export function readSecretName(name: string): NameKind | undefined {
  // Most names have none of the words, and every name of a file is asked.
  if (!SUSPECT.test(name)) return undefined
  const words = splitName(name)
  if (DESCRIBING.has(words.at(-1) ?? '') || words.join('_').startsWith('from_')) return undefined

  const kinds = words.map((word, index) => readWord(word, words[index - 1] ?? ''))
  return kinds.includes('secret') ? 'secret' : kinds.find((kind) => kind !== undefined)
}

const SUSPECT = /pass|pw|secret|token|cred|key/i

/** Whether a name tells something about a secret or its holder, such as `username`. */
export function isDescribingName(name: string): boolean {
  return DESCRIBING.has(splitName(name).at(-1) ?? '')
}

/** Reads the names on the way to a value: its own one, else the nearest that says something. */
export function readPathName(path: readonly (string | number)[]): NameKind | undefined {
  for (const step of path.toReversed()) {
    if (typeof step !== 'string') continue
    const kind = readSecretName(step)
    if (kind !== undefined || isDescribingName(step)) return kind
  }
  return undefined
}

/** Whether a name counts what models read, such as `MAX_TOKENS`, or holds a token of an API. */
export function isTokenName(name: string): boolean {
  return /token/i.test(name.slice(-LONGEST_NAME))
}

const LONGEST_NAME = 200

/** The words in lower case, without the digits that number a name. */
function splitName(name: string): readonly string[] {
  return name
    .slice(-LONGEST_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
}

function readWord(word: string, previous: string): NameKind | undefined {
  if (/^tokens?$/.test(word)) return OF_TEXT.has(previous) ? undefined : 'secret'
  if (/^keys?$/.test(word)) {
    if (OF_DATA.has(previous)) return undefined
    return OF_LOCKS.has(previous) ? 'secret' : 'key'
  }
  if (SECRETIVE.has(word) || (GLUED.test(word) && !ENGLISH.has(word))) return 'secret'
  return GLUED_KEY.test(word) && !ENGLISH.has(word) ? 'key' : undefined
}

export const SECRETIVE = wordsOf('cred creds pass passphrase passwd password pwd pw secret secrets')

/** Words that are written together: `PGPASSWORD`, `authtoken`, `dbpass`, `secretkey`. */
const GLUED =
  /(?:password|passwd|passphrase|pwd|pass|secret|token|credential|apikey|accesskey|authkey|secretkey|privatekey|signingkey)s?$/
const GLUED_KEY = /[a-z]{2}key$/

const ENGLISH = wordsOf(`
  bypass compass donkey encompass hockey hotkey jockey monkey overpass surpass trespass turkey
  underpass whiskey
`)

/** What makes a key one of a lock. */
export const OF_LOCKS = wordsOf(`
  access account admin api app auth authentication authorization client crypto decryption encryption
  jwt license master private secret service session signing
`)

/** What makes a key one of a map, a table, a store or a keyboard, or one that is no secret. */
export const OF_DATA = wordsOf(`
  cache column config config dedup dict feature field foreign group hash host hot idempotency index
  input item join json kms known label labels map message metric model object order output partition
  prediction primary public range record redis result row shard signature sort storage store
  table tag target topic unique
`)

/** Tokens that models read, or that mark a place in a list. */
export const OF_TEXT = wordsOf(`
  begin bos cls completion context control decoder end eos first id image input last mask max min new
  next num number of output pad page per prompt sep special start stop sub sync total unk use word
`)

/** Names that end so tell something about a secret. */
export const DESCRIBING = wordsOf(`
  algorithm alg annotation arn arns aud audience backend bucket class count description dir directory enabled endpoint expiration expires expiry
  file files folder format header headers host hostname id ids issuer length limit location manager
  minute minutes mode name names namespace parallelism path paths policy port prefix provider ref
  region role rotation seconds size stdin store suffix timeout ttl type uri url user username version
`)

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
