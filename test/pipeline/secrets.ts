import { pick, type Random } from './random.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Secrets that tell by their form what they are, wherever they stand. */
const FORMS: readonly ((random: Random) => string)[] = [
  (random) => `ghp_${letters(random, 36)}`,
  (random) => `AKIA${letters(random, 16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
  (random) => `sk_live_${letters(random, 24)}`,
]

function letters(random: Random, length: number, from = LETTERS): string {
  return Array.from({ length }, () => from[Math.floor(random() * from.length)]).join('')
}

/** Puts a secret somewhere into a text: a value, a key, a comment, or anywhere. */
export function plantSecret(
  text: string,
  random: Random,
): { readonly text: string; readonly secret: string } {
  const secret = pick(random, FORMS)?.(random) ?? ''
  const lines = text.split('\n')
  const at = Math.floor(random() * lines.length)
  const line = lines[at] ?? ''
  const planted = pick(random, [
    line.replace(/(:\s+|-\s+)\S.*$/, (_, lead: string) => lead + secret),
    line.replace(
      /(:\s+)(\S.*)$/,
      (_, lead: string, value: string) => `${lead}"${value} ${secret}"`,
    ),
    line.replace(/[\w.-]+(?=:)/, secret),
    `${line} # ${secret}`,
    `${line} ${secret}`,
    `${line}\n${/^\s*/.exec(line)?.[0] ?? ''}- ${secret}`,
  ])
  return { text: lines.with(at, planted ?? line).join('\n'), secret }
}
