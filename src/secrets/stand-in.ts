/**
 * Whether a value is no secret but stands for one: nothing, a placeholder, or a reference to where
 * the secret is kept. A reference is told by its whole form: `ssm:/prod/db` is one, while `ssm:x9Q!`
 * and `pa$word` are passwords.
 */
export function isStandIn(value: string): boolean {
  const text = value.trim()
  if (text === '' || isPlaceholder(text)) return true
  if (text.length > LONGEST_REFERENCE) return false
  if (isVariable(text)) return true
  const filled = text.replaceAll(INNER_VARIABLE, (all, fallback: string | undefined) =>
    fallback === undefined ? 'x' : all,
  )
  return FORMS.some((form) => form.test(filled)) || isPath(filled)
}

const LONGEST_REFERENCE = 2000

/** What is filled in when the file is rendered or the container starts. */
function isVariable(text: string): boolean {
  if (WHOLE_VARIABLE.test(text)) return true
  const rest = text.replaceAll(INNER_VARIABLE, (_all, fallback: string | undefined) => {
    return fallback === undefined || isStandIn(fallback) ? '' : fallback
  })
  return rest !== text && /^(?:basic|bearer|token)?[\s:/@_.-]*$/i.test(rest)
}

const WHOLE_VARIABLE =
  /^(?:\$[A-Z_]+(?:_\d{1,3})?|\$[a-z_]+|%[A-Za-z_]{1,100}%|%\([\w.]{1,100}\)s|@[A-Z_]{1,100}@|#\{[^{}]{1,200}\}#?|__[A-Z_]{1,100}__)$/
/** `${NAME}`, with what holds where it is not set; `$(NAME)`; templates of Helm, Jinja or ERB. */
const INNER_VARIABLE =
  /\$\{\{[^{}]{0,500}\}\}|\$\{[A-Za-z_][\w.[\]/-]{0,200}(?::?[-=+]([^{}]{0,500})|:?\?[^{}]{0,500}|:{1,2}[\w.:/-]{1,200})?\}|\$\([^()]{1,500}\)|\{\{[^{}]{0,500}\}\}|\{%[^{}%]{0,500}%\}|<%[^<>%]{0,500}%>/g

const NAME = '[A-Za-z][A-Za-z_.-]{0,100}(?:[_.-]?\\d{1,3})?'

/** Where a secret is kept, each as a whole. */
const FORMS: readonly RegExp[] = [
  /^arn:(?:aws[a-z-]{0,20}|x):[a-z0-9-]{1,50}:[a-z0-9-]{0,30}:(?:\d{0,12}|x):[\w+=,.@/:*#-]+$/,
  // AWS Systems Manager and Secrets Manager, Vault, 1Password, files and variables.
  /^(?:aws-?|gcp-?)?(?:ssm|secretsmanager|secrets?|sm|gsm|vault|op|env|file|akv|k8s|ref\+[a-z]{1,20}):(?:\/{1,3}[\w.@{}$#?=&-]+(?:\/[\w.@{}$#?=&:-]+)*|[\w.@-]+(?:\/[\w.@-]+)+(?:#[\w.-]+)?)$/i,
  new RegExp(`^(?:ssm|secretsmanager|secrets?|sm|vault|op|env|file):(?:${NAME})(?:[:#]${NAME})?$`),
  /^(?:https?|s3|gs|abfss?|hdfs|redis|amqps?|mongodb(?:\+srv)?|postgres(?:ql)?|mysql|kafka|nats|tcp|unix):\/\/\S+$/i,
  /^projects\/[\w-]+\/secrets\/[\w-]+(?:\/versions\/[\w-]+)?$/,
  new RegExp(`^(?:secrets|env|vars?|local|data|process\\.env|steps|params)\\.(?:${NAME})$`),
  // The name of a variable, such as `PROD_DB_PASSWORD`.
  /^[A-Z]{2,40}(?:_[A-Z]{1,40}){1,10}(?:_?\d{1,2})?$/,
  // Encrypted by sops, or sealed.
  /^ENC\[[^\]]+\]$/,
  /^<[^<>]*>$/,
  /^\[[^[\]]*\]$/,
]

/** A path in which nothing looks like a password; one step alone is more likely a password. */
function isPath(text: string): boolean {
  if (!/^(?:\.{1,2}|~)?(?:\/[\w.@+-]+){1,40}\/?$/.test(text)) return false
  const steps = text.split('/').filter(Boolean)
  return steps.length > 1 && steps.every((step) => !isMixed(step))
}

/** Letters and digits in one run, or both cases of letters again and again, as in no word. */
export function isMixed(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).some((run) => {
    if (run.length < SHORTEST_MIXED || /^\d+$/.test(run)) return false
    const turns = run.match(/[a-z](?=[A-Z0-9])|[A-Z](?=\d)|\d(?=[A-Za-z])/g) ?? []
    return turns.length >= FEWEST_TURNS || (run.length >= LONG_HEX && /^[0-9a-f]+$/i.test(run))
  })
}

const SHORTEST_MIXED = 6
const FEWEST_TURNS = 2
const LONG_HEX = 16

/**
 * What people write where a secret would be: nothing but words for it, at least one of which says
 * that it is not the secret, as in `your-api-key-here`. `prod-test-Xk29` is none.
 */
export function isPlaceholder(text: string): boolean {
  if (text.length > LONGEST_PLACEHOLDER) return /^(.)\1*$/s.test(text)
  if (/^[^A-Za-z0-9]+$/.test(text) || /^(?:0+|[\w.-]{0,20}?(?:[xX]{4,}|\*{3,}))$/.test(text))
    return true
  if (/^[xX.*-]+$/.test(text)) return true
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  return words.every(isFiller) && words.some((word) => !BESIDE.has(word))
}

function isFiller(word: string): boolean {
  return SAYING_SO.has(word) || BESIDE.has(word) || /^x{2,}$/.test(word)
}

const LONGEST_PLACEHOLDER = 100

const SAYING_SO = new Set(
  `change changeme dummy empty enter example fake fill fixme foo bar baz here insert missing my na nil
  none null optional paste placeholder put redacted removed replace replaceme required sample some someone
  string tba tbd test testing todo undefined unset unused your yours mysecret mypassword mytoken
  masked hidden disabled off false true yes no on`.split(/\s+/),
)

const BESIDE = new Set(
  `a access account api app auth aws by client credential credentials db for hash id in is it key
  me name not of or pass password pw pwd secret set string the this to token user value with
  azure gcp google github gitlab hf slack openai stripe huggingface`.split(/\s+/),
)
