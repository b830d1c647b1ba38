import type { FoundSecret } from './kinds.ts'
import { isPlaceholder } from './stand-in.ts'
import { TOKEN_SHAPES } from './token-shapes.ts'

/**
 * Wider than the rule set where tokens are met cut, in a new length, or made up for a test: of AWS,
 * GitHub, Google, Hugging Face, OpenAI, Slack, Stripe and Discord, and JSON Web Tokens.
 */
const WIDER = [
  'gh[oprsu]_[A-Za-z0-9]{30,255}|github_pat_\\w{22,255}',
  'GOCSPX-[\\w-]{20,60}|ya29\\.[\\w-]{20,1000}',
  'AIza[\\w-]{30,60}',
  'hf_[A-Za-z0-9]{30,60}',
  'sk-[A-Za-z0-9]{32,200}|sk-(?:proj|svcacct|admin|ant|or|live)-[\\w-]{20,300}',
  'xox[a-z]-[\\w-]{10,300}|xapp-[\\w-]{10,300}',
  'hooks\\.slack\\.com/(?:services|workflows|triggers)/[\\w/+-]{20,100}',
  'whsec_[A-Za-z0-9+/=]{20,100}',
  'discord(?:app)?\\.com/api/webhooks/\\d{5,30}/[\\w-]{20,100}',
  'eyJ[\\w-]{8,1000}\\.[\\w-]{8,1000}\\.[\\w-]{8,1000}',
]

const ACCESS_KEY = /^(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/

const TOKEN = new RegExp(
  `(?<![A-Za-z0-9])(?:${[ACCESS_KEY.source.slice(1), ...WIDER, ...TOKEN_SHAPES.map(([, source]) => source)].join('|')})[\\w-]{0,1000}`,
  'g',
)

/** No token is in less, so that most of a file is never looked at closely. */
const LONG_RUN = /[\w+/=.~@:-]{16,}/g

/** The tokens that tell what they are, and private keys, in the order of the text. */
export function findTokens(text: string): readonly FoundSecret[] {
  const keys = findPrivateKeys(text)
  const tokens = [...text.matchAll(LONG_RUN)].flatMap(({ 0: run, index }) =>
    findInRun(run).map(({ kind, start, end }) => {
      return { kind, start: index + start, end: index + end }
    }),
  )
  return [...keys, ...tokens]
}

/** What was looked at lately: a file is read again for every fix that is tried. */
const recent = new Map<string, readonly FoundSecret[]>()
const MOST_RECENT = 20_000
const LONGEST_RECENT = 200

function findInRun(run: string): readonly FoundSecret[] {
  const found = recent.get(run) ?? searchRun(run)
  if (recent.size >= MOST_RECENT) recent.clear()
  if (run.length <= LONGEST_RECENT) recent.set(run, found)
  return found
}

function searchRun(run: string): readonly FoundSecret[] {
  return [...run.matchAll(TOKEN)].flatMap((match): readonly FoundSecret[] => {
    const [token] = match
    if (isSample(token)) return []
    const kind = ACCESS_KEY.test(token) ? 'access-key' : 'token'
    return [{ kind, start: match.index, end: match.index + token.length }]
  })
}

/** As vendors write in their manuals, or with nothing in it but one sign again and again. */
function isSample(token: string): boolean {
  const body = token.replace(/^.*[-_/.](?=.)/s, '')
  return /EXAMPLE(?:KEY)?$/.test(token) || /([xX*.0])\1{7}/.test(token) || isPlaceholder(body)
}

const BEGIN = /-----BEGIN[ A-Z0-9]{0,60}PRIVATE KEY(?: BLOCK)?-----/g
const END = /-----END[ A-Z0-9]{0,60}PRIVATE KEY(?: BLOCK)?-----/g
/** A key of 16,384 bits takes about 13,000 characters. */
const LONGEST_KEY = 20_000

/** Private keys from the first line to the last, or to the end of the text if that is cut. */
function findPrivateKeys(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = []
  if (!text.includes('-----BEGIN')) return found
  for (const { index } of text.matchAll(BEGIN)) {
    if (index < (found.at(-1)?.end ?? 0)) continue
    END.lastIndex = index
    const last = END.exec(text)
    const end = Math.min(last ? END.lastIndex : text.length, index + LONGEST_KEY)
    found.push({ kind: 'private-key', start: index, end })
  }
  return found
}
