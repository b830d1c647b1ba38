/** What a text gives away to whoever reads the file. */
export type SecretKind = 'access-key' | 'private-key' | 'token' | 'url-password' | 'password'

/** The form of secrets that tell what they are, whatever they are called. */
const FORMS: readonly (readonly [SecretKind, RegExp])[] = [
  ['access-key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['private-key', /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  ['token', /\b(?:gh[oprsu]_[A-Za-z0-9]{36}|glpat-[\w-]{20}|hf_[A-Za-z0-9]{30})/],
  ['token', /\b(?:xox[abprs]-[\w-]{20}|sk_live_[A-Za-z0-9]{20}|AIza[\w-]{35})/],
]

/** A password before the host of an address, e.g. of a database. */
const URL_PASSWORD = /:\/\/[^\s:/@?#]{0,200}:([^\s/@?#]{1,200})@/

/**
 * Tells what kind of secret the value of a name is; undefined if it is none, as far as one can see.
 *
 * Under a name like `DB_PASSWORD` that is what looks random. What stands for a secret is none:
 * placeholders, references to where it is kept, what is filled in later.
 */
export function recognizeSecret(name: string, value: string): SecretKind | undefined {
  const [form] = FORMS.find(([, pattern]) => pattern.test(value)) ?? []
  if (form) return isSample(value) ? undefined : form

  const password = URL_PASSWORD.exec(value)?.[1]
  if (password !== undefined) return isStandIn(password) ? undefined : 'url-password'
  return isSecretName(name) && !isStandIn(value) && looksRandom(value) ? 'password' : undefined
}

/** Whether a value should not be shown: under the name of a secret, and not known to be none. */
export function isConfidential(name: string, value: string): boolean {
  if (recognizeSecret(name, value) !== undefined) return true
  return isSecretName(name) && !isStandIn(value) && !/^(?:true|false|\d{1,3})$/i.test(value)
}

/** Whether a name is one for secrets: `API_KEY` or `dbPassword`, but not `MAX_TOKENS`. */
export function isSecretName(name: string): boolean {
  const words = name
    .slice(0, LONGEST_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  if (DESCRIBING.has(words.at(-1) ?? '')) return false

  return words.some((word, index) => {
    const previous = words[index - 1] ?? ''
    if (word === 'token') return !OF_TEXT.has(previous)
    return word === 'key' ? OF_KEYS.has(previous) : SECRETIVE.has(word)
  })
}

const LONGEST_NAME = 200

const SECRETIVE = wordsOf(
  'apikey credential credentials passphrase passwd password pwd secret secrets',
)

/** What makes a key one of a lock, rather than one of a map. */
const OF_KEYS = wordsOf('access api auth encryption master private secret signing')

/** Tokens that models read. */
const OF_TEXT = wordsOf('bos cls end eos max mask min pad per sep special start stop unk')

/** Names that end so tell something about a secret. */
const DESCRIBING = wordsOf(`
  arn bucket count enabled expiry file header host id length limit manager mode name path port
  prefix provider ref region role size store ttl type uri url user username version
`)

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

/** What is filled in later, or says where the secret is. */
const STAND_IN =
  /\$[({\w]|\{\{|^<.*>$|^%.*%$|^(?:arn|env|file|op|secretsmanager|sm|ssm|vault):|^[./~]|^[a-z][a-z0-9+.-]{0,30}:\/\/|^ENC\[/i

/** What people write where a secret would be. */
const SAMPLE =
  /change_?me|dummy|example|placeholder|redacted|replace|secret_?here|xxxx|\*\*\*|(?:^|[-_ ])(?:empty|fake|foo|insert|my|none|null|sample|test|todo|your)(?:[-_ ]|$)/i

function isStandIn(value: string): boolean {
  return value.trim() === '' || STAND_IN.test(value) || isSample(value)
}

function isSample(value: string): boolean {
  return SAMPLE.test(value.slice(0, LONGEST_SAMPLE))
}

const LONGEST_SAMPLE = 200

const SHORTEST_RANDOM = 8
const FEWEST_TURNS = 3
/** In bits; words and numbers have less. */
const LEAST_ENTROPY = 24

/** A number of 64 bits or more, or a UUID. */
const HEXADECIMAL = /^(?=.*\d)(?:[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/** Whether a part of a text changes between letters of both cases, digits and signs all the time. */
function looksRandom(value: string): boolean {
  const text = value.slice(0, LONGEST_SAMPLE)
  if (/\s/.test(text)) return false
  if (HEXADECIMAL.test(text)) return true
  return text
    .split(/[-_./:=+,]+/)
    .some(
      (part) =>
        part.length >= SHORTEST_RANDOM &&
        countTurns(part) >= FEWEST_TURNS &&
        entropyOf(part) >= LEAST_ENTROPY,
    )
}

function countTurns(text: string): number {
  const classes = Array.from(text, (character) => {
    if (/[a-z]/.test(character)) return 'lower'
    return /[A-Z]/.test(character) ? 'upper' : /\d/.test(character) ? 'digit' : 'sign'
  })
  return classes.filter((each, index) => index > 0 && each !== classes[index - 1]).length
}

/** Shannon's entropy of the characters, in bits for the whole text. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length)
  return bits
}
