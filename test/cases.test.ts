import { expect, it } from '@jest/globals'
import { readChange } from './cases.ts'

it('reads both sides of a change', () => {
  const body = ' name: iris\n\n-replicas: 2 # two\n+replicas: 1\n   \n'
  expect(readChange(body)).toEqual({
    before: 'name: iris\n\nreplicas: 2 # two\n  \n',
    after: 'name: iris\n\nreplicas: 1\n  \n',
  })
})

it('takes signs within a line as its text', () => {
  const body = ' - name: iris\n-- name: old\n+- name: new\n'
  expect(readChange(body)).toEqual({
    before: '- name: iris\n- name: old\n',
    after: '- name: iris\n- name: new\n',
  })
})

it('refuses a line without a sign', () => {
  expect(() => readChange(' a: 1\nb: 2\n')).toThrow('A line of a change has no sign: b: 2')
})
