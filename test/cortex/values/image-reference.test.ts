import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import {
  checkImage,
  checkImageVersion,
  parseImageReference,
} from '../../../src/cortex/values/image-reference.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`

describe('parseImageReference', () => {
  it.each([
    ['nginx', { host: '', path: 'nginx' }],
    ['nginx:1.2', { host: '', path: 'nginx', tag: '1.2' }],
    ['acme/app', { host: '', path: 'acme/app' }],
    ['quay.io/acme/app:v1', { host: 'quay.io', path: 'acme/app', tag: 'v1' }],
    ['localhost/app', { host: 'localhost', path: 'app' }],
    ['host:5000/app', { host: 'host:5000', path: 'app' }],
    [`a/b@${DIGEST}`, { host: '', path: 'a/b', digest: DIGEST }],
    [`a:1@${DIGEST}`, { host: '', path: 'a', tag: '1', digest: DIGEST }],
    ['a__b/c.d-e', { host: '', path: 'a__b/c.d-e' }],
  ])('reads %s', (text, reference) => {
    expect(parseImageReference(text)).toEqual(reference)
  })

  it.each([
    '',
    'NGINX',
    'a/B',
    'Acme.io/a',
    '/a',
    'a/',
    'a//b',
    'a:',
    'a:b:c',
    'a b',
    'a___b',
    'a..b',
    'http://a/b',
    'a@sha256:abc',
    `a:${'t'.repeat(129)}`,
  ])('refuses %j', (text) => {
    expect(parseImageReference(text)).toBeUndefined()
    expect(checkImage(text)).toMatchObject({ code: 'invalid-image' })
  })

  it('is not held up by texts made for it', () => {
    const texts = [
      'a'.repeat(50_000),
      'a-'.repeat(50_000),
      'a/'.repeat(50_000),
      'a.'.repeat(50_000),
    ]
    expect(texts.map((text) => parseImageReference(`${text}!`))).toEqual(texts.map(() => undefined))
  })

  it('reads what it is made of', () => {
    const host = fc.constantFrom('', 'quay.io', 'host:5000', '1.dkr.ecr.eu-west-1.amazonaws.com')
    const path = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,4})?(\/[a-z0-9]{1,8})?$/)
    const tag = fc.stringMatching(/^\w[\w.-]{0,10}$/)
    fc.assert(
      fc.property(host, path, tag, (registry, name, version) => {
        const text = `${registry && `${registry}/`}${name}:${version}`
        expect(parseImageReference(text)).toEqual({ host: registry, path: name, tag: version })
      }),
    )
  })
})

describe('checkImageVersion', () => {
  it.each([
    'quay.io/cortexlabs/operator:0.42.1',
    'quay.io/cortexlabs/operator:0.42.10',
    'cortexlabsdev/operator:0.42.1-rc',
    '1.dkr.ecr.us-east-1.amazonaws.com/cortexlabs/operator:0.1',
    'anything at all',
  ])('is content with %s', (image) => {
    expect(checkImageVersion(image, '0.42.1')).toBeUndefined()
  })

  it.each([
    'quay.io/cortexlabs/operator:0.42.0',
    'quay.io/cortexlabs/operator',
    'docker.io/cortexlabsdev/operator:latest',
    `cortexlabs/operator@${DIGEST}`,
  ])('repairs %s', (image) => {
    const complaint = checkImageVersion(image, '0.42.1')
    const [edit] = complaint?.fix?.edits ?? []
    expect(edit).toMatchObject({ op: 'set', value: expect.stringMatching(/\/operator:0\.42\.1$/) })
  })
})
