import { describe, expect, it } from '@jest/globals'
import { createHide } from '../../src/secrets/hide.ts'
import { isSecretName, recognizeSecret } from '../../src/secrets/secret.ts'
import { parseDocument } from '../../src/yaml/document.ts'

describe('recognizeSecret', () => {
  it.each([
    ['X', 'AKIAQ3EGRPZJ5XTN2WUV', 'access-key'],
    ['X', 'id=ASIAQ3EGRPZJ5XTN2WUV;', 'access-key'],
    ['X', '-----BEGIN PRIVATE KEY-----\nabc', 'private-key'],
    ['X', '-----BEGIN RSA PRIVATE KEY-----', 'private-key'],
    ['X', `ghp_${'a1'.repeat(18)}`, 'token'],
    ['X', 'redis://:s3same@cache:6379', 'url-password'],
    ['DB_PASSWORD', 'S3cur3P@ss!', 'password'],
    ['dbPassword', 'q7Rt2vX9mB4k', 'password'],
    ['SESSION_TOKEN', '550e8400-e29b-41d4-a716-446655440000', 'password'],
    ['aws_secret_access_key', 'k3Jd8fLq0Zx/Vb6NmT2rYwPc9GhS4a', 'password'],
    ['DB_PASSWORD', 'correct-horse-battery', undefined],
    ['DB_PASSWORD', 'q7Rt2', undefined],
    ['COMMIT', 'q7Rt2vX9mB4k', undefined],
    ['X', 'AKIAIOSFODNN7EXAMPLE', undefined],
    ['X', 'redis://cache:6379/0', undefined],
    ['X', 'https://$USER:$PASSWORD@host', undefined],
    ['PASSWORD', '{{ q7Rt2vX9mB4k }}', undefined],
    ['PASSWORD', 'ssm:/prod/q7Rt2vX9mB4k', undefined],
    ['PASSWORD', '', undefined],
  ])('%s: %j: %j', (name, value, expected) => {
    expect(recognizeSecret(name, value)).toBe(expected)
  })

  it('does not look long at a hostile value', () => {
    const values = ['-----BEGIN '.repeat(50_000), '://a:'.repeat(100_000), 'aB1'.repeat(200_000)]

    expect(values.map((value) => recognizeSecret('X', value))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('isSecretName', () => {
  it.each(['PASSWORD', 'db-password', 'API_KEY', 'apiKey', 'HF_TOKEN', 'CLIENT_SECRET', 'secrets'])(
    '%s is one',
    (name) => {
      expect(isSecretName(name)).toBe(true)
    },
  )

  it.each([
    'SORT_KEY',
    'MAX_TOKENS',
    'EOS_TOKEN',
    'SECRET_NAME',
    'TOKEN_URL',
    'KEY',
    'PASSAGE',
    '',
  ])('%s is none', (name) => {
    expect(isSecretName(name)).toBe(false)
  })
})

describe('createHide', () => {
  const text = [
    'env:',
    '  DB_PASSWORD: "q7Rt2vX9mB4k"',
    '  SIGNER: |',
    '    -----BEGIN EC PRIVATE KEY-----',
    '    MHcCAQEEIPq3uXk0vJ9dZr5TnW8yB2aF',
    '    -----END EC PRIVATE KEY-----',
    '  HOST: features.internal',
    '',
  ].join('\n')
  const hide = createHide([parseDocument(text)])

  it('hides what stands under a name', () => {
    expect(hide(text)).toBe(
      [
        'env:',
        '  DB_PASSWORD: "********"',
        '  SIGNER: |',
        '    ********',
        '    ********',
        '    ********',
        '  HOST: features.internal',
        '',
      ].join('\n'),
    )
  })

  it('hides it elsewhere, also cut, and keeps the columns if asked to', () => {
    expect(hide('No q7Rt2vX9mB4k here.')).toBe('No ******** here.')
    expect(hide('`MHcCAQEEIPq3uXk0vJ9dZr5T…`')).toBe('`********…`')
    expect(hide('a: [q7Rt2vX9mB4k] # b', 'kept')).toBe('a: [************] # b')
  })

  it.each([
    ["password: 'abc'", "password: '********'"],
    ['# API_KEY=abc', '# API_KEY=********'],
    ['args: [--token=abc, --port=80]', 'args: [--token=********, --port=80]'],
    ['{"password":"abc","a":1}', '{"password":"********","a":1}'],
    ['password: ${PASSWORD}', 'password: ${PASSWORD}'],
    ['max_tokens: 4096', 'max_tokens: 4096'],
    ['secret: |', 'secret: |'],
    ['secret: true', 'secret: true'],
  ])('knows assignments without a document: %s', (line, expected) => {
    expect(createHide([])(line)).toBe(expected)
  })

  it("leaves words alone that are somebody else's name, too", () => {
    const hideWord = createHide([parseDocument('name: recommender\nDB_PASSWORD: recommender\n')])

    expect(hideWord('API `recommender`: DB_PASSWORD: recommender')).toBe(
      'API `recommender`: DB_PASSWORD: ********',
    )
  })

  it('copes with very many secrets that begin alike, and with very long lines', () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `  PASSWORD_${index}_KEY: a`)
    const alike = Array.from({ length: 3_000 }, (_, index) => `- password: q7Rt2vX9${index}`)
    const many = createHide([parseDocument(alike.join('\n')), parseDocument(lines.join('\n'))])
    const line = `${'q7Rt2v'.repeat(20_000)} ${'a:"'.repeat(20_000)} ${'-'.repeat(100_000)}`

    expect(many(line)).not.toContain('q7Rt2v')
  })
})
